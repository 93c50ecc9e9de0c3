import Kernel
import Storage

/// A conversation of a person with another, as the list of conversations shows it.
package struct Dialogue: Sendable, Equatable {
    /// The other side; `PersonalMessage.portal` for what robots write.
    package let with: UserID
    package let lastText: String
    package let lastIsMine: Bool
    package let lastAt: Timestamp
    /// Messages to me that I have not read.
    package let unread: Int

    /// A person's conversations, latest first.
    package static func list(of person: UserID, limit: Int = 50, in reader: any Reader) throws -> [Dialogue] {
        try reader.query(
            """
            select case when d.first = $1 then d.second else d.first end, m.body, m.sender, d.last_at,
                (select count(*) from messages u where u.recipient = $1 and u.dialogue = d.id and u.read_at is null)
            from dialogues d join messages m on m.id = d.last_message
            where d.first = $1 or d.second = $1 order by d.last_at desc, d.id desc limit $2
            """, [person, limit]
        ) { row in
            Dialogue(
                with: row.id(0), lastText: row.text(1), lastIsMine: row.id(2) == person, lastAt: row.timestamp(3),
                unread: row.int(4))
        }
    }

    /// All messages to a person that are not read yet.
    package static func unreadCount(of person: UserID, in reader: any Reader) throws -> Int {
        try reader.count("select count(*) from messages where recipient = $1 and read_at is null", [person])
    }

    /// The messages between two people, newest first.
    package static func messages(
        of person: UserID, with other: UserID, before: MessageID? = nil, limit: Int = 50, in reader: any Reader
    ) throws -> [PersonalMessage] {
        try reader.query(
            """
            select m.id, m.sender, m.recipient, m.body, m.item, m.created_at, m.read_at
            from dialogues d join messages m on m.dialogue = d.id
            where d.first = $1 and d.second = $2 and m.id < $3 order by m.id desc limit $4
            """, [min(person, other), max(person, other), before ?? MessageID(.max), limit]
        ) { row in
            PersonalMessage(
                id: row.id(0), sender: row.id(1), recipient: row.id(2), text: row.text(3),
                item: row.optional(4, Row.document), createdAt: row.timestamp(5), readAt: row.optionalTimestamp(6))
        }
    }

    /// Marks what `other` wrote to `person` as read.
    package static func markRead(of person: UserID, with other: UserID, in command: Command) throws {
        let changed = try command.transaction.execute(
            """
            update messages set read_at = $3 where recipient = $1 and read_at is null
            and dialogue in (select id from dialogues where first = $4 and second = $5) and sender = $2
            """, [person, other, command.now, min(person, other), max(person, other)])
        if changed > 0 { LiveChanges.of(command.transaction).add(bell: person) }
    }
}
