import Automation
import CRM
import FoundationEssentials
import Kernel
import Robots
import Storage

/// The engine under load: many timers due at once while people work, and how late a timer fires when nothing else is due.
///
/// Deals are moved to QUOTE, whose robots wait one and two days; then the portal is opened with a clock two months on.
struct EngineBench {
    struct Result {
        /// Timers that were due at once, and how many a second were worked off.
        var timers = 0
        var timersPerSecond = Double.nan
        /// Commits of the writer a step (a robot done), people's own included.
        var commitsPerStep = Double.nan
        /// Moves by a person while the timers were worked off, and afterwards.
        var busy = Samples()
        var quiet = Samples()
        /// How long after its moment a timer's robot acted, nothing else being due.
        var lateness = Samples()
        /// One look at the head of the agenda with everything parked, microseconds.
        var peek = Samples()
    }

    let folder: String
    let person: UserID
    /// How many deals get two timers each.
    let deals: Int

    func measure() async throws -> Result {
        var result = Result()
        try await park(&result)
        let bench = try await BenchPortal.open(folder, clock: ShiftedClock(by: .days(60)))
        try await drain(bench, &result)
        for _ in 0..<100 { result.quiet.add(try await movedByPerson(bench)) }
        try await fire(bench, &result)
        try await bench.close()
        return result
    }

    // MARK: Steps

    private func park(_ result: inout Result) async throws {
        let bench = try await BenchPortal.open(folder)
        let ids = try await deals(of: "CONTRACT", "SELECTION", "AWAITING_PAYMENT", "PREPAID", limit: deals, bench)
        for part in stride(from: 0, to: ids.count, by: 100) {
            let batch = Array(ids[part..<min(part + 100, ids.count)])
            try await move(batch, to: "QUOTE", bench)
        }
        try await work(bench)
        for _ in 0..<200 {
            let start = ContinuousClock.now
            _ = try await bench.portal.read { try bench.assembly.engine.nextDue(in: $0) }
            result.peek.add((ContinuousClock.now - start).inMilliseconds * 1000)
        }
        try await bench.close()
    }

    /// Works off what is due while a person moves other deals, one after another.
    private func drain(_ bench: BenchPortal, _ result: inout Result) async throws {
        result.timers = try await count("select count(*) from automation_timers", bench)
        let stepsBefore = try await steps(bench)
        let commitsBefore = bench.commits
        let start = ContinuousClock.now
        let working = Task {
            try await work(bench)
            return ContinuousClock.now
        }
        while try await count("select count(*) from automation_timers limit 1", bench) > 0 {
            result.busy.add(try await movedByPerson(bench))
            await pause(TimeSpan(milliseconds: 20))
        }
        let seconds = (try await working.value - start).inSeconds
        let steps = Double(try await steps(bench) - stepsBefore)
        result.timersPerSecond = Double(result.timers) / seconds
        result.commitsPerStep = Double(bench.commits - commitsBefore) / max(steps, 1)
    }

    /// Sets 200 timers 25 ms apart, lets the dispatcher run as in the server and reads from the journal when each fired.
    private func fire(_ bench: BenchPortal, _ result: inout Result) async throws {
        let ids = try await deals(of: "COMPETITOR", limit: 200, bench)
        try await move(ids, to: "QUOTE", bench)
        try await work(bench)
        let first = bench.composition.clock.now + .seconds(1)
        let due = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, first + TimeSpan(milliseconds: Int64($0) * 25)) })
        try await bench.database.write(.bulk) { transaction in
            for (item, moment) in due {
                try transaction.execute(
                    "update automation_timers set due_at = $2 where id = (select min(id) from automation_timers where item = $1)",
                    [item, moment])
                try transaction.execute("update automation_agenda set due_at = $2 where item = $1", [item, moment])
            }
        }
        let engine = bench.assembly.engine
        let dispatcher = Task { try await engine.run() }
        await pause(.seconds(Int64(ids.count / 40 + 3)))
        dispatcher.cancel()
        _ = try? await dispatcher.value
        let fired = try await bench.portal.read { reader in
            try reader.query(
                "select item, min(at) from automation_journal where kind = 'robot.done' and node = 'quote_reminder' and at >= $1 group by item",
                [first]) { ($0.document(0), $0.timestamp(1)) }
        }
        for (item, moment) in fired {
            if let planned = due[item] { result.lateness.add(Double((moment - planned).milliseconds)) }
        }
    }

    // MARK: Parts

    private func work(_ bench: BenchPortal) async throws {
        while try await bench.assembly.engine.tick().visited > 0 {}
    }

    private func move(_ ids: [DocumentID], to stage: String, _ bench: BenchPortal) async throws {
        try await bench.portal.perform(as: .person(person)) { [items = bench.assembly.items] command in
            for id in ids { _ = try items.move(id, to: stage, command) }
        }
    }

    /// One deal to the next stage, as a person does; how long that took, in milliseconds.
    private func movedByPerson(_ bench: BenchPortal) async throws -> Double {
        guard let deal = try await deals(of: "POSTPONED", "BAD_TERMS", limit: 1, bench).first else { return .nan }
        let start = ContinuousClock.now
        try await move([deal], to: "CONTACTED", bench)
        return (ContinuousClock.now - start).inMilliseconds
    }

    private func deals(of stages: String..., limit: Int, _ bench: BenchPortal) async throws -> [DocumentID] {
        try await bench.portal.read { reader in
            let list = stages.map { "'\($0)'" }.joined(separator: ", ")
            return try reader.query(
                "select id from deals where pipeline = 0 and stage in (\(list)) and deleted_at is null order by id limit \(limit)"
            ) { DocumentID(.deal, $0.int64(0)) }
        }
    }

    private func steps(_ bench: BenchPortal) async throws -> Int {
        try await count("select count(*) from automation_journal where kind = 'robot.done'", bench)
    }

    private func count(_ sql: String, _ bench: BenchPortal) async throws -> Int {
        try await bench.portal.read { try $0.count(sql) }
    }
}

/// The machine's clock, set forward.
struct ShiftedClock: WallClock {
    private let clock = SystemClock()
    private let shift: TimeSpan

    init(by shift: TimeSpan) { self.shift = shift }

    var now: Timestamp { clock.now + shift }
    func sleep(until moment: Timestamp) async { await clock.sleep(until: moment - shift) }
}
