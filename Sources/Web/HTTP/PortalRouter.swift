import CRM
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore

/// Binds the portal's routes to Hummingbird: checks session, access, size and token before an action sees the request, and
/// turns what it answers, or throws, into HTTP.
package struct PortalRouter: Sendable {
    let services: Services

    package init(services: Services) { self.services = services }

    package func makeRouter(_ routes: [Route]) -> Router<PortalContext> {
        let router = Router(context: PortalContext.self)
        router.middlewares.add(SecurityHeaders())
        router.middlewares.add(PageCompression())
        services.assets.addRoutes(to: router)
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                await answer(route, request, context)
            }
        }
        return router.withFallback { request, context in
            let language = RequestReading.language(of: request, visitor: nil)
            return ErrorPages(services: services).response(
                to: Failure(.notFound, HTTPTexts.unknownPage), request: request, visitor: nil, language: language)
        }
    }

    private func answer(_ route: Route, _ request: Request, _ context: PortalContext) async -> Response {
        var visitor: Visitor?
        do {
            visitor = try await recognise(request)
            if let refusal = try refuse(route, request, visitor) { return refusal }
            let reading = RequestReading(services: services, request: request, context: context, visitor: visitor)
            let page = try await reading.pageRequest(for: route)
            let answer = try await route.handle(page)
            return try await ResponseWriting(services: services, page: page, flash: flash(request)).response(for: answer)
        } catch {
            let language = RequestReading.language(of: request, visitor: visitor)
            return ErrorPages(services: services).response(to: error, request: request, visitor: visitor, language: language)
        }
    }

    private func flash(_ request: Request) -> String? {
        guard let text = request.cookies[FlashCookie.name]?.value, !text.isEmpty else { return nil }
        return percentDecoded(text)
    }

    private func recognise(_ request: Request) async throws -> Visitor? {
        guard let cookie = request.cookies[SessionCookie.name]?.value,
            let session = try await services.signIn.session(cookie: cookie)
        else { return nil }
        return try await services.portal.read { reader in
            guard let user = try UserStore.user(session.user, in: reader), let viewer = try ViewerStore.viewer(for: user, in: reader)
            else { return nil }
            return Visitor(viewer: viewer, user: user, session: session)
        }
    }

    /// Sends people without a session to the sign-in page, and people without the right away.
    private func refuse(_ route: Route, _ request: Request, _ visitor: Visitor?) throws -> Response? {
        switch route.access {
        case .everybody: return nil
        case .signedIn where visitor != nil: return nil
        case .administrator where visitor != nil:
            guard visitor?.viewer.isAdministrator == true else { throw Failure(.forbidden, HTTPTexts.administratorsOnly) }
            return nil
        case .signedIn, .administrator:
            let target = request.method == .get && !RequestReading.isFragment(request) ? request.uri.string : "/"
            let address = target == "/" ? "/sign-in" : "/sign-in?to=\(percentEncoded(target))"
            if RequestReading.isFragment(request) {
                return Response(status: .unauthorized, headers: [.init("HX-Redirect")!: address])
            }
            return Response(status: .seeOther, headers: [.location: address])
        }
    }
}

extension Router<PortalContext> {
    /// What answers when no route matches.
    fileprivate func withFallback(_ answer: @escaping @Sendable (Request, PortalContext) -> Response) -> Router<PortalContext> {
        on("**", method: .get) { request, context in answer(request, context) }
        on("**", method: .post) { request, context in answer(request, context) }
        return self
    }
}
