import CRM
import HTTPTypes
import Kernel

/// The first page of a new portal: makes the administrator and leads to «Готовность портала».
enum FirstRunPage {
    static let routes: [Route] = [
        .get("/first-run", access: .everybody) { try await show($0) },
        .post("/first-run", access: .everybody, bodyLimit: 16 << 10) { try await create($0) },
    ]

    private static func show(_ page: PageRequest) async throws -> PageResponse {
        guard try await page.services.portal.read({ try UserStore.isEmpty(in: $0) }) else { return .redirect("/sign-in") }
        return .bare(title: FirstRunTexts.title[page.language], FirstRunView.form(page, failure: nil), width: .wide)
    }

    private static func create(_ page: PageRequest) async throws -> PageResponse {
        do {
            let form = page.form
            let email = form.text("EMAIL") ?? ""
            let profile = UserProfile(
                firstName: form.text("NAME") ?? "", lastName: form.text("LAST_NAME") ?? "", language: page.language)
            let administrator = try await page.services.accounts.createFirstAdministrator(
                login: email, password: form["PASSWORD"] ?? "", profile: profile
            ) { settings in
                // An empty field leaves the usual.
                settings.companyName = form.text("COMPANY") ?? settings.companyName
                settings.administratorEmail = email
            }
            page.services.people.forget()
            let opened = try await page.services.signIn.open(
                for: administrator, address: page.address, agent: page.headers[.userAgent] ?? "")
            return SignInPage.open(opened, page, to: "/settings/readiness")
        } catch let failure as Failure where failure.code == .invalid || failure.code == .conflict {
            return .bare(
                title: FirstRunTexts.title[page.language], FirstRunView.form(page, failure: failure), width: .wide,
                status: failure.code.status)
        }
    }
}
