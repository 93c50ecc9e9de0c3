import Kernel
import Storage

/// What others keep in an item's row; no events, no version: nobody edits these.
extension ItemStore {
    /// The nearest planned activity, for the kanban's dot; nil when nothing is planned any more.
    package func setNextActivity(_ item: DocumentID, at moment: Timestamp?, in transaction: any Transaction) throws {
        guard let entity = item.entity else { return }
        try transaction.execute("update \(entity.table) set next_activity_at = $2 where id = $1", [item.id, moment])
    }

    /// How many contacts from the client wait for an answer.
    package func setIncomingCount(_ item: DocumentID, _ count: Int, in transaction: any Transaction) throws {
        guard let entity = item.entity else { return }
        try transaction.execute("update \(entity.table) set incoming_count = $2 where id = $1", [item.id, count])
    }

    /// Something happened with the client: the card goes up in a kanban sorted by last activity.
    package func touch(_ item: DocumentID, at moment: Timestamp, in transaction: any Transaction) throws {
        guard let entity = item.entity else { return }
        let later = transaction.dialect.greatest("last_activity_at", "$2")
        try transaction.execute("update \(entity.table) set last_activity_at = \(later) where id = $1", [item.id, moment])
    }

    /// The next number of an item's events (1, 2, 3 …), for the inbox of automation.
    package func nextEventNumber(_ item: DocumentID, in transaction: any Transaction) throws -> Int64 {
        guard let entity = item.entity else { throw ItemAccess.notFound(item) }
        let number = try transaction.first(
            "update \(entity.table) set event_seq = event_seq + 1 where id = $1 returning event_seq", [item.id]
        ) { $0.int64(0) }
        guard let number else { throw ItemAccess.notFound(item) }
        return number
    }
}
