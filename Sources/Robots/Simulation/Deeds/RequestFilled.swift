import Automation
import CRM
import Kernel

/// Who was asked for information fills it in.
struct RequestFilled: Deed {
    static let name = "request_answered"
    let kind = RequestFilled.name
    let title = DeedTexts.request
    let asks = DeedQuestion.nothing
    let portal: Portal
    let items: ItemStore

    func carryOut(_ scene: Scene) throws -> Text {
        let open = try scene.items.flatMap { try InformationRequest.open(of: $0, in: scene.transaction) }
        let meant = scene.inputs.number.map { number in open.first { $0.id.rawValue == number } } ?? open.min { $0.id < $1.id }
        guard let request = meant, let item = try items.item(request.item, in: scene.transaction) else {
            throw Failure(.notFound, DeedTexts.noRequest)
        }
        let fields = try items.catalog.catalog(in: scene.transaction).fields
        let empty = request.fields.compactMap { fields.field($0, of: item.entity) }.filter { item.value($0.code).isEmpty }
        let person = request.recipients.first ?? scene.person(for: item)
        let values = try AnyValues(scene: scene, person: person).values(for: empty)
        // A recipient may be somebody who only answers: the answer page asks for no right to change the item.
        try scene.act(portal, as: nil) { _ = try items.update(item.id, values, $0) }
        let shown = Text.joined(empty.map(\.title))
        return DeedTexts.answered.with(["fields": shown, "who": try scene.name(of: person)])
    }
}
