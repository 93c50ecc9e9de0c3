import Kernel
import Storage

/// Stops automation that goes round in circles slowly: an allowance of automatic entries into each stage that refills
/// with time. Five call attempts pass, an endless exchange between two stages does not.
struct LoopGuard {
    let transaction: any Transaction
    let limits: EngineLimits

    /// Uses up one automatic entry of the item into the stage, and one into the stages of its automation; false when none is left.
    func allowsEntry(of item: DocumentID, into stage: String, of automation: String, at now: Timestamp) throws -> Bool {
        try uses(item, stage, limits.hourlyEntries, limits.dailyEntries, at: now)
            && uses(item, "all of \(automation)", limits.hourlyRuns, limits.dailyRuns, at: now)
    }

    private func uses(
        _ item: DocumentID, _ stage: String, _ hourly: Double, _ daily: Double, at now: Timestamp
    ) throws -> Bool {
        var hour = hourly
        var day = daily
        let known = try transaction.first(
            "select hour_left, day_left, refilled_at from automation_limits where item = $1 and stage = $2",
            [item, stage]
        ) { ($0.double(0), $0.double(1), $0.timestamp(2)) }
        if let (hourLeft, dayLeft, refilledAt) = known {
            let hours = Double(max(0, (now - refilledAt).milliseconds)) / 3_600_000
            hour = min(hourly, hourLeft + hours * hourly)
            day = min(daily, dayLeft + hours / 24 * daily)
        }
        guard hour >= 1, day >= 1 else { return false }
        try store(item, stage, hour - 1, day - 1, now)
        return true
    }

    private func store(_ item: DocumentID, _ stage: String, _ hour: Double, _ day: Double, _ now: Timestamp) throws {
        try transaction.execute(
            """
            insert into automation_limits (item, stage, hour_left, day_left, refilled_at) values ($1, $2, $3, $4, $5)
            on conflict (item, stage) do update
            set hour_left = excluded.hour_left, day_left = excluded.day_left, refilled_at = excluded.refilled_at
            """, [item, stage, hour, day, now])
    }

    /// A person has looked at the item: its allowance is full again.
    func reset(_ item: DocumentID) throws {
        try transaction.execute("delete from automation_limits where item = $1", [item])
    }

    /// Counts an item that the work of `root` has made; false when it has made too many.
    func allowsItem(from root: Lineage, at now: Timestamp) throws -> Bool {
        let items = try transaction.first(
            """
            insert into automation_fanout (root_item, root_seq, items, at) values ($1, $2, 1, $3)
            on conflict (root_item, root_seq) do update set items = automation_fanout.items + 1, at = excluded.at
            returning items
            """, [root.rootItem, root.rootSeq, now]
        ) { $0.int(0) }
        return (items ?? 0) <= limits.itemsPerRoot
    }

    /// What the journal noted at the last entries into a stage, the latest first.
    func recentEntries(of item: DocumentID, into stage: String, _ count: Int) throws -> [JSONValue] {
        try transaction.query(
            "select data from automation_journal where item = $1 and kind = $2 and node = $3 order by seq desc limit $4",
            [item, JournalKind.stageEntered.rawValue, stage, count]
        ) { try JSONValue(parsing: $0.text(0)) }
    }

    /// The stages that the item went through last, oldest first, for naming the cycle.
    func recentStages(of item: DocumentID, _ count: Int) throws -> [String] {
        try transaction.query(
            "select node from automation_journal where item = $1 and kind = $2 order by seq desc limit $3",
            [item, JournalKind.stageEntered.rawValue, count]
        ) { $0.text(0) }.reversed()
    }
}
