import HTTPTypes
import Hummingbird
import Kernel

/// Headers that every answer carries: no foreign content, no framing, no guessing of types.
struct SecurityHeaders: RouterMiddleware {
    func handle(
        _ request: Request, context: PortalContext, next: (Request, PortalContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = policy(request)
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.init("Referrer-Policy")!] = "same-origin"
        response.headers[.init("Permissions-Policy")!] = "camera=(), microphone=(), geolocation=()"
        response.headers[.init("Cross-Origin-Opener-Policy")!] = "same-origin"
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    private func policy(_ request: Request) -> String {
        let leadsToApplication =
            request.uri.path == "/sign-in" && request.uri.queryParameters["to"].map({ percentDecoded($0) })?.hasPrefix(AuthorizePage.path) == true
        return leadsToApplication ? ContentSecurityPolicy.leadingToApplications : ContentSecurityPolicy.header
    }
}
