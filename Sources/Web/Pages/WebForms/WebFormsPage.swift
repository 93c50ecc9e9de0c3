import CRM
import Kernel

/// Web forms: making them and finding their addresses.
enum WebFormsPage {
    static let routes: [Route] = [
        .get("/settings/forms") { try await list($0) },
        .get("/settings/forms/new") { try await edit($0, id: nil, Attempt($0)) },
        .post("/settings/forms/new") { page in
            try page.require(.configureAutomation)
            return try await page.attempt { try await create(page) } again: { try await edit(page, id: nil, $0) }
        },
        .get("/settings/forms/:id") { try await edit($0, id: $0.id(), Attempt($0)) },
        .post("/settings/forms/:id") { page in
            try page.require(.configureAutomation)
            return try await page.attempt { try await save(page) } again: { try await edit(page, id: page.id(), $0) }
        },
        .post("/settings/forms/:id/delete") { page in
            let id: WebFormID = try page.id()
            let store = WebFormStore(catalog: page.services.items.catalog)
            try await page.services.portal.perform(as: page.actor) { try store.delete(id, in: $0) }
            return .redirect("/settings/forms", notice: WebFormPageTexts.deleted)
        },
    ]

    private static func list(_ page: PageRequest) async throws -> PageResponse {
        try page.require(.configureAutomation)
        let forms = try await page.services.portal.read { try WebFormStore.all(in: $0) }
        let view = WebFormListView(
            forms: forms, directory: try await page.services.people.snapshot(), language: page.language, link: page.link)
        return page.settings(
            .forms,
            actions: [.linkButton(WebFormPageTexts.add[page.language], to: "/settings/forms/new", kind: .primary, icon: .plus, attributes: " data-new")],
            layout: .normal, view.html)
    }

    private static func edit(_ page: PageRequest, id: WebFormID?, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configureAutomation)
        let store = WebFormStore(catalog: page.services.items.catalog)
        let items = page.services.items
        let (form, offered, sources) = try await page.services.portal.read { reader in
            (
                try id.flatMap { try WebFormStore.form($0, in: reader) }, try store.offeredFields(in: reader),
                try items.catalog.catalog(in: reader).fields.field(.source, of: .lead)?.options ?? []
            )
        }
        if id != nil, form == nil { throw Failure(.notFound, WebFormTexts.noSuchForm) }
        let view = WebFormEditor(
            form: form, offered: offered, sources: sources.filter { !$0.isHidden }, directory: try await page.services.people.snapshot(),
            attempt: attempt, csrf: page.csrf, address: form.map { page.link("/forms/\($0.token)") })
        return page.settings(
            .forms, title: form.map { Text(verbatim: $0.settings.title) } ?? WebFormPageTexts.add, status: attempt.status, view.html)
    }

    private static func create(_ page: PageRequest) async throws -> PageResponse {
        let settings = WebFormEditor.settings(page.form)
        let store = WebFormStore(catalog: page.services.items.catalog)
        let id = try await page.services.portal.perform(as: page.actor) { try store.create(settings, in: $0) }
        return .redirect("/settings/forms/\(id)", notice: WebFormPageTexts.created)
    }

    private static func save(_ page: PageRequest) async throws -> PageResponse {
        let id: WebFormID = try page.id()
        let settings = WebFormEditor.settings(page.form)
        let store = WebFormStore(catalog: page.services.items.catalog)
        try await page.services.portal.perform(as: page.actor) { try store.change(id, to: settings, in: $0) }
        return .redirect("/settings/forms/\(id)", notice: SettingsPageTexts.saved)
    }
}
