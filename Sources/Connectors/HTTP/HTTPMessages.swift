import Kernel

/// A request to somebody outside.
package struct OutgoingRequest: Sendable {
    var method: String
    package var address: String
    /// In order; names and values without line breaks.
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    var timeout: TimeSpan
    /// Whether addresses of our own network may be reached.
    var allowsPrivate = false
    /// Bytes of the answer that are kept; the rest is not read.
    var answerLimit = 64 * 1024
    /// Makes it a letter: the address is that of a mail server (`smtp://`, `smtps://`), the body the whole message.
    var envelope: MailEnvelope?
    /// A file with the authorities that are trusted instead of the system's; for tests.
    var authorities: String?
}

extension OutgoingRequest {
    /// A request of a module that reads from the outside rather than delivers there.
    /// - Parameters:
    ///   - allowsPrivate: whether addresses of our own network may be reached.
    ///   - answerLimit: in bytes; the rest of a longer answer is not read.
    package init(
        _ method: String, _ address: String, headers: [(name: String, value: String)] = [], body: [UInt8] = [], timeout: TimeSpan,
        allowsPrivate: Bool, answerLimit: Int
    ) {
        self.init(method: method, address: address, headers: headers, body: body, timeout: timeout)
        self.allowsPrivate = allowsPrivate
        self.answerLimit = answerLimit
    }
}

/// What a mail server is told before the letter.
struct MailEnvelope: Sendable {
    let from: String
    let to: [String]
    /// Nil when the server asks for no login.
    let login: (name: String, password: String)?
    /// Nothing goes out before the connection is encrypted.
    let requiresTLS: Bool
}

package struct IncomingAnswer: Sendable {
    package let status: Int
    /// By names in lower case; of several with one name, the last.
    package let headers: [String: String]
    package let body: [UInt8]
}

/// Why there is no answer.
package struct TransferFailure: Error, Sendable {
    package enum Reason: Sendable {
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

    package let reason: Reason
    /// Whether any of the request was sent: then the other side may have acted on it.
    let wasSent: Bool
    /// libcurl's own words, for the log and for experts.
    let detail: String
    /// The last code that a mail server answered; 0 for none.
    var code = 0
}
