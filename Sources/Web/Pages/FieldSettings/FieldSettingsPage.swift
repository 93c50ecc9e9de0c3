import CRM
import Kernel

/// Fields of each kind of items and of people: the portal's own and those that administrators make.
enum FieldSettingsPage {
    static let routes: [Route] = [
        .get("/settings/fields") { try await list($0) },
        .get("/settings/fields/:entity/new") { try await newForm($0, Attempt($0)) },
        .post("/settings/fields/:entity/new") { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await create(page) } again: { try await newForm(page, $0) }
        },
        .get("/settings/fields/:entity/:code") { try await editForm($0, Attempt($0)) },
        .post("/settings/fields/:entity/:code") { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await save(page) } again: { try await editForm(page, $0) }
        },
        .post("/settings/fields/:entity/:code/delete") { try await delete($0) },
    ]

    static func address(_ owner: FieldOwner) -> String { "/settings/fields?entity=\(owner.code.lowercased())" }

    static func address(_ field: CRM.Field) -> String { "/settings/fields/\(field.owner.code.lowercased())/\(field.code)" }

    private static func list(_ page: PageRequest) async throws -> PageResponse {
        try page.require(.configurePortal)
        let owner = page.query["entity"].flatMap { FieldOwner(code: $0) } ?? .items(.deal)
        let items = page.services.items
        let catalog = try await page.services.portal.read { try items.catalog.catalog(in: $0) }
        let view = FieldListView(owner: owner, catalog: catalog, language: page.language)
        let new = "/settings/fields/\(owner.code.lowercased())/new"
        return page.settings(
            .fields, actions: [.linkButton(FieldSettingsTexts.add[page.language], to: new, kind: .primary, icon: .plus, attributes: " data-new")],
            layout: .normal, view.html)
    }

    // MARK: Forms

    private static func newForm(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configurePortal)
        let (owner, catalog) = try await catalog(page)
        let form = FieldSettingsForm(owner: owner, field: nil, catalog: catalog, attempt: attempt, csrf: page.csrf)
        return page.settings(
            .fields, title: FieldSettingsTexts.add, parents: [(owner.pluralName[page.language], address(owner))], status: attempt.status,
            form.html)
    }

    private static func editForm(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configurePortal)
        let (owner, catalog) = try await catalog(page)
        guard let field = catalog.fields.field(FieldCode(page.parameters["code"] ?? ""), of: owner) else {
            throw Failure(.notFound, HTTPTexts.unknownPage)
        }
        let form = FieldSettingsForm(owner: owner, field: field, catalog: catalog, attempt: attempt, csrf: page.csrf)
        return page.settings(
            .fields, title: field.title, parents: [(owner.pluralName[page.language], address(owner))], status: attempt.status, form.html)
    }

    private static func catalog(_ page: PageRequest) async throws -> (FieldOwner, ItemCatalog) {
        guard let owner = FieldOwner(code: page.parameters["entity"] ?? "") else { throw Failure(.notFound, HTTPTexts.unknownPage) }
        let items = page.services.items
        return (owner, try await page.services.portal.read { try items.catalog.catalog(in: $0) })
    }

    // MARK: Changes

    private static func create(_ page: PageRequest) async throws -> PageResponse {
        let (owner, catalog) = try await catalog(page)
        let draft = try FieldSettingsInput(form: page.form, owner: owner, catalog: catalog).draft()
        let fields = FieldStore(page.services.items.catalog)
        _ = try await page.services.portal.perform(as: page.actor) { try fields.create(draft, $0).code }
        return .redirect(address(owner), notice: FieldSettingsTexts.created)
    }

    private static func save(_ page: PageRequest) async throws -> PageResponse {
        let (owner, catalog) = try await catalog(page)
        guard let field = catalog.fields.field(FieldCode(page.parameters["code"] ?? ""), of: owner) else {
            throw Failure(.notFound, HTTPTexts.unknownPage)
        }
        let input = FieldSettingsInput(form: page.form, owner: owner, catalog: catalog)
        let store = FieldStore(page.services.items.catalog)
        if field.isCustom {
            let draft = try input.draft(of: field)
            _ = try await page.services.portal.perform(as: page.actor) { try store.update(draft, $0).code }
        } else if let entity = owner.entity {
            let (adjustment, options) = (input.adjustment, field.hasOwnOptions ? input.options(of: field) : nil)
            try await page.services.portal.perform(as: page.actor) { command in
                try store.adjust(field.code, of: entity, adjustment, command)
                if let options { try store.setOptions(options, of: field.code, entity, command) }
            }
        }
        return .redirect(address(owner), notice: SettingsPageTexts.saved)
    }

    private static func delete(_ page: PageRequest) async throws -> PageResponse {
        let (owner, _) = try await catalog(page)
        let code = FieldCode(page.parameters["code"] ?? "")
        let store = FieldStore(page.services.items.catalog)
        try await page.services.portal.perform(as: page.actor) { try store.delete(code, of: owner, $0) }
        return .redirect(address(owner), notice: FieldSettingsTexts.deleted)
    }
}

extension CRM.Field {
    /// Whether administrators decide what may be chosen: lists of their own, and sources.
    var hasOwnOptions: Bool { type.code == "enumeration" && isCustom || type.code == "source" }
}
