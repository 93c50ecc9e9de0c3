import Kernel
import Storage

/// Answers what automation did and will do with an item. Reads only, with a fixed number of queries.
package struct AutomationReader: Sendable {
    let store: AutomationStore
    /// Entries of the journal that are looked at, the latest ones.
    package static let journalLimit = 2000

    package init(store: AutomationStore) { self.store = store }

    /// The whole story of an item; nil when automation does not know it.
    package func explanation(of item: DocumentID, in reader: any Reader) throws -> ItemExplanation? {
        let held = try reader.first("select hold from automation_agenda where item = $1", [item]) { $0.bool(0) }
        guard let held else { return nil }
        let journal = try journal(of: item, in: reader)
        let runs = try Self.runs(of: item, in: reader)
        let live = try liveTokens(of: item, in: reader)
        let deliveries = try OutboxReader.deliveries(of: item, in: reader)
        return ItemExplanation(
            visits: try visits(journal, runs, live, deliveries, in: reader), decisions: decisions(journal),
            incidents: try incidents(of: item, in: reader), isHeld: held)
    }

    /// Whether all automation of an item is on hold; not for one that automation does not know.
    package static func isHeld(_ item: DocumentID, in reader: any Reader) throws -> Bool {
        try reader.exists("select 1 from automation_agenda where item = $1 and hold <> 0", [item])
    }

    /// What an item waits for right now, in the order in which it began to wait.
    package func waiting(_ item: DocumentID, in reader: any Reader) throws -> [Waiting] {
        let runs = try Self.runs(of: item, in: reader)
        return try liveTokens(of: item, in: reader).compactMap { token in
            guard let run = runs.first(where: { $0.id == token.run }), token.state != .joining else { return nil }
            let program = try store.version(run.definition, run.version, in: reader).programs[run.stage]
            guard let node = program?.nodes[token.node] else { return nil }
            return Waiting(
                stage: run.stage, robot: node.id, title: node.title, state: token.explained(), since: token.since)
        }
    }

    /// Everything that waits for a person's decision, the oldest first.
    package func openIncidents(in reader: any Reader, limit: Int = 200) throws -> [Incident] {
        try reader.query(
            "select \(Incident.columns) from automation_incidents where resolved_at is null order by at, id limit $1",
            [limit],
            Incident.init)
    }

    /// How many wait for a person's decision, and how many of them came since a moment.
    package func openIncidents(since moment: Timestamp, in reader: any Reader) throws -> (all: Int, fresh: Int) {
        try reader.first(
            "select count(*), coalesce(sum(case when at >= $1 then 1 else 0 end), 0) from automation_incidents where resolved_at is null",
            [moment]
        ) { ($0.int(0), $0.int(1)) } ?? (0, 0)
    }

    /// The journal's latest entries, in order.
    package func journal(of item: DocumentID, in reader: any Reader, limit: Int = journalLimit) throws -> [JournalEntry]
    {
        try reader.query(
            "select \(JournalEntry.columns) from automation_journal where item = $1 order by seq desc limit $2", [item, limit],
            JournalEntry.read
        ).compactMap { $0 }.reversed()
    }

    /// The entries behind one, in order.
    static func journal(of item: DocumentID, after seq: Int64, in reader: any Reader) throws -> [JournalEntry] {
        try reader.query(
            "select \(JournalEntry.columns) from automation_journal where item = $1 and seq > $2 order by seq", [item, seq],
            JournalEntry.read
        ).compactMap { $0 }
    }
}

extension JournalEntry {
    static let columns = "item, seq, at, kind, run, node, cause_item, cause_seq, reason, data"

    /// Reads a row that begins with `columns`; nil for a kind that this version does not know.
    static func read(_ row: Row) throws -> JournalEntry? {
        guard let kind = JournalKind(rawValue: row.text(3)) else { return nil }
        return JournalEntry(
            item: row.document(0), seq: row.int64(1), at: row.timestamp(2), kind: kind,
            run: row.isNull(4) ? nil : row.int64(4), node: row.optionalText(5),
            causeItem: row.isNull(6) ? nil : row.document(6), causeSeq: row.isNull(7) ? nil : row.int64(7),
            reason: try Text(stored: row.optionalText(8)), data: try JSONValue(parsing: row.text(9)))
    }
}

// MARK: - Rows
extension AutomationReader {
    /// A run as far as explanations need it.
    struct RunRow {
        let id: Int64
        let definition: Int64
        let version: Int64
        let stage: String
        let visit: Int64
        /// The journal entry that it started from.
        let cause: Int64
        let state: RunState
        let endedAt: Timestamp?
    }

    /// A live token with what would wake it.
    struct LiveToken {
        let run: Int64
        let node: Int
        let state: TokenState
        let since: Timestamp
        let due: Timestamp?
        let field: String?
        let event: EventKind?
        let correlation: Int64

        func explained() -> RobotExplanation.State {
            switch state {
            case .ready, .joining: .ready
            case .failed: .failed(Text(verbatim: ""), incident: nil)
            case .waitingForEvent: .waitingForEvent(event ?? "", correlation)
            case .waitingForItem: .waitingForItem(until: due.flatMap { $0 < .distantFuture ? $0 : nil })
            case .waitingForTime:
                if let due, due < .distantFuture { .waitingUntil(due) } else { .waitingForField(field ?? "") }
            }
        }
    }

    static func runs(of item: DocumentID, in reader: any Reader) throws -> [RunRow] {
        try reader.query(
            "select id, definition, version, stage, visit, cause_seq, state, ended_at from automation_runs where item = $1 order by id",
            [item]
        ) { row in
            RunRow(
                id: row.int64(0), definition: row.int64(1), version: row.int64(2), stage: row.text(3),
                visit: row.int64(4), cause: row.int64(5),
                state: RunState(rawValue: row.int64(6)) ?? .ended, endedAt: row.optionalTimestamp(7))
        }
    }

    private func liveTokens(of item: DocumentID, in reader: any Reader) throws -> [LiveToken] {
        try reader.query(
            """
            select t.run, t.node, t.state, t.since, w.due_at, w.field, min(s.kind), min(s.correlation)
            from automation_tokens t
            left join automation_timers w on w.token = t.id
            left join automation_subscriptions s on s.token = t.id and s.item = t.item
            where t.item = $1
            group by t.id, t.run, t.node, t.state, t.since, w.due_at, w.field order by t.since, t.id
            """, [item]
        ) { row in
            LiveToken(
                run: row.int64(0), node: row.int(1), state: TokenState(rawValue: row.int64(2)) ?? .failed,
                since: row.timestamp(3),
                due: row.optionalTimestamp(4), field: row.optionalText(5),
                event: row.optionalText(6).map { EventKind($0) },
                correlation: row.isNull(7) ? 0 : row.int64(7))
        }
    }

    private func incidents(of item: DocumentID, in reader: any Reader) throws -> [Incident] {
        try reader.query(
            "select \(Incident.columns) from automation_incidents where item = $1 and resolved_at is null order by id",
            [item],
            Incident.init)
    }
}
