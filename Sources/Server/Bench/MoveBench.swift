import CRM
import Kernel
import Robots
import Storage
import Synchronization

/// Moves of deals by people, each with the robots that act at once: FEEDBACK → CONTACTED (a notice and an activity) and
/// → QUOTE (a notice, two timers), in turn, all confirmed one by one.
struct MoveBench {
    static let writers = [1, 8, 64]
    private static let limit = 20_000

    struct Cell {
        var moves = Samples()
        var commits = Samples()
        var flushesPerMove = Samples()
    }

    struct Result {
        /// By number of writers, in the order of `writers`.
        var durable = [Cell](repeating: Cell(), count: writers.count)
        var unflushed = [Cell](repeating: Cell(), count: writers.count)
        var flushes = Samples()
        /// Notices that robots gave, per move: proof that they acted.
        var notices = 0.0
    }

    let site: BenchSite
    let person: UserID
    let rounds: Int
    /// How long one cell is measured.
    let time: Duration

    /// Takes the two ways of writing in turn, and each of them first every other time.
    func measure() async throws -> Result {
        var result = Result()
        let traffic = try await Self.traffic(site)
        let before = try await notices()
        for round in 0..<rounds {
            result.flushes.add(try FlushProbe(folder: site.flushed()).measure())
            let isDurableFirst = round % 2 == 0
            for isDurable in [isDurableFirst, !isDurableFirst] {
                try await pass(isDurable, traffic, into: isDurable ? \.durable : \.unflushed, &result)
            }
        }
        result.flushes.add(try FlushProbe(folder: site.flushed()).measure())
        result.notices = Double(try await notices() - before) / Double(max(traffic.count, 1))
        return result
    }

    private func pass(
        _ isDurable: Bool, _ traffic: MoveTraffic, into cells: WritableKeyPath<Result, [Cell]>, _ result: inout Result
    ) async throws {
        try site.setFlushing(isDurable)
        for (index, writers) in Self.writers.enumerated() {
            let flushes = try site.serverFlushes()
            let bench = try await BenchPortal.open(site, durability: isDurable ? .full : .unflushed)
            let begun = traffic.count
            for _ in 0..<100 { try await move(traffic, bench) }
            let commits = bench.commits
            let moved = traffic.count
            let start = ContinuousClock.now
            try await run(writers, until: start + time, traffic, bench)
            let seconds = (ContinuousClock.now - start).inSeconds
            let moves = Double(traffic.count - moved)
            var made = Double(bench.commits - commits)
            try await bench.close()
            // The server counts what a session has flushed when the session ends: the moves of the warming up are in it.
            if site.postgres != nil {
                made = Double(try site.serverFlushes() - flushes) * moves / Double(traffic.count - begun)
            }
            result[keyPath: cells][index].moves.add(moves / seconds)
            result[keyPath: cells][index].commits.add(made / seconds)
            result[keyPath: cells][index].flushesPerMove.add(made / max(moves, 1))
        }
        try site.setFlushing(true)
    }

    private func run(_ writers: Int, until end: ContinuousClock.Instant, _ traffic: MoveTraffic, _ bench: BenchPortal) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for _ in 0..<writers {
                tasks.addTask {
                    for _ in 0..<(Self.limit / writers) where ContinuousClock.now < end { try await move(traffic, bench) }
                }
            }
            try await tasks.waitForAll()
        }
    }

    private func move(_ traffic: MoveTraffic, _ bench: BenchPortal) async throws {
        try await traffic.moveNext(by: person, bench)
    }

    /// Deals that nobody has moved yet.
    static func traffic(_ site: BenchSite, from stage: String = "FEEDBACK") async throws -> MoveTraffic {
        let bench = try await BenchPortal.open(site)
        let deals = try await bench.portal.read { reader in
            try reader.query("select id from deals where stage = $1 and pipeline = 0 order by id limit 5000", [stage]) {
                DocumentID(.deal, $0.int64(0))
            }
        }
        try await bench.close()
        return MoveTraffic(deals: deals)
    }

    private func notices() async throws -> Int {
        let bench = try await BenchPortal.open(site)
        let count = try await bench.portal.read { try $0.count("select count(*) from notifications") }
        try await bench.close()
        return count
    }
}

/// Hands out deals to move: each in turn, all of them to one stage before any goes on to the next.
final class MoveTraffic: Sendable {
    private static let stages = ["CONTACTED", "QUOTE"]

    private let deals: [DocumentID]
    private let handedOut = Mutex(0)

    init(deals: [DocumentID]) { self.deals = deals }

    var count: Int { handedOut.withLock { $0 } }

    /// The next deal and where it is to go.
    func nextMove() -> (deal: DocumentID, stage: String) {
        let number = handedOut.withLock { count in
            defer { count += 1 }
            return count
        }
        return (deals[number % deals.count], Self.stages[number / deals.count % Self.stages.count])
    }

    /// One move as a person makes it, durable when this returns.
    func moveNext(by person: UserID, _ bench: BenchPortal) async throws {
        let (deal, stage) = nextMove()
        _ = try await bench.portal.perform(as: .person(person)) { [items = bench.assembly.items] command in
            try items.move(deal, to: stage, command).version
        }
    }
}
