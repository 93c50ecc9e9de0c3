import CRM
import HTTPTypes
import Hummingbird
import Kernel

/// Where applications send people to be let in (RFC 6749, 4.1.1): back they go with a code. No question is asked: an administrator
/// has decided which applications there are and where they live.
enum AuthorizePage {
    static let path = "/oauth/authorize"
    static let routes: [Route] = [.get(path) { page in try await authorize(page) }]

    private static func authorize(_ page: PageRequest) async throws -> PageResponse {
        let clientID = page.query["client_id"] ?? ""
        let found = try await page.services.portal.read { try ApplicationStore.application(clientID: clientID, in: $0) }
        // Nobody is sent to an address that no administrator has entered.
        guard let application = found else { throw Failure(.notFound, ApplicationTexts.unknown) }
        if let wanted = page.query["redirect_uri"], !wanted.isEmpty, wanted != application.address {
            throw Failure(.invalid, ApplicationTexts.otherAddress.with(["title": application.title]))
        }
        let state = page.query["state"].map { [(name: "state", value: $0)] } ?? []
        guard (page.query["response_type"] ?? "code") == "code" else {
            return redirect(application.address(with: [("error", "unsupported_response_type")] + state))
        }
        let code = try await page.services.portal.perform(as: page.actor) { try ApplicationGrants.code(for: application.id, in: $0) }
        let origin = page.link("")
        return redirect(
            application.address(
                with: [("code", code.text)] + state + [
                    ("domain", PublicAddress.domain(of: origin)), ("member_id", MemberID.of(origin)), ("scope", application.scopes.stored),
                    ("server_domain", PublicAddress.domain(of: origin)),
                ]))
    }

    private static func redirect(_ address: String) -> PageResponse { .raw(Response(status: .found, headers: [.location: address])) }
}
