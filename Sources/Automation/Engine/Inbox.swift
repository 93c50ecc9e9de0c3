import Kernel
import Storage

/// The events that wait for an item's next visit.
struct Inbox {
    let transaction: any Transaction

    /// Appends an event to an item's inbox and makes the item due.
    /// - Returns: whether the item was unknown to automation until now.
    func append(_ event: PostedEvent, to item: DocumentID, for cause: Cause?, lane: AgendaLane, at now: Timestamp)
        throws -> Bool
    {
        let generation = cause.map { $0.generation + 1 } ?? 0
        let seq = try enlist(item, lane: lane, generation: event.kind == .itemCreated ? generation : 0, at: now)
        let lineage = cause?.lineage.next ?? Lineage(rootItem: item, rootSeq: seq, depth: 0)
        try transaction.execute(
            """
            insert into automation_inbox (item, seq, kind, about, payload, reason, user_id, cause_item, cause_seq, root_item,
                root_seq, depth, at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """,
            [
                item, seq, event.kind.rawValue, event.document, event.payload.json.text, event.reason.map(\.json.text),
                event.user,
                cause?.place.item, cause?.place.seq, lineage.rootItem, lineage.rootSeq, lineage.depth, now,
            ])
        return seq == 1
    }

    /// Makes the item due now and counts its events; the first makes its agenda row.
    private func enlist(_ item: DocumentID, lane: AgendaLane, generation: Int, at now: Timestamp) throws -> Int64 {
        let dialect = transaction.dialect
        let earlier = dialect.least("automation_agenda.due_at", "excluded.due_at")
        // An item that waits for a moment far away takes the lane of what comes now.
        let sooner = """
            case when automation_agenda.due_at <= excluded.due_at
            then \(dialect.least("automation_agenda.lane", "excluded.lane")) else excluded.lane end
            """
        let seq = try transaction.first(
            """
            insert into automation_agenda (item, lane, due_at, version, fails, hold, generation, visit, event_seq, journal_seq)
            values ($1, $2, $3, 0, 0, 0, $4, 0, 1, 0)
            on conflict (item) do update
            set due_at = \(earlier), lane = \(sooner), event_seq = automation_agenda.event_seq + 1
            returning event_seq
            """, [item, lane.rawValue, now, generation]
        ) { $0.int64(0) }
        return seq!
    }

    /// The events of an item, oldest first.
    func events(of item: DocumentID) throws -> [InboxEvent] {
        try transaction.query(
            """
            select seq, kind, about, payload, reason, user_id, cause_item, cause_seq, root_item, root_seq, depth, at
            from automation_inbox where item = $1 order by seq
            """, [item]
        ) { row in
            let event = PostedEvent(
                kind: EventKind(row.text(1)), document: row.document(2),
                payload: try [String: Value](json: JSONValue(parsing: row.text(3))),
                reason: try Text(stored: row.optionalText(4)),
                user: row.optionalID(5))
            return InboxEvent(
                seq: row.int64(0), event: event,
                lineage: Lineage(rootItem: row.document(8), rootSeq: row.int64(9), depth: row.int(10)),
                cause: row.isNull(6) ? nil : JournalPlace(item: row.document(6), seq: row.int64(7)),
                at: row.timestamp(11))
        }
    }

    func remove(from item: DocumentID, upTo seq: Int64) throws {
        try transaction.execute("delete from automation_inbox where item = $1 and seq <= $2", [item, seq])
    }

    /// Other items with a robot that waits for this event.
    func itemsWaiting(for event: PostedEvent) throws -> [DocumentID] {
        guard let correlation = event.correlation else { return [] }
        return try transaction.query(
            """
            select distinct item from automation_subscriptions where kind = $1 and correlation = $2 and item <> $3 order by item
            """, [event.kind.rawValue, correlation, event.document]
        ) { $0.document(0) }
    }
}
