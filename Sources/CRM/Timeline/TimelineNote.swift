import Kernel
import Storage

/// A remark on a line of an item's history or on an activity, one each: programs write it, people read it on the card.
package struct TimelineNote: Sendable, Equatable {
    /// What a note stands on.
    package enum Place: Hashable, Sendable {
        /// A line of the history, by its id.
        case entry(Int64)
        case activity(ActivityID)

        fileprivate var stored: (kind: String, number: Int64) {
            switch self {
            case .entry(let id): ("entry", id)
            case .activity(let id): ("activity", id.rawValue)
            }
        }
    }

    package let place: Place
    package let text: String
    package let createdBy: UserID?
    package let createdAt: Timestamp
    package let changedBy: UserID?
    package let changedAt: Timestamp

    private static let limit = 10_000

    /// The notes of the places that have one.
    package static func of(_ places: [Place], in reader: any Reader) throws -> [Place: TimelineNote] {
        let numbers = Dictionary(grouping: places.map(\.stored), by: \.kind).mapValues { $0.map(\.number) }
        var notes: [Place: TimelineNote] = [:]
        for (kind, numbers) in numbers.sorted(by: { $0.key < $1.key }) {
            let found = try reader.query(
                """
                select number, body, created_by, created_at, changed_by, changed_at from timeline_notes
                where place = $1 and \(reader.dialect.isOneOf("number", parameter: "$2"))
                """, [kind, numbers.idsJSON]
            ) { row in
                TimelineNote(
                    place: kind == "entry" ? .entry(row.int64(0)) : .activity(row.id(0)), text: row.text(1), createdBy: row.optionalID(2),
                    createdAt: row.timestamp(3), changedBy: row.optionalID(4), changedAt: row.timestamp(5))
            }
            for note in found { notes[note.place] = note }
        }
        return notes
    }

    /// Writes the note of a place in the name of the command's actor, over the one that is there. The right to change the items is
    /// checked by the caller.
    /// - Parameter items: whose open cards show it.
    /// - Throws: `Failure.invalid` at `text` when it is empty or too long.
    package static func save(_ text: String, on place: Place, of items: [DocumentID], in command: Command) throws {
        let text = text.withoutOuterSpace
        if text.isEmpty || text.count > limit { throw Failure(.invalid, TimelineTexts.badMessageText, field: "text") }
        let (kind, number) = place.stored
        try command.transaction.execute(
            """
            insert into timeline_notes (place, number, body, created_by, created_at, changed_by, changed_at)
            values ($1, $2, $3, $4, $5, $4, $5)
            on conflict (place, number) do update set
                body = excluded.body, changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """, [kind, number, text, command.actor.user, command.now])
        refresh(items, in: command)
    }

    /// Takes the note of a place away; false when it has none.
    package static func delete(on place: Place, of items: [DocumentID], in command: Command) throws -> Bool {
        let (kind, number) = place.stored
        let deleted = try command.transaction.execute("delete from timeline_notes where place = $1 and number = $2", [kind, number])
        if deleted > 0 { refresh(items, in: command) }
        return deleted > 0
    }

    private static func refresh(_ items: [DocumentID], in command: Command) {
        let live = LiveChanges.of(command.transaction)
        for item in items { live.add(item: item) }
    }
}
