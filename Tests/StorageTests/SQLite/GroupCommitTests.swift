import Kernel
import Storage
import TestSupport
import Testing

/// How SQLite's one writer serves many callers.
struct GroupCommitTests {
    @Test func `transactions that queue up behind one share its successor's flush`() async throws {
        // On a loaded machine a hundred transactions may take longer than a batch usually may.
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration]) { $0.batchTime = .seconds(60) }
        let blocked = try await Blocked(database)
        let before = database.statistics

        async let errors = inParallel(100) { number in
            try await database.write { try $0.addGood(Int64(number), "g") }
        }
        try await blocked.release(whenQueued: 100)

        #expect(await errors.isEmpty)
        let after = database.statistics
        #expect(after.jobs - before.jobs == 101 && after.commits - before.commits == 2)
        #expect(after.largestBatch == 100)
    }

    @Test func `a batch is never larger than 512`() async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration])
        let blocked = try await Blocked(database)

        async let errors = inParallel(1200) { number in
            try await database.write { try $0.addGood(Int64(number), "g") }
        }
        try await blocked.release(whenQueued: 1200)

        #expect(await errors.isEmpty)
        #expect(database.statistics.largestBatch <= 512)
        #expect(try await database.goods().count == 1200)
    }

    @Test func `the most urgent lane goes first, each in its own order`() async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration])
        let blocked = try await Blocked(database)
        let order = Shared<[String]>([])
        let jobs: [(WriteLane, String)] = [
            (.bulk, "b1"), (.automation, "a1"), (.interactive, "i1"), (.bulk, "b2"), (.interactive, "i2"),
        ]

        var tasks: [Task<Void, any Error>] = []
        for (position, job) in jobs.enumerated() {
            tasks.append(
                Task { try await database.write(job.0) { _ in order.change { $0.append(job.1) } } })
            try await database.waitForQueue(position + 1)
        }
        try await blocked.release(whenQueued: jobs.count)
        for task in tasks { try await task.value }

        #expect(order.value == ["i1", "i2", "a1", "b1", "b2"])
    }

    @Test func `an import gets its turn although people never stop working`() async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration])
        let isDone = Shared(false)
        let people = (0..<4).map { _ in
            Task {
                while !isDone.value {
                    // Longer than the time of a batch, so that nothing else of it is begun.
                    try await database.write { _ in busyWait(milliseconds: 60) }
                }
            }
        }

        try await database.waitForQueue(3)
        try await database.write(.bulk) { try $0.addGood(1, "imported") }
        isDone.change { $0 = true }
        for person in people { try await person.value }

        #expect(try await database.goods() == ["imported"])
    }

    @Test func `a slow transaction does not hold back the answer to those before it`() async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration])
        let blocked = try await Blocked(database)
        let before = database.statistics

        async let errors = inParallel(3) { _ in try await database.write { _ in busyWait(milliseconds: 60) } }
        try await blocked.release(whenQueued: 3)

        #expect(await errors.isEmpty)
        #expect(database.statistics.commits - before.commits == 4)
    }

    @Test func `when the commit fails every transaction of the batch fails and nothing is kept`() async throws {
        let commits = Shared(0)
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration]) { options in
            options.beforeCommit = {
                commits.change { $0 += 1 }
                // The first is that of the transaction all others wait for.
                if commits.value == 2 { throw StorageError.other(message: "fault", sql: "commit") }
            }
        }
        let blocked = try await Blocked(database)
        let didRun = Shared(false)

        async let errors = inParallel(10) { number in
            try await database.write { transaction in
                transaction.afterCommit { didRun.change { $0 = true } }
                try transaction.addGood(Int64(number), "g")
            }
        }
        try await blocked.release(whenQueued: 10)

        #expect(await errors.count == 10)
        #expect(try await database.goods() == [])
        #expect(!didRun.value)
        try await database.write { try $0.addGood(1, "the next one") }
        #expect(try await database.goods() == ["the next one"])
    }

    @Test func `after a failure of the disk changes are refused until it takes them again`() async throws {
        let isBroken = Shared(false)
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration]) { options in
            options.beforeCommit = { if isBroken.value { throw StorageError.diskFull } }
        }
        let didRun = Shared(false)

        isBroken.change { $0 = true }
        await #expect(throws: StorageError.diskFull) { try await database.write { try $0.addGood(1, "lost") } }
        let refusal = await #expect(throws: Failure.self) {
            try await database.write { transaction in
                didRun.change { $0 = true }
                try transaction.addGood(2, "refused")
            }
        }
        #expect(refusal?.code == .unavailable)
        #expect(!didRun.value)
        #expect(try await database.goods() == [])

        isBroken.change { $0 = false }
        try await database.write { try $0.addGood(3, "kept") }
        #expect(try await database.goods() == ["kept"])
    }

    @Test func `what was queued before closing is still written`() async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration])
        let blocked = try await Blocked(database)
        let isDurable = Shared(0)

        async let errors = inParallel(20) { number in
            try await database.write { transaction in
                try transaction.addGood(Int64(number), "g")
                transaction.afterCommit { isDurable.change { $0 += 1 } }
            }
        }
        try await database.waitForQueue(20)
        async let closing: Void = database.close()
        try await blocked.release(whenQueued: 20)
        try await closing

        #expect(await errors.isEmpty)
        #expect(isDurable.value == 20)
    }
}

/// Keeps the writer busy, so that other transactions queue up.
private struct Blocked {
    private let database: SQLiteDatabase
    private let mayEnd = Gate()
    private let task: Task<Void, any Error>

    init(_ database: SQLiteDatabase) async throws {
        self.database = database
        let hasBegun = Gate()
        task = Task { [mayEnd] in
            try await database.write { _ in
                hasBegun.open()
                try mayEnd.waitBlocking()
            }
        }
        await hasBegun.wait()
    }

    func release(whenQueued count: Int) async throws {
        try await database.waitForQueue(count)
        mayEnd.open()
        try await task.value
    }
}

extension SQLiteDatabase {
    fileprivate func waitForQueue(_ count: Int) async throws {
        try await eventually { statistics.waiting >= count }
    }
}

/// Computes for a while: a body cannot sleep, and the batch's time is real time.
private func busyWait(milliseconds: Int) {
    let end = ContinuousClock.now + .milliseconds(milliseconds)
    while ContinuousClock.now < end {}
}
