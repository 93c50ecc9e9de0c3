import Kernel
import Storage
import Synchronization

/// How the engine is doing: what administrators see, and what alarms go off on.
package struct EngineHealth: Sendable {
    /// How late due items are, in the buckets of a histogram.
    package enum Lateness: Int, Sendable, CaseIterable {
        case underSecond, underTenSeconds, underMinute, underTenMinutes, more

        /// The bucket holds what is late by less than this; the last one has no end.
        package var limit: TimeSpan? {
            switch self {
            case .underSecond: .seconds(1)
            case .underTenSeconds: .seconds(10)
            case .underMinute: .minutes(1)
            case .underTenMinutes: .minutes(10)
            case .more: nil
            }
        }
    }

    /// Why everything waits; nil while the engine works.
    package let hold: EngineHold?
    /// How late the item that has waited longest is; zero when nothing is due.
    package let lag: TimeSpan
    package let overdue: [Lateness: Int]
    package let liveRuns: Int
    package let waitingTimers: Int
    package let openIncidents: Int
    package let heldItems: Int
    package let quarantined: Int
    /// Items that may have killed the program and are visited alone.
    package let suspects: Int
    /// Items still to be told of a new version; nil when none is on its way.
    package let rolloutTold: Int?
    /// Of this node: steps of the last minute, and steps that one commit carried.
    package let stepsPerSecond: Double
    package let stepsPerCommit: Double
    /// How far the machine's clock is behind what the portal has seen.
    package let clockLag: TimeSpan
}

extension Engine {
    /// Reads how the engine is doing: a fixed number of queries.
    package func health(in reader: any Reader, at now: Timestamp) throws -> EngineHealth {
        let steps = meter.withLock { $0.lastMinute(at: now) }
        let oldest = try reader.first(
            "select min(due_at) from automation_agenda where hold = 0 and due_at <= $1", [now]
        ) { $0.optionalTimestamp(0) }
        let told = try reader.first("select told from automation_rollouts where ended_at is null order by id") { $0.int(0) }
        func count(_ sql: String) throws -> Int { try reader.count("select count(*) from \(sql)") }
        return EngineHealth(
            hold: try EngineHold.current(in: reader), lag: (oldest ?? nil).map { now - $0 } ?? .seconds(0),
            overdue: try overdue(in: reader, at: now),
            liveRuns: try count("automation_runs where state = 0"),
            waitingTimers: try count("automation_timers"),
            openIncidents: try count("automation_incidents where resolved_at is null"),
            heldItems: try count("automation_agenda where hold = 1"),
            quarantined: try count("automation_incidents where resolved_at is null and kind = 'crash'"),
            suspects: try count("automation_suspects"), rolloutTold: told,
            stepsPerSecond: Double(steps.steps) / 60,
            stepsPerCommit: steps.commits == 0 ? 0 : Double(steps.steps) / Double(steps.commits),
            clockLag: timekeeper?.lag ?? .seconds(0))
    }

    private func overdue(in reader: any Reader, at now: Timestamp) throws -> [EngineHealth.Lateness: Int] {
        let rows = try reader.query(
            """
            select bucket, count(*) from (
                select case when due_at > $2 then 0 when due_at > $3 then 1 when due_at > $4 then 2 when due_at > $5 then 3
                    else 4 end as bucket
                from automation_agenda where hold = 0 and due_at <= $1) as late
            group by bucket
            """, [now] + EngineHealth.Lateness.allCases.compactMap { $0.limit.map { now - $0 } }
        ) { ($0.int(0), $0.int(1)) }
        return rows.reduce(into: [:]) { all, row in
            if let bucket = EngineHealth.Lateness(rawValue: row.0) { all[bucket] = row.1 }
        }
    }

    /// Whether the dispatcher has so much to do that an import should wait. While it is held it does nothing that could be late.
    package func goesFirst(in reader: any Reader, at now: Timestamp) throws -> Bool {
        try EngineHold.current(in: reader) == nil && isBehind(in: reader, at: now)
    }

    /// Whether work that can wait should: due items are late, so an import or a bulk start would make people wait.
    package func isBehind(in reader: any Reader, at now: Timestamp) throws -> Bool {
        try reader.exists(
            "select 1 from automation_agenda where hold = 0 and lane in ($1, $2) and due_at <= $3",
            [AgendaLane.interactive.rawValue, AgendaLane.timers.rawValue, now - limits.patience])
    }
}
