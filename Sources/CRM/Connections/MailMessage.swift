import Kernel

/// A letter as it waits in the outbox: everything but secrets and the contents of its files.
package struct MailMessage: Sendable, Hashable {
    package static let connector = "mail"
    /// Of a subject, in characters.
    package static let longestSubject = 300
    /// Of all files of one letter together, in bytes: more is refused by usual mail servers.
    package static let largestFiles: Int64 = 15 << 20

    /// The connection chosen for it; nil is for the connector to choose.
    package let connection: ConnectionID?
    package let to: [String]
    /// What the receiver reads beside the portal's own address; empty for nothing.
    package let senderName: String
    /// Who gets the answer; nil for the portal's own address.
    package let replyTo: String?
    package let subject: String
    /// Plain text.
    package let text: String
    package let files: [FileID]
    /// Whether it belongs into the client's timeline.
    package let isForClient: Bool

    package init(
        through connection: ConnectionID? = nil, to: [String], senderName: String = "", replyTo: String? = nil, subject: String,
        text: String, files: [FileID] = [], isForClient: Bool = true
    ) {
        self.connection = connection
        self.to = to
        self.senderName = senderName
        self.replyTo = replyTo
        self.subject = subject
        self.text = text
        self.files = files
        self.isForClient = isForClient
    }

    package var json: JSONValue {
        .members([
            "connection": connection.map { .int($0.rawValue) }, "to": .array(to.map { .string($0) }), "senderName": .string(senderName),
            "replyTo": replyTo.map { .string($0) }, "subject": .string(subject), "text": .string(text),
            "files": files.isEmpty ? nil : .array(files.map { .int($0.rawValue) }), "client": .bool(isForClient),
        ])
    }

    package init(json: JSONValue) {
        self.init(
            through: json["connection"]?.int.map { ConnectionID($0) }, to: json["to"]?.array?.compactMap(\.string) ?? [],
            senderName: json["senderName"]?.string ?? "", replyTo: json["replyTo"]?.string, subject: json["subject"]?.string ?? "",
            text: json["text"]?.string ?? "", files: json["files"]?.array?.compactMap(\.int).map { FileID($0) } ?? [],
            isForClient: json["client"]?.bool ?? true)
    }
}
