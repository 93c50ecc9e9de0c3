import CRM
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import Storage

/// What people see when something was refused or broke: a clear sentence in their language, never an internal.
struct ErrorPages: Sendable {
    let services: Services

    func response(to error: any Error, request: Request, visitor: Visitor?, language: Language) -> Response {
        let (status, message) = describe(error, request)
        if RequestReading.isFragment(request) || isUpload(request) { return fragment(message[language], status, language) }
        let settings = DocumentSettings(
            language: language, theme: visitor?.theme ?? .system, csrf: visitor?.session.csrfToken ?? "",
            assets: services.assets.pageAssets)
        return .html(.errorPage(code: status.code, message: message[language], brand: "Prom2B", settings), status)
    }

    /// The upload script, which shows the refusal itself.
    private func isUpload(_ request: Request) -> Bool { request.headers[.init("X-Upload")!] != nil }

    /// Script shows the text as a toast; it travels as a fragment so that htmx can place it too.
    private func fragment(_ message: String, _ status: HTTPResponse.Status, _ language: Language) -> Response {
        var response = Response.html(.toast(Toast(message, tone: .danger), language), status)
        response.headers[.init("X-Message")!] = percentEncoded(message)
        return response
    }

    private func describe(_ error: any Error, _ request: Request) -> (HTTPResponse.Status, Text) {
        switch error {
        case let failure as Failure: return (failure.code.status, failure.message)
        case StorageError.diskFull:
            services.log.error("disk full")
            return (.serviceUnavailable, HTTPTexts.diskFull)
        default:
            let code = SecretToken().text.prefix(8)
            services.log.error(
                "request failed", metadata: ["code": "\(code)", "path": "\(request.uri.path)", "error": "\(error)"])
            return (.internalServerError, HTTPTexts.broken.with(["code": String(code)]))
        }
    }
}

extension Failure.Code {
    /// The HTTP status of a refusal.
    package var status: HTTPResponse.Status {
        switch self {
        case .invalid: .unprocessableContent
        case .notFound: .notFound
        case .forbidden: .forbidden
        case .unauthenticated: .unauthorized
        case .conflict: .conflict
        case .limited: .tooManyRequests
        case .unavailable: .serviceUnavailable
        }
    }
}
