import Kernel

/// An error as the API answers it: a status, a code that clients map, a description. Many business errors of the original have
/// an empty code and are told apart by their description.
package struct RESTFailure: Error, Sendable, Hashable {
    package let status: Int
    package let code: String
    package let text: String

    package init(_ status: Int, _ code: String, _ text: String) {
        self.status = status
        self.code = code
        self.text = text
    }

    /// A business error without a code.
    package init(_ text: String) { self.init(400, "", text) }

    static let notFound = RESTFailure("Not found")
    static let accessDenied = RESTFailure("Access denied.")
    static let wrongID = RESTFailure("ID is not defined or invalid.")
    static let unknownMethod = RESTFailure(404, "ERROR_METHOD_NOT_FOUND", "Method not found!")
    static let noCredentials = RESTFailure(401, "NO_AUTH_FOUND", "Wrong authorization data")
    static let wrongCredentials = RESTFailure(401, "INVALID_CREDENTIALS", "Invalid request credentials")
    static let unknownToken = RESTFailure(401, "invalid_token", "The access token provided is invalid.")
    static let endedToken = RESTFailure(401, "expired_token", "The access token provided has expired.")
    static let insufficientScope = RESTFailure(
        403, "insufficient_scope", "The request requires higher privileges than provided by the webhook token")
    static let limit = RESTFailure(503, "QUERY_LIMIT_EXCEEDED", "Too many requests")
    static let notInBatch = RESTFailure(405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage")
    static let batchLength = RESTFailure(400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded")
    static let internalError = RESTFailure(500, "INTERNAL_SERVER_ERROR", "Internal server error")

    static func invalidRequest(_ text: String) -> RESTFailure { RESTFailure(400, "INVALID_REQUEST", text) }
    static func mustBeArray(_ name: String) -> RESTFailure { RESTFailure("Parameter '\(name)' must be array.") }
    static func missing(_ name: String) -> RESTFailure {
        RESTFailure(400, "100", "Could not find value for parameter {\(name)}")
    }

    var json: JSONValue { ["error": .string(code), "error_description": .string(text)] }
}

extension RESTFailure {
    /// What a domain refusal is to the API; the text is in the caller's language.
    init(_ failure: Failure, _ language: Language) {
        let text = failure.message[language]
        switch failure.code {
        case .notFound: self = .init(400, "", "Not found. \(text)")
        case .forbidden: self = .init(400, "", "Access denied. \(text)")
        case .unauthenticated: self = .noCredentials
        case .invalid, .conflict, .limited: self = .init(400, "", text)
        case .unavailable: self = .init(503, "OVERLOAD_LIMIT", text)
        }
    }
}
