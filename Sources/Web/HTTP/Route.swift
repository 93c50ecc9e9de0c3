import HTTPTypes
import Kernel

/// Who may open a route.
package enum RouteAccess: Sendable {
    /// Everybody, signed in or not: the sign-in page, public web forms, assets.
    case everybody
    case signedIn
    case administrator
}

/// One address of the portal and what happens there. A page folder lists its routes; `Routes.swift` lists the pages.
package struct Route: Sendable {
    package let method: HTTPRequest.Method
    /// With `:name` for parameters: `/deals/:id/stage`.
    package let path: String
    package let access: RouteAccess
    /// Largest body in bytes, uploads included.
    package let bodyLimit: Int
    package let handle: @Sendable (PageRequest) async throws -> PageResponse

    package init(
        _ method: HTTPRequest.Method, _ path: String, access: RouteAccess = .signedIn, bodyLimit: Int = 1 << 20,
        _ handle: @escaping @Sendable (PageRequest) async throws -> PageResponse
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.bodyLimit = bodyLimit
        self.handle = handle
    }

    package static func get(
        _ path: String, access: RouteAccess = .signedIn, _ handle: @escaping @Sendable (PageRequest) async throws -> PageResponse
    ) -> Route {
        Route(.get, path, access: access, handle)
    }

    /// Every change is a form post; SameSite cookies and a CSRF token guard it.
    package static func post(
        _ path: String, access: RouteAccess = .signedIn, bodyLimit: Int = 1 << 20,
        _ handle: @escaping @Sendable (PageRequest) async throws -> PageResponse
    ) -> Route {
        Route(.post, path, access: access, bodyLimit: bodyLimit, handle)
    }
}
