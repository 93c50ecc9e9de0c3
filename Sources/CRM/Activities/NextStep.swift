import Kernel
import Storage

/// What an item's card and kanban dot show of its plans: the earliest thing to do and the unanswered contacts.
enum NextStep {
    /// Counts an item's next step anew from its planned activities and open tasks; `next_activity_at` is the earliest
    /// deadline, `incoming_count` the client's contacts that nobody answered.
    static func refresh(_ item: DocumentID, in command: Command) throws {
        guard let entity = item.entity else { return }
        // What is counted must not change meanwhile.
        try command.transaction.lock(item.key)
        let next = [
            try earliestActivity(of: item, in: command.transaction),
            try earliestTask(of: item, in: command.transaction),
        ]
        let last = command.transaction.dialect.greatest("last_activity_at", "$4")
        try command.transaction.execute(
            "update \(entity.table) set next_activity_at = $2, incoming_count = $3, last_activity_at = \(last) where id = $1",
            [item.id, next.compactMap(\.self).min(), try incoming(of: item, in: command.transaction), command.now])
        LiveChanges.of(command.transaction).add(item: item)
    }

    private static func earliestActivity(of item: DocumentID, in reader: any Reader) throws -> Timestamp? {
        try reader.first(
            """
            select min(a.deadline) from activity_bindings b join activities a on a.id = b.activity
            where b.item = $1 and a.status = 'planned'
            """, [item]
        ) { $0.optionalTimestamp(0) } ?? nil
    }

    private static func earliestTask(of item: DocumentID, in reader: any Reader) throws -> Timestamp? {
        try reader.first(
            """
            select min(t.deadline) from task_items l join tasks t on t.id = l.task
            where l.item = $1 and t.deleted_at is null and t.state in ('waiting', 'in_progress', 'awaiting_control')
            """, [item]
        ) { $0.optionalTimestamp(0) } ?? nil
    }

    private static func incoming(of item: DocumentID, in reader: any Reader) throws -> Int {
        try reader.count(
            """
            select count(*) from activity_bindings b join activities a on a.id = b.activity
            where b.item = $1 and a.status = 'planned' and a.incoming = 1
            """, [item])
    }
}
