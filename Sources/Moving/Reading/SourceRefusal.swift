import Kernel

/// What the source answered in the place of a result.
struct SourceRefusal: Error, Sendable {
    /// `insufficient_scope`, `ERROR_METHOD_NOT_FOUND` …
    let code: String
    let description: String

    init(code: String, description: String) {
        self.code = code
        self.description = description
    }

    /// Nil when the answer is no refusal. In batches the error itself is such an object.
    init?(_ answer: JSONValue?) {
        guard let answer, let code = answer["error"]?.scalarText, !code.isEmpty else {
            guard case .string(let text)? = answer, !text.isEmpty else { return nil }
            self.init(code: text, description: text)
            return
        }
        self.init(code: code, description: answer["error_description"]?.scalarText ?? "")
    }

    /// Asked again later, it will answer.
    enum Patience: Sendable { case tooFast, overworked }

    var patience: Patience? {
        switch code.uppercased() {
        case "QUERY_LIMIT_EXCEEDED", "TOO_MANY_REQUESTS": .tooFast
        case "OPERATION_TIME_LIMIT", "OVERLOAD_LIMIT": .overworked
        default: nil
        }
    }

    /// A method that the source does not have: its kind of record is left out.
    var isMissingMethod: Bool { ["ERROR_METHOD_NOT_FOUND", "METHOD_NOT_FOUND"].contains(code.uppercased()) }

    /// A method that is missing, or that the key does not reach.
    var isOutOfReach: Bool { isMissingMethod || code.lowercased() == "insufficient_scope" }

    /// The key opens nothing any more, or the portal is gone: there is no going on.
    var end: Failure? {
        switch code.uppercased() {
        case "NO_AUTH_FOUND", "INVALID_CREDENTIALS", "EXPIRED_TOKEN", "INVALID_TOKEN", "AUTHORIZATION_ERROR":
            Failure(.unauthenticated, MovingTexts.badKey)
        case "PORTAL_DELETED": Failure(.notFound, MovingTexts.portalDeleted)
        case "PAYMENT_REQUIRED", "REST_UNAVAILABLE": Failure(.forbidden, MovingTexts.notPaid)
        default: nil
        }
    }

    /// Why a kind of record is left out.
    var reason: Text {
        switch code.uppercased() {
        case "INSUFFICIENT_SCOPE": MovingTexts.noScope
        case "ACCESS_DENIED", "USER_ACCESS_ERROR", "ALLOWED_ONLY_INTRANET_USER": MovingTexts.noAccess
        case _ where isMissingMethod: MovingTexts.noMethod
        default: MovingTexts.refused.with(["code": code, "text": description.isEmpty ? code : description])
        }
    }
}
