import CRM
import Kernel

/// «Входящие вебхуки»: keys by which programs call the REST API in somebody's name.
enum IntegrationsPage {
    static let routes: [Route] = [
        .get("/settings/integrations") { page in try await list(page, Attempt(page)) },
        .post("/settings/integrations") { page in
            try await page.attempt { try await create(page) } again: { try await list(page, $0) }
        },
        .post("/settings/integrations/:id/revoke") { page in
            let id: IncomingWebhookID = try page.id()
            let viewer = try page.viewer
            try await page.services.portal.perform(as: page.actor) { try IncomingWebhookStore.revoke(id, for: viewer, in: $0) }
            return .redirect("/settings/integrations", notice: IntegrationPageTexts.revoked)
        },
    ] + EventHandlersPage.routes + MethodsPage.routes + ApplicationsPage.routes + ProgramsPage.routes + AuthorizePage.routes

    /// The address is on the page that answers the form, and nowhere else ever.
    private static func create(_ page: PageRequest) async throws -> PageResponse {
        let scopes = Set(page.form.all("scopes").compactMap(IntegrationScope.init(rawValue:)))
        let title = page.form["title"] ?? ""
        let made = try await page.services.portal.perform(as: page.actor) { command in
            try IncomingWebhookStore.create(title, scopes: scopes, in: command)
        }
        let address = page.link("/rest/\(made.webhook.user)/\(made.secret.text)/")
        return try await list(page, Attempt(page), address: address)
    }

    private static func list(_ page: PageRequest, _ attempt: Attempt, address: String? = nil) async throws -> PageResponse {
        let viewer = try page.viewer
        let seesAll = viewer.may(.configurePortal)
        let webhooks = try await page.services.portal.read { reader in
            seesAll ? try IncomingWebhookStore.all(in: reader) : try IncomingWebhookStore.of(viewer.user, in: reader)
        }
        let people = try await page.services.people.snapshot()
        let view = IntegrationsView(
            webhooks: webhooks.filter { $0.revokedAt == nil }, people: people, viewer: viewer, address: address, attempt: attempt, csrf: page.csrf,
            writer: page.dates, now: page.now)
        let events: HTML = .linkButton(EventHandlerTexts.title[page.language], to: "/settings/integrations/events", icon: .send)
        let methods: HTML = .linkButton(MethodTexts.title[page.language], to: "/settings/integrations/methods", icon: .braces)
        let applications: HTML = .linkButton(ApplicationTexts.title[page.language], to: "/settings/integrations/applications", icon: .users)
        let programs: HTML = .linkButton(ProgramPageTexts.title[page.language], to: ProgramsPage.path, icon: .bot)
        return page.settings(
            .integrations, actions: seesAll ? [methods, applications, programs, events] : [methods], layout: .normal, status: attempt.status, view.html)
    }
}
