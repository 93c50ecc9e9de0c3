import Kernel
import Storage

/// A line that a program wrote into an item's history. Its number and those of comments come from one sequence, so that a
/// number names one of the two.
package struct LogMessage: Sendable, Equatable {
    package let id: Int64
    package let item: DocumentID
    package let title: String
    package let text: String
    /// What the program calls the picture beside it: `info`, `call`…
    package let icon: String
    package let author: UserID?
    package let createdAt: Timestamp

    private static let kind = "log_message"
    private static let longestTitle = 500
    private static let longestText = 10_000

    /// Writes a message. The right to change the item is checked by the caller.
    /// - Throws: `Failure.invalid` at `title` or `text` when it is empty or too long.
    package static func add(
        to item: DocumentID, title: String, text: String, icon: String, in command: Command
    ) throws -> LogMessage {
        let title = title.withoutOuterSpace
        let text = text.withoutOuterSpace
        if title.isEmpty || title.count > longestTitle { throw Failure(.invalid, TimelineTexts.badMessageTitle, field: "title") }
        if text.isEmpty || text.count > longestText { throw Failure(.invalid, TimelineTexts.badMessageText, field: "text") }
        let icon = String(icon.prefix(100))
        let data: [String: Value] = ["title": .string(title), "text": .string(text), "icon": .string(icon)]
        let entry = try TimelineStore.write(TimelineLine(kind, data), on: item, command)
        let id = try command.transaction.nextID("comments")
        try command.transaction.execute(
            "insert into timeline_messages (id, item, entry) values ($1, $2, $3)", [id, item, entry])
        LiveChanges.of(command.transaction).add(item: item)
        return LogMessage(
            id: id, item: item, title: title, text: text, icon: icon, author: command.actor.user, createdAt: command.now)
    }

    /// Nil when there is none.
    package static func find(_ id: Int64, in reader: any Reader) throws -> LogMessage? {
        try select("m.id = $1", [id], in: reader).first
    }

    /// The messages of an item, oldest or newest first.
    package static func list(
        of item: DocumentID, newestFirst: Bool, offset: Int, limit: Int, in reader: any Reader
    ) throws -> [LogMessage] {
        try select(
            "m.item = $1 order by m.id \(newestFirst ? "desc" : "asc") limit $2 offset $3", [item, limit, offset], in: reader)
    }

    package static func count(of item: DocumentID, in reader: any Reader) throws -> Int {
        try reader.count("select count(*) from timeline_messages where item = $1", [item])
    }

    /// Takes a message out of the history: its author's own, or any for an administrator. The right to change the item is
    /// checked by the caller.
    /// - Throws: `Failure.forbidden`.
    package func delete(for viewer: Viewer, in command: Command) throws {
        guard viewer.isAdministrator || author == viewer.user else { throw Failure(.forbidden, TimelineTexts.foreignMessage) }
        if let entry = try TimelineStore.entry(of: id, on: item, in: command.transaction) {
            try TimelineStore.remove(entry, of: item, command)
        }
        try command.transaction.execute("delete from timeline_messages where id = $1", [id])
        LiveChanges.of(command.transaction).add(item: item)
    }

    private static func select(
        _ condition: String, _ arguments: [any SQLConvertible], in reader: any Reader
    ) throws -> [LogMessage] {
        try reader.query(
            """
            select m.id, m.item, t.data, t.user_id, t.at from timeline_messages m join timeline t on t.id = m.entry
            where \(condition)
            """, arguments
        ) { row in
            let data = try JSONValue(parsing: row.text(2))
            return LogMessage(
                id: row.int64(0), item: row.document(1), title: data["title"]?.string ?? "", text: data["text"]?.string ?? "",
                icon: data["icon"]?.string ?? "", author: row.optionalID(3), createdAt: row.timestamp(4))
        }
    }
}
