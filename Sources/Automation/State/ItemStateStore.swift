import Kernel
import Storage

/// Reads the automation of one item and writes what has changed. Nobody touches it without holding the item's agenda row.
struct ItemStateStore {
    let transaction: any Transaction

    /// Locks the item and its agenda row and loads its state; nil when the item has no automation.
    func load(_ item: DocumentID) throws -> ItemState? {
        try transaction.lock(item.key)
        return try StoredItemState(reader: transaction).load(item, locking: transaction.dialect.forUpdate)
    }
}

/// Reads the automation of one item.
struct StoredItemState {
    let reader: any Reader

    /// The item's state; nil when it has no automation.
    /// - Parameter locking: what the dialect adds to lock the agenda row; empty for looking only.
    func load(_ item: DocumentID, locking: String = "") throws -> ItemState? {
        guard let agenda = try agenda(of: item, locking) else { return nil }
        let runs = try liveRuns(of: item)
        guard !runs.isEmpty else { return ItemState(agenda: agenda) }
        return ItemState(
            agenda: agenda, runs: Rows(runs.map { ($0.id, $0) }),
            tokens: Rows(try tokens(of: item).map { ($0.id, $0) }),
            timers: Rows(try timers(of: item).map { ($0.id, $0) }),
            subscriptions: Rows(try subscriptions(of: item).map { ($0.id, $0) }))
    }

    private func agenda(of item: DocumentID, _ locking: String) throws -> Agenda? {
        try reader.first(
            """
            select item, lane, due_at, version, fails, hold, generation, visit, journal_seq
            from automation_agenda where item = $1 \(locking)
            """, [item]
        ) { row in
            Agenda(
                item: row.document(0), lane: AgendaLane(rawValue: row.int64(1)) ?? .timers, due: row.timestamp(2),
                version: row.int64(3), fails: row.int(4), isHeld: row.bool(5), generation: row.int(6),
                visit: row.int64(7),
                journalSeq: row.int64(8))
        }
    }

    private func liveRuns(of item: DocumentID) throws -> [Run] {
        try reader.query(
            """
            select id, definition, version, stage, visit, state, reason, cause_seq, anchor_at, results, started_at, ended_at,
                acted, left_at
            from automation_runs where item = $1 and state = 0 order by id
            """, [item]
        ) { row in
            Run(
                id: row.int64(0), definition: row.int64(1), version: row.int64(2), stage: row.text(3),
                visit: row.int64(4),
                state: RunState(rawValue: row.int64(5)) ?? .running,
                reason: try Text(stored: row.text(6)) ?? Text(verbatim: ""),
                causeSeq: row.int64(7), anchor: row.timestamp(8), results: try StoredResults.parse(row.text(9)),
                startedAt: row.timestamp(10), endedAt: row.optionalTimestamp(11),
                acted: Set(row.text(12).split(separator: ",").map(String.init)), leftAt: row.optionalTimestamp(13))
        }
    }

    private func tokens(of item: DocumentID) throws -> [Token] {
        try reader.query(
            """
            select id, run, parent, node, state, pending, loops, anchor_at, since, root_item, root_seq, depth, steps, reason, event
            from automation_tokens where item = $1 order by id
            """, [item]
        ) { row in
            var token = Token(
                id: row.int64(0), run: row.int64(1), parent: row.isNull(2) ? nil : row.int64(2), node: row.int(3),
                state: TokenState(rawValue: row.int64(4)) ?? .failed, anchor: row.timestamp(7), since: row.timestamp(8),
                lineage: Lineage(rootItem: row.document(9), rootSeq: row.int64(10), depth: row.int(11)),
                reason: try Text(stored: row.text(13)) ?? Text(verbatim: ""))
            token.pending = row.int(5)
            token.loops = StoredLoops.parse(row.text(6))
            token.steps = row.int(12)
            token.event = try row.optionalText(14).map { try PostedEvent(json: JSONValue(parsing: $0)) }
            return token
        }
    }

    private func timers(of item: DocumentID) throws -> [ItemTimer] {
        try reader.query(
            "select id, token, run, due_at, spec, calendar_bound from automation_timers where item = $1 order by id", [item]
        ) { row in
            let spec = try JSONValue(parsing: row.text(4))
            return ItemTimer(
                id: row.int64(0), token: row.int64(1), run: row.int64(2), due: row.timestamp(3),
                timing: try Timing(json: spec["timing"] ?? [:]),
                anchor: Timestamp(milliseconds: spec["anchor"]?.int ?? 0), isDeadline: spec["deadline"]?.bool ?? false,
                isCalendarBound: row.bool(5))
        }
    }

    private func subscriptions(of item: DocumentID) throws -> [Subscription] {
        try reader.query(
            "select id, token, run, kind, correlation from automation_subscriptions where item = $1 order by id", [item]
        ) { row in
            Subscription(
                id: row.int64(0), token: row.int64(1), run: row.int64(2), kind: EventKind(row.text(3)),
                correlation: row.int64(4))
        }
    }
}

/// The results of robots as a run's column holds them.
enum StoredResults {
    static func parse(_ text: String) throws -> [String: [String: Value]] {
        guard text != "{}" else { return [:] }
        var results: [String: [String: Value]] = [:]
        for (robot, values) in try JSONValue(parsing: text).object ?? JSONObject() {
            results[robot] = try [String: Value](json: values)
        }
        return results
    }

    static func text(_ results: [String: [String: Value]]) -> String {
        JSONValue.sorted(results.mapValues(\.json)).text
    }
}

/// The turns of loops as a token's column holds them: `4=2,9=1`.
enum StoredLoops {
    static func parse(_ text: String) -> [Int: Int] {
        let pairs = text.split(separator: ",").compactMap { pair -> (Int, Int)? in
            let parts = pair.split(separator: "=").compactMap { Int($0) }
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
        return Dictionary(pairs) { $1 }
    }

    static func text(_ loops: [Int: Int]) -> String {
        loops.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }
}
