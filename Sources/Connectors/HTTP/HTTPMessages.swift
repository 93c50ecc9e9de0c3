import Kernel

/// A request to somebody outside.
struct OutgoingRequest: Sendable {
    var method: String
    var address: String
    /// In order; names and values without line breaks.
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    var timeout: TimeSpan
    /// Whether addresses of our own network may be reached.
    var allowsPrivate = false
    /// Bytes of the answer that are kept; the rest is not read.
    var answerLimit = 64 * 1024
}

struct IncomingAnswer: Sendable {
    let status: Int
    /// By names in lower case; of several with one name, the last.
    let headers: [String: String]
    let body: [UInt8]
}

/// Why there is no answer.
struct TransferFailure: Error, Sendable {
    enum Reason: Sendable {
        /// The name leads to an address that must not be reached.
        case forbiddenAddress
        case notFound
        case notConnected
        /// The other side could not prove who it is.
        case untrusted
        case timedOut
        case cutOff
        case cancelled
        case other
    }

    let reason: Reason
    /// Whether any of the request was sent: then the other side may have acted on it.
    let wasSent: Bool
    /// libcurl's own words, for the log and for experts.
    let detail: String
}
