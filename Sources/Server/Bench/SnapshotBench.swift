import Automation
import CRM
import Dispatch
import FoundationEssentials
import Kernel
import Processes
import Robots
import Storage
import StoragePostgres

/// People move deals and timers fall due while somebody holds a snapshot open: a report that never ends, a forgotten session.
/// PostgreSQL cannot clean up meanwhile, and the log of SQLite grows.
struct SnapshotBench {
    struct Result {
        /// Moves a second before and after the snapshot, and in each quarter of its time.
        var clean: [Double] = []
        var held: [Double] = []
        /// Timers worked off by the end of the quarters, of those that had come due.
        var worked = 0
        var due = 0
        /// MB of SQLite's log before, at the end of the snapshot, and at the end.
        var log: [Double] = []

        var ratio: Double { (held.last ?? .nan) / ((clean.first ?? .nan) + (clean.last ?? .nan)) * 2 }
    }

    private static let people = 8
    /// Deals whose timers fall due each second.
    private static let dueDeals = 50

    let site: BenchSite
    let people: [UserID]
    /// How long the snapshot is held.
    let time: Duration

    func measure() async throws -> Result {
        var result = Result()
        let traffic = try await MoveBench.traffic(site, from: "CONTRACT")
        let bench = try await BenchPortal.open(site)
        let fill = try await TimerFill(bench, person: people[0])
        let dispatcher = Task { [engine = bench.assembly.engine] in try await engine.run() }
        let feeder = Task {
            while !Task.isCancelled {
                try await fill.addDue(deals: Self.dueDeals, at: bench.composition.clock.now, people: people)
                await pause(.seconds(1))
            }
        }
        let before = try await timersDone(bench)
        _ = try await window(traffic, bench)
        result.clean.append(try await window(traffic, bench))
        result.log.append(logSize)
        let holder = try await hold(bench)
        for _ in 0..<4 { result.held.append(try await window(traffic, bench)) }
        result.log.append(logSize)
        try await holder.release()
        result.clean.append(try await window(traffic, bench))
        feeder.cancel()
        _ = try? await feeder.value
        result.log.append(logSize)
        result.worked = try await timersDone(bench) - before
        let waiting = try await bench.portal.read { reader in
            try reader.count("select count(*) from automation_timers where due_at < $1", [bench.composition.clock.now])
        }
        result.due = waiting + result.worked
        dispatcher.cancel()
        _ = try? await dispatcher.value
        try await bench.close()
        return result
    }

    /// - Returns: moves a second in a quarter of the time.
    private func window(_ traffic: MoveTraffic, _ bench: BenchPortal) async throws -> Double {
        let start = ContinuousClock.now
        let end = start + time / 4
        let moves = try await withThrowingTaskGroup(of: Int.self) { tasks in
            for _ in 0..<Self.people {
                tasks.addTask {
                    var moves = 0
                    while ContinuousClock.now < end {
                        try await traffic.moveNext(by: people[0], bench)
                        moves += 1
                    }
                    return moves
                }
            }
            return try await tasks.reduce(0, +)
        }
        return Double(moves) / (ContinuousClock.now - start).inSeconds
    }

    private func timersDone(_ bench: BenchPortal) async throws -> Int {
        try await bench.portal.read { reader in
            try reader.count("select count(*) from automation_journal where kind = 'robot.done' and node in ('quote_reminder', 'quote_control')")
        }
    }

    private var logSize: Double {
        let attributes = try? FileManager.default.attributesOfItem(atPath: site.file + "-wal")
        return Double(attributes?[.size] as? Int ?? 0) / 1_048_576
    }

    // MARK: The snapshot

    private struct Holder {
        let release: () async throws -> Void
    }

    private func hold(_ bench: BenchPortal) async throws -> Holder {
        guard let postgres = site.postgres else {
            let released = DispatchSemaphore(value: 0)
            let reading = Task {
                try await bench.database.read { reader in
                    _ = try reader.count("select count(*) from deals")
                    released.wait()
                }
            }
            return Holder {
                released.signal()
                try await reading.value
            }
        }
        // Our own sessions end themselves after ten seconds; this one belongs to somebody else.
        let words = [
            "-XAtq", "-c", "begin isolation level repeatable read", "-c", "select count(*) from deals",
            "-c", "select pg_sleep(\(Int(time.inSeconds) + 600)) as held", postgres.text,
        ]
        let session = try BenchTool.spawn("psql", words, errors: .withOutput)
        let isHeld = "select count(*) from pg_stat_activity where query like '%as held' and backend_xmin is not null and pid <> pg_backend_pid()"
        while try site.count(isHeld) == 0 {}
        return Holder {
            try PostgresServer(postgres).command("select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep%as held'")
            _ = SpawnedProcess.readAll(session.output)
            session.wait()
        }
    }
}
