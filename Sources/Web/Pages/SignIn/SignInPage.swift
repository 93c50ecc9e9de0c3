import CRM
import HTTPTypes
import Kernel

/// Signing in and out, and accepting an invitation.
enum SignInPage {
    static let routes: [Route] = [
        .get("/sign-in", access: .everybody) { try await show($0) },
        .post("/sign-in", access: .everybody, bodyLimit: 16 << 10) { try await signIn($0) },
        .post("/sign-out") { try await signOut($0) },
        .get("/invitation/:token", access: .everybody) { try await showInvitation($0) },
        .post("/invitation/:token", access: .everybody, bodyLimit: 16 << 10) { try await accept($0) },
    ]

    private static func show(_ page: PageRequest) async throws -> PageResponse {
        if try await page.services.portal.read({ try UserStore.isEmpty(in: $0) }) { return .redirect("/first-run") }
        if page.visitor != nil { return .redirect(target(page)) }
        return .bare(title: SignInTexts.title[page.language], SignInView.form(page, error: nil))
    }

    private static func signIn(_ page: PageRequest) async throws -> PageResponse {
        do {
            let opened = try await page.services.signIn.signIn(
                login: page.form["login"] ?? "", password: page.form["password"] ?? "", address: page.address,
                agent: page.headers[.userAgent] ?? "")
            return open(opened, page)
        } catch let failure as Failure where failure.code == .unauthenticated || failure.code == .limited {
            return .bare(
                title: SignInTexts.title[page.language], SignInView.form(page, error: failure.message[page.language]),
                status: failure.code.status)
        }
    }

    private static func signOut(_ page: PageRequest) async throws -> PageResponse {
        if let visitor = page.visitor {
            try await page.services.portal.perform(as: .person(visitor.user.id)) { command in
                try SessionStore.end(visitor.session.id, of: visitor.user.id, in: command)
            }
        }
        return .redirectSettingCookie("/sign-in", cookie: SessionCookie.ended(isSecure: page.services.isSecure))
    }

    // MARK: Invitations

    private static func showInvitation(_ page: PageRequest) async throws -> PageResponse {
        let (_, user) = try await invited(page)
        return .bare(title: SignInTexts.invitation[page.language], SignInView.invitation(page, user: user, error: nil))
    }

    private static func accept(_ page: PageRequest) async throws -> PageResponse {
        let (token, user) = try await invited(page)
        do {
            let id = try await page.services.accounts.accept(token, password: page.form["password"] ?? "")
            let opened = try await page.services.signIn.open(
                for: id, address: page.address, agent: page.headers[.userAgent] ?? "")
            return open(opened, page)
        } catch let failure as Failure where failure.code == .invalid {
            return .bare(
                title: SignInTexts.invitation[page.language],
                SignInView.invitation(page, user: user, error: failure.message[page.language]), status: .unprocessableContent)
        }
    }

    private static func invited(_ page: PageRequest) async throws -> (SecretToken, User) {
        guard let token = SecretToken(page.parameters["token"] ?? ""), let user = try await page.services.accounts.invited(by: token)
        else { throw Failure(.notFound, SignInTexts.deadInvitation) }
        return (token, user)
    }

    static func open(_ opened: SignIn.Opened, _ page: PageRequest, to address: String? = nil) -> PageResponse {
        .redirectSettingCookie(
            address ?? target(page), cookie: SessionCookie.opened(opened.token, isSecure: page.services.isSecure))
    }

    /// Where somebody wanted to go; only inside the portal.
    private static func target(_ page: PageRequest) -> String {
        let wanted = page.form["to"] ?? page.query["to"] ?? "/"
        return wanted.hasPrefix("/") && !wanted.hasPrefix("//") && !wanted.contains("\\") ? wanted : "/"
    }
}
