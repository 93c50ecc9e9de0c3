import CRM
import Kernel

/// «Приложения»: programs that people let in by signing in, and that act for each with that person's rights.
enum ApplicationsPage {
    private static let path = "/settings/integrations/applications"

    static let routes: [Route] = [
        .get(path) { page in
            try page.require(.configurePortal)
            return try await list(page, Attempt(page))
        },
        .post(path) { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await create(page) } again: { try await list(page, $0) }
        },
        .post("\(path)/:id/delete") { page in
            let id: ApplicationID = try page.id()
            try await page.services.portal.perform(as: page.actor) { try ApplicationStore.delete(id, in: $0) }
            return .redirect(path, notice: ApplicationTexts.deleted)
        },
    ]

    /// The secrets are on the page that answers the form, and nowhere else ever.
    private static func create(_ page: PageRequest) async throws -> PageResponse {
        let (title, address, box) = (page.form["title"] ?? "", page.form["address"] ?? "", page.services.webhooks.secrets)
        let scopes = Set(page.form.all("scopes").compactMap(IntegrationScope.init(rawValue:)))
        let made = try await page.services.portal.perform(as: page.actor) { command in
            try ApplicationStore.create(title, address: address, scopes: scopes, box, in: command)
        }
        return try await list(page, Attempt(page), made: made)
    }

    private static func list(_ page: PageRequest, _ attempt: Attempt, made: ApplicationStore.Credentials? = nil) async throws -> PageResponse {
        let (applications, people) = try await page.services.portal.read { reader in
            (try ApplicationStore.all(in: reader), try ApplicationGrants.people(in: reader))
        }
        let view = ApplicationsView(
            applications: applications, people: people, made: made, origin: page.link(""), attempt: attempt, csrf: page.csrf, language: page.language)
        return page.settings(.integrations, title: ApplicationTexts.title, layout: .normal, status: attempt.status, view.html)
    }
}
