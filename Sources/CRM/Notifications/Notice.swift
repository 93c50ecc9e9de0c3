import Kernel
import Storage

package enum NoticeTag {}
package typealias NoticeID = Identifier<NoticeTag>

/// A line under a person's bell.
package struct Notice: Sendable, Equatable {
    package let id: NoticeID
    package let kind: String
    package let text: Text
    package let link: Destination?
    /// Whose doing it tells of; nil for the portal itself.
    package let sender: UserID?
    package let createdAt: Timestamp
    package let readAt: Timestamp?

    package var isRead: Bool { readAt != nil }

    /// Puts a line under the bell of each of `people`, once each. A person is not told of what they did with their own
    /// hands; what a robot does in their name they are told. An import brings in history, not news: nobody is told of it.
    package static func send(_ draft: NoticeDraft, to people: some Sequence<UserID>, in command: Command) throws {
        _ = try give(draft, to: people, in: command)
    }

    /// The same for one person.
    /// - Returns: the number of the line; nil when the person is not told.
    package static func send(_ draft: NoticeDraft, toOne person: UserID, in command: Command) throws -> NoticeID? {
        try give(draft, to: [person], in: command).first
    }

    private static func give(_ draft: NoticeDraft, to people: some Sequence<UserID>, in command: Command) throws -> [NoticeID] {
        if case .importer = command.actor.origin { return [] }
        let recipients = Set(people).filter { $0.rawValue > 0 && !command.isOwnHand(of: $0) }.sorted()
        guard !recipients.isEmpty else { return [] }
        let first = try command.transaction.nextID("notifications", count: Int64(recipients.count))
        for (offset, person) in recipients.enumerated() {
            try replaceUnread(tag: draft.tag, of: person, in: command.transaction)
            try insert(draft, NoticeID(first + Int64(offset)), to: person, in: command)
            LiveChanges.of(command.transaction).add(bell: person)
        }
        return recipients.indices.map { NoticeID(first + Int64($0)) }
    }

    /// Takes back what has not been read yet.
    package static func withdraw(tag: String, of people: some Sequence<UserID>, in command: Command) throws {
        for person in people {
            try replaceUnread(tag: tag, of: person, in: command.transaction)
            LiveChanges.of(command.transaction).add(bell: person)
        }
    }

    private static func replaceUnread(tag: String?, of person: UserID, in transaction: any Transaction) throws {
        guard let tag else { return }
        try transaction.execute(
            "delete from notifications where person = $1 and tag = $2 and read_at is null", [person, tag])
    }

    private static func insert(_ draft: NoticeDraft, _ id: NoticeID, to person: UserID, in command: Command) throws {
        let item: DocumentID? = if case .item(let item) = draft.link { item } else { nil }
        try command.transaction.execute(
            """
            insert into notifications (id, person, kind, text_ru, text_en, link, tag, sender, item, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                id, person, draft.kind, draft.text.russian, draft.text.english, draft.link?.stored, draft.tag,
                draft.isFromPortal ? nil : command.actor.user, item, command.now,
            ])
    }
}

extension Command {
    fileprivate func isOwnHand(of person: UserID) -> Bool { actor.origin == .person && actor.user == person }
}
