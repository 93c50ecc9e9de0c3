import CRM
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Storage

/// `/oauth/token/`: exchanges codes and renews tokens (RFC 6749, 4.1.3 and 6), with the answers that Bitrix24's clients expect.
struct TokenEndpoint: Sendable {
    let services: RESTServices

    /// Always JSON that no cache keeps.
    func answer(_ request: Request) async -> Response {
        do {
            let parameters = try await ParameterReading.parameters(of: request)
            return Self.response(try await tokens(parameters, origin: origin(request)), .ok)
        } catch {
            let failure = Dispatcher.failure(of: error, nil, services.log)
            return Self.response(failure.json, HTTPResponse.Status(code: failure.status))
        }
    }

    private func tokens(_ parameters: Parameters, origin: String) async throws -> JSONValue {
        func required(_ name: String) throws -> String {
            guard let text = parameters.text(name), !text.isEmpty else {
                throw RESTFailure(400, "invalid_request", "The parameter \(name) is missing.")
            }
            return text
        }
        let (kind, clientID, secret) = (try required("grant_type"), try required("client_id"), try required("client_secret"))
        guard kind == "authorization_code" || kind == "refresh_token" else {
            throw RESTFailure(400, "unsupported_grant_type", "grant_type is authorization_code or refresh_token.")
        }
        let text = try required(kind == "refresh_token" ? "refresh_token" : "code")
        let (application, tokens) = try await services.portal.perform(as: .system) { command in
            guard let application = try ApplicationStore.application(clientID: clientID, secret: secret, in: command.transaction) else {
                throw RESTFailure(401, "invalid_client", "The application is unknown or its secret is wrong.")
            }
            let tokens = try SecretToken(text).flatMap {
                kind == "refresh_token"
                    ? try ApplicationGrants.renew($0, for: application.id, in: command)
                    : try ApplicationGrants.redeem($0, for: application.id, in: command)
            }
            guard let tokens else {
                throw RESTFailure(400, "invalid_grant", "The \(kind == "refresh_token" ? "refresh token" : "code") was used, has expired or is not yours.")
            }
            return (application, tokens)
        }
        return json(application, tokens, origin: origin)
    }

    private func json(_ application: ClientApplication, _ tokens: ApplicationGrants.Tokens, origin: String) -> JSONValue {
        let endpoint = JSONValue.string(origin + "/rest/")
        return [
            "access_token": .string(tokens.access.text), "expires": .int(tokens.expires.seconds),
            "expires_in": .int(ApplicationGrants.accessLifetime.milliseconds / 1000), "refresh_token": .string(tokens.refresh.text),
            "client_endpoint": endpoint, "server_endpoint": endpoint, "domain": .string(PublicAddress.domain(of: origin)),
            "member_id": .string(MemberID.of(origin)), "scope": .string(application.scopes.stored), "status": "L",
            "user_id": .int(tokens.user.rawValue),
        ]
    }

    /// How the portal is reached: as its administrator says, or as this client did.
    private func origin(_ request: Request) -> String {
        PublicAddress.origin(services.publicAddress, authority: request.head.authority, servesTLS: services.servesTLS)
    }

    private static func response(_ json: JSONValue, _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }
}
