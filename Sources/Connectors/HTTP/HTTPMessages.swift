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
    /// Makes it a letter: the address is that of a mail server (`smtp://`, `smtps://`), the body the whole message.
    var envelope: MailEnvelope?
    /// A file with the authorities that are trusted instead of the system's; for tests.
    var authorities: String?
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
    /// The last code that a mail server answered; 0 for none.
    var code = 0
}
