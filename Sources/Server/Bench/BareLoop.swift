import CRM
import Kernel
import Storage

/// The statements of real moves, with their values, done again by a bare loop: no rights, no rules, no automation, no
/// program. What the database makes of them is the ceiling of the program, with flushing and without (C of the design).
struct BareLoop {
    struct Result {
        /// Moves a second by loop, in the order of `loops`.
        var durable = [Samples](repeating: Samples(), count: 2)
        var unflushed = [Samples](repeating: Samples(), count: 2)
        var statements = StatementCount([])
        /// What one loop does at a time.
        var loops: [String] = []
    }

    private static let chunk = 256

    let site: BenchSite
    let person: UserID
    let moves: Int

    /// Records moves on a copy of the portal, and plays them on two other copies in turn.
    func measure() async throws -> Result {
        let copies = try ["recorded", "durable", "unflushed"].map(site.copy)
        let recorded = try await record(on: copies[0])
        var result = Result()
        result.statements = StatementCount(recorded[recorded.count / 2])
        result.loops = site.postgres == nil ? ["one a commit", "64 a commit"] : ["one connection", "eight connections"]
        let chunks = stride(from: 0, to: recorded.count, by: Self.chunk).map { Array(recorded[$0..<min($0 + Self.chunk, recorded.count)]) }
        for (number, chunk) in chunks.enumerated() {
            for isDurable in number / 2 % 2 == 0 ? [true, false] : [false, true] {
                let rate = try await play(chunk, inParts: number % 2, on: copies[isDurable ? 1 : 2], isDurable: isDurable)
                if isDurable { result.durable[number % 2].add(rate) } else { result.unflushed[number % 2].add(rate) }
            }
        }
        for copy in copies { try copy.remove() }
        return result
    }

    private func record(on site: BenchSite) async throws -> [[RecordedDeed]] {
        let traffic = try await MoveBench.traffic(site)
        var recorder: RecordingDatabase?
        let bench = try await BenchPortal.open(site) { database in
            let made = RecordingDatabase(database)
            recorder = made
            return made
        }
        recorder?.record()
        for _ in 0..<moves { try await traffic.moveNext(by: person, bench) }
        let transactions = recorder?.recorded() ?? []
        try await bench.close()
        return transactions
    }

    /// - Returns: moves a second.
    private func play(_ moves: [[RecordedDeed]], inParts kind: Int, on site: BenchSite, isDurable: Bool) async throws -> Double {
        try site.setFlushing(isDurable)
        let database = try await site.connect(isDurable ? .full : .unflushed)
        // The first statements of a connection are slower.
        _ = try await database.write { try $0.count("select count(*) from meta") }
        let start = ContinuousClock.now
        if site.postgres == nil {
            try await together(moves, kind == 0 ? 1 : 64, database)
        } else {
            try await beside(moves, kind == 0 ? 1 : 8, database)
        }
        let seconds = (ContinuousClock.now - start).inSeconds
        try await database.close()
        try site.setFlushing(true)
        return Double(moves.count) / seconds
    }

    /// Several moves in one commit, as group commit does.
    private func together(_ moves: [[RecordedDeed]], _ count: Int, _ database: any Database) async throws {
        for first in stride(from: 0, to: moves.count, by: count) {
            let part = Array(moves[first..<min(first + count, moves.count)])
            try await database.write { transaction in
                for move in part { try Self.play(move, on: transaction) }
            }
        }
    }

    /// Several connections, each with one move in a commit.
    private func beside(_ moves: [[RecordedDeed]], _ connections: Int, _ database: any Database) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for connection in 0..<connections {
                tasks.addTask {
                    for number in stride(from: connection, to: moves.count, by: connections) {
                        try await database.write { try Self.play(moves[number], on: $0) }
                    }
                }
            }
            try await tasks.waitForAll()
        }
    }

    private static func play(_ move: [RecordedDeed], on transaction: any Transaction) throws {
        for deed in move { try deed.play(on: transaction) }
    }
}
