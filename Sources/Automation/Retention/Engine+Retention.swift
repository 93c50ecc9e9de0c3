import Kernel
import Storage

/// Throws away history that nobody needs any more: some rows at a time in the bulk lane, never what a live run stands on.
/// Of a finished run the row stays for ever: that it ran, when, with which version, how it ended.
extension Engine {
    /// - Returns: how many rows were removed.
    @discardableResult
    package func retain() async throws -> Int {
        var total = 0
        for sweep in Engine.sweeps {
            var isMore = true
            while isMore, !Task.isCancelled {
                let count = try await database.write(.bulk) { try sweep.run(in: $0, at: self.clock.now, limit: self.limits.retentionBatch) }
                total += count
                isMore = count >= limits.retentionBatch
            }
        }
        return total + (try await trimJournals())
    }

    /// Rows of one table that are older than an age.
    private struct Sweep: Sendable {
        let age: TimeSpan
        /// Takes the moment as $1 and the most rows as $2.
        let sql: String

        func run(in transaction: any Transaction, at now: Timestamp, limit: Int) throws -> Int {
            try transaction.execute(sql, [now - age, limit])
        }
    }

    private static let sweeps = [
        Sweep(
            age: .days(90),
            sql: """
                delete from automation_dedup where (source, source_key) in
                (select source, source_key from automation_dedup where at < $1 limit $2)
                """),
        Sweep(
            age: .days(90),
            sql: """
                delete from automation_fanout where (root_item, root_seq) in
                (select root_item, root_seq from automation_fanout where at < $1 limit $2)
                """),
        // By then the allowance is full again, as if nothing had been used.
        Sweep(
            age: .days(2),
            sql: """
                delete from automation_limits where (item, stage) in
                (select item, stage from automation_limits where refilled_at < $1 limit $2)
                """),
        Sweep(
            age: .days(400),
            sql: """
                delete from automation_incidents where id in
                (select id from automation_incidents where resolved_at < $1 order by resolved_at limit $2)
                """),
        Sweep(
            age: .days(1),
            sql: """
                delete from automation_suspects where item in
                (select s.item from automation_suspects s left join automation_agenda a on a.item = s.item
                where s.at < $1 and coalesce(a.hold, 0) = 0 limit $2)
                """),
        Sweep(
            age: .days(90),
            sql: "delete from automation_rollouts where id in (select id from automation_rollouts where ended_at < $1 limit $2)"),
        Sweep(
            age: .days(400),
            sql: """
                update automation_runs set results = '{}' where id in
                (select id from automation_runs where ended_at < $1 and results <> '{}' limit $2)
                """),
        // A version goes when it is not active and nothing that runs, or whose story is still told, needs it.
        Sweep(
            age: .days(400),
            sql: """
                delete from automation_versions where (definition, version) in
                (select v.definition, v.version from automation_versions v
                join automation_definitions d on d.id = v.definition
                where v.version <> d.active_version and v.created_at < $1 and not exists
                (select 1 from automation_runs r where r.definition = v.definition and r.version = v.version
                and (r.state = 0 or r.ended_at >= $1)) limit $2)
                """),
    ]

    // MARK: - Journals

    /// Goes through the items once; of each, the oldest entries go that are past the time its processes keep them.
    private func trimJournals() async throws -> Int {
        var total = 0
        var last = DocumentID(key: 0)
        while !Task.isCancelled {
            let from = last
            let (removed, next) = try await database.write(.bulk) { try self.trimJournals(after: from, in: $0, at: self.clock.now) }
            total += removed
            guard let next else { break }
            last = next
        }
        return total
    }

    /// - Returns: entries removed, and the item to go on behind; nil when that was the end.
    private func trimJournals(
        after last: DocumentID, in transaction: any Transaction, at now: Timestamp
    ) throws -> (removed: Int, next: DocumentID?) {
        let shortest = try transaction.first("select min(retention_days) from automation_definitions") { $0.isNull(0) ? nil : $0.int64(0) }
        let cutoff = now - .days(min((shortest ?? nil) ?? Engine.journalDays, Engine.journalDays))
        let items = try transaction.query(
            """
            select a.item from automation_agenda a
            join automation_journal j on j.item = a.item and j.seq = a.journal_base + 1
            where a.item > $1 and a.hold = 0 and j.at < $2 order by a.item limit $3
            """, [last, cutoff, Engine.journalsAtOnce]
        ) { $0.document(0) }
        var removed = 0
        for item in items {
            let count = try trimJournal(of: item, atMost: limits.retentionBatch - removed, in: transaction, at: now)
            removed += count
            // A long journal takes several rounds.
            if removed >= limits.retentionBatch { return (removed, DocumentID(key: item.key - 1)) }
        }
        return (removed, items.count == Engine.journalsAtOnce ? items.last : nil)
    }

    private static let journalDays: Int64 = 400
    private static let journalsAtOnce = 100

    private func trimJournal(of item: DocumentID, atMost limit: Int, in transaction: any Transaction, at now: Timestamp) throws -> Int {
        let base = try transaction.first(
            "select journal_base from automation_agenda where item = $1 \(transaction.dialect.forUpdate)", [item]
        ) { $0.int64(0) }
        let days = try transaction.first(
            """
            select max(d.retention_days) from automation_runs r join automation_definitions d on d.id = r.definition
            where r.item = $1
            """, [item]
        ) { $0.isNull(0) ? nil : $0.int64(0) }
        let live = try transaction.first(
            "select min(cause_seq) from automation_runs where item = $1 and state = 0", [item]
        ) { $0.isNull(0) ? nil : $0.int64(0) }
        guard let base else { return 0 }
        let end = min(base + Int64(limit), live.flatMap { $0 }.map { $0 - 1 } ?? .max)
        let upTo = try transaction.first(
            "select max(seq) from automation_journal where item = $1 and seq <= $2 and at < $3",
            [item, end, now - .days((days ?? nil) ?? Engine.journalDays)]
        ) { $0.isNull(0) ? nil : $0.int64(0) }
        guard let upTo, let upTo, upTo > base else { return 0 }
        let count = try transaction.execute("delete from automation_journal where item = $1 and seq <= $2", [item, upTo])
        try transaction.execute("update automation_agenda set journal_base = $2 where item = $1", [item, upTo])
        return count
    }
}
