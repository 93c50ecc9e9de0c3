import Kernel

/// An SMS as it waits in the outbox.
package struct SMSMessage: Sendable, Hashable {
    package static let connector = "sms"
    /// In characters; what providers split is charged by the part.
    package static let longest = 1000

    /// The connection chosen for it; nil is for the connector to choose.
    package let connection: ConnectionID?
    /// E.164: `+79123456789`.
    package let to: String
    package let text: String
    /// Whether it belongs into the client's timeline.
    package let isForClient: Bool

    package init(through connection: ConnectionID? = nil, to: String, text: String, isForClient: Bool = true) {
        self.connection = connection
        self.to = to
        self.text = text
        self.isForClient = isForClient
    }

    package var json: JSONValue {
        .members([
            "connection": connection.map { .int($0.rawValue) }, "to": .string(to), "text": .string(text), "client": .bool(isForClient),
        ])
    }

    package init(json: JSONValue) {
        self.init(
            through: json["connection"]?.int.map { ConnectionID($0) }, to: json["to"]?.string ?? "", text: json["text"]?.string ?? "",
            isForClient: json["client"]?.bool ?? true)
    }
}
