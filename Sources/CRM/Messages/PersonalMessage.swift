import Kernel
import Storage

package enum MessageTag {}
package typealias MessageID = Identifier<MessageTag>

/// A message from one person to another inside the portal; also what the robot «Сообщение соц. сети» writes.
package struct PersonalMessage: Sendable, Equatable {
    /// The sender of messages that nobody writes in person.
    package static let portal = UserID(0)

    package let id: MessageID
    /// `portal` when a robot wrote in nobody's name.
    package let sender: UserID
    package let recipient: UserID
    package let text: String
    /// The item it is about.
    package let item: DocumentID?
    package let createdAt: Timestamp
    package let readAt: Timestamp?

    /// Longest text in characters.
    static let limit = 20_000

    /// Sends a message and refreshes the recipient's counters.
    /// - Parameter robotKey: the key of a robot's step; a step that is replayed finds its message and sends no second one.
    /// - Throws: `Failure.invalid` for an empty or too long text, or a message to oneself.
    @discardableResult
    package static func send(
        _ text: String, from sender: UserID? = nil, to recipient: UserID, about item: DocumentID? = nil,
        robotKey: String? = nil, in command: Command
    ) throws -> MessageID {
        if let robotKey, let sent = try sentBefore(robotKey, in: command.transaction) { return sent }
        let sender = sender ?? portal
        let body = try checked(text, from: sender, to: recipient)
        let id = MessageID(try command.transaction.nextID("messages"))
        let dialogue = try openDialogue(sender, recipient, last: id, in: command)
        try command.transaction.execute(
            """
            insert into messages (id, dialogue, sender, recipient, body, item, robot_key, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """, [id, dialogue, sender, recipient, body, item, robotKey, command.now])
        let live = LiveChanges.of(command.transaction)
        live.add(bell: recipient)
        live.add(bell: sender)
        return id
    }

    private static func checked(_ text: String, from sender: UserID, to recipient: UserID) throws -> String {
        let body = text.withoutOuterSpace
        if body.isEmpty { throw Failure(.invalid, MessageTexts.empty, field: "text") }
        if body.count > limit { throw Failure(.invalid, MessageTexts.tooLong, field: "text") }
        if sender == recipient { throw Failure(.invalid, MessageTexts.toOneself, field: "recipient") }
        return body
    }

    private static func sentBefore(_ robotKey: String, in reader: any Reader) throws -> MessageID? {
        try reader.first("select id from messages where robot_key = $1", [robotKey]) { $0.id(0) }
    }

    private static func openDialogue(_ one: UserID, _ other: UserID, last: MessageID, in command: Command) throws
        -> Int64
    {
        let id = try command.transaction.first(
            """
            insert into dialogues (id, first, second, last_message, last_at) values ($1, $2, $3, $4, $5)
            on conflict (first, second) do update set last_message = $4, last_at = $5 returning id
            """, [last, min(one, other), max(one, other), last, command.now]
        ) { $0.int64(0) }
        return id!
    }
}
