import Foundation  // the environment
import Storage
import TestSupport
import Testing

/// How many durable transactions a second go through; run with PROM2B_BENCHMARK=1.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["PROM2B_BENCHMARK"] != nil))
struct WriteBenchmark {
    @Test(arguments: [1, 8, 64, 1, 8, 64])
    func `transactions per second with every commit flushed`(writers: Int) async throws {
        try await measure(writers: writers, .full)
    }

    @Test(arguments: [1, 8, 64])
    func `transactions per second without flushing`(writers: Int) async throws {
        try await measure(writers: writers, .unflushed)
    }

    @Test(arguments: [1, 8])
    func `keyed reads per second`(readers: Int) async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration])
        try await database.write { for id in 1...1000 { try $0.addGood(Int64(id), "g") } }
        let start = ContinuousClock.now
        let end = start + .seconds(2)

        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<readers {
                group.addTask {
                    var count = 0
                    while ContinuousClock.now < end {
                        let id = count % 1000 + 1
                        _ = try await database.read {
                            try $0.first("select name from goods where id = $1", [id]) { $0.text(0) }
                        }
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        print("\(readers) readers: \(counts / 2) reads/s")

        let rows = try await database.read { reader in
            let start = ContinuousClock.now
            var count = 0
            while ContinuousClock.now < start + .seconds(1) {
                count += try reader.query("select id, name, code, price from goods") {
                    ($0.int(0), $0.text(1), $0.optionalText(2))
                }.count
            }
            return count
        }
        print("one body: \(rows) rows/s of 3 columns")
    }

    private func measure(writers: Int, _ durability: SQLiteOptions.Durability) async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration]) { $0.durability = durability }
        let start = ContinuousClock.now
        let end = start + .seconds(3)

        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    var number = writer
                    while ContinuousClock.now < end {
                        let id = Int64(number)
                        do {
                            try await database.write { transaction in
                                try transaction.addGood(id, "Труба стальная 20 мм", code: "code-\(id)")
                            }
                        } catch {
                            Issue.record(error)
                        }
                        number += writers
                    }
                }
            }
        }
        let statistics = database.statistics
        print(
            "\(durability) \(writers) writers: \(statistics.jobs / 3) tx/s, \(statistics.commits / 3) commits/s, "
                + "largest batch \(statistics.largestBatch)")
    }
}
