import Automation
import CRM
import Kernel

/// Somebody fills in a field of an item.
struct FieldFilled: Deed {
    let kind = "field_filled"
    let title = DeedTexts.field
    let asks = DeedQuestion.field
    let portal: Portal
    let items: ItemStore

    func carryOut(_ scene: Scene) throws -> Text {
        let entity = EntityType(code: scene.inputs.entity)
        guard let item = try scene.youngest(items, where: { entity == nil || $0.entity == entity }) else {
            throw Failure(.notFound, DeedTexts.noEntity)
        }
        let field = try items.catalog.catalog(in: scene.transaction).fields.require(FieldCode(scene.inputs.field), of: item.entity)
        let person = scene.person(for: item)
        let typed = scene.inputs.value
        let values =
            typed.isEmpty
            ? try AnyValues(scene: scene, person: person).values(for: [field]) : [field.code: Value.string(typed)]
        let changed = try scene.act(portal, as: person) { try items.update(item.id, values, $0) }
        guard changed.version != item.version else { throw Failure(.conflict, DeedTexts.alreadySo) }
        let names = try items.names(for: [changed], in: scene.transaction)
        return DeedTexts.filled.with([
            "field": field.title,
            "value": Text(ru: changed.display(field, .russian, names), en: changed.display(field, .english, names)),
        ])
    }
}
