import CRM
import Kernel
import Storage

/// What the form for a new item needs.
struct ItemFormModel: Sendable {
    let entity: EntityType
    let context: FormContext
    /// Names of what the form refers to already: a contact that the address names.
    let names: Names
    let people: PeopleSnapshot
    /// What the fields hold at first.
    let values: [FieldCode: Value]

    var pipelines: [Pipeline] { names.pipelines.of(entity) }
    var fields: [CRM.Field] { names.catalog.fields.fields(of: entity) }

    static func load(_ entity: EntityType, _ page: PageRequest) async throws -> ItemFormModel {
        let viewer = try page.viewer
        guard viewer.scope(.create, of: entity) != .none else {
            throw Failure(.forbidden, ItemFormTexts.mayNotCreate.with(["entity": entity.pluralName]))
        }
        let people = try await page.services.people.snapshot()
        let items = page.services.items
        let typed = page.form.pairs.isEmpty ? page.query : page.form
        return try await page.services.portal.read { reader in
            let fields = try items.catalog.catalog(in: reader).fields.fields(of: entity)
            let values = presets(entity, fields, page.query, viewer)
            let chosen = typed.pairs.compactMap { Value.reference(parsing: $0.value) }
            let names = try items.names(of: values.values.flatMap(\.references) + chosen, in: reader)
            return ItemFormModel(
                entity: entity, context: FormContext(language: page.language, csrf: page.csrf, now: page.now),
                names: names,
                people: people, values: values)
        }
    }

    /// Whatever the address names, `/deals/new?COMPANY_ID=5`, and oneself as the responsible.
    private static func presets(
        _ entity: EntityType, _ fields: [CRM.Field], _ query: FormFields, _ viewer: Viewer
    ) -> [FieldCode: Value] {
        var values: [FieldCode: Value] = [.responsible: .user(viewer.user)]
        for field in fields where !field.isReadOnly {
            guard let text = query.text(field.code.rawValue) else { continue }
            if field.type.code == "crm", let linked = field.linkedEntity, let id = Int64(text) {
                values[field.code] = .item(DocumentID(linked, id))
            } else {
                values[field.code] = .string(text)
            }
        }
        return values
    }
}

/// What every form needs of its page.
struct FormContext: Sendable {
    let language: Language
    let csrf: String
    let now: Timestamp
}
