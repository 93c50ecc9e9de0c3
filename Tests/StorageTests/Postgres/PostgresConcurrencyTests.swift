import Kernel
import Storage
import StoragePostgres
import TestSupport
import Testing

/// What writers in parallel do to each other on PostgreSQL. `bin/test` starts the server.
@Suite(.enabled(if: TestServer.url != nil, "PROM2B_TEST_POSTGRES names no server: this is the run on SQLite"))
struct PostgresConcurrencyTests {
    @Test func `two who take the same rows in opposite order both get through`() async throws {
        let database = try await TestDatabase.postgres(migrations: [Shop.migration])
        try await database.write { for id in 1...2 { try $0.addGood(Int64(id), "0") } }
        let first = Gate()
        let second = Gate()
        let runs = Shared(0)

        async let there: Void = database.write { transaction in
            runs.change { $0 += 1 }
            try transaction.execute("update goods set name = name || 'a' where id = 1")
            first.open()
            try second.waitBlocking()
            try transaction.execute("update goods set name = name || 'a' where id = 2")
        }
        async let back: Void = database.write { transaction in
            runs.change { $0 += 1 }
            try transaction.execute("update goods set name = name || 'b' where id = 2")
            second.open()
            try first.waitBlocking()
            try transaction.execute("update goods set name = name || 'b' where id = 1")
        }
        _ = try await (there, back)

        #expect(runs.value > 2)
        for name in try await database.goods() { #expect(Set(name) == ["0", "a", "b"] && name.count == 3) }
    }

    @Test func `everybody gets a connection while there are some to open, though one is free`() async throws {
        let database = try await TestDatabase.postgres(migrations: [Shop.migration])
        try await database.write { try $0.addGood(1, "leaves one connection free") }
        let here = (0..<4).map { _ in Gate() }

        let errors = await inParallel(here.count) { number in
            try await database.write { _ in
                here[number].open()
                for other in here { try other.waitBlocking() }
            }
        }

        #expect(errors.isEmpty)
    }

    @Test func `who acts alone sees what all others did and nobody comes between`() async throws {
        let database = try await TestDatabase.postgres(migrations: [Shop.migration])

        let errors = await inParallel(30) { number in
            try await database.write { transaction in
                try transaction.actAlone()
                if try transaction.exists("select 1 from goods") { throw Refusal() }
                try transaction.addGood(Int64(number), "the only one")
            }
        }

        #expect(errors.count == 29 && errors.values.allSatisfy { $0 is Refusal })
        #expect(try await database.goods() == ["the only one"])
    }

    @Test func `who acts alone waits for those who write and keeps others out`() async throws {
        let database = try await TestDatabase.postgres(migrations: [Shop.migration])
        let hasBegun = Gate()
        let mayEnd = Gate()

        async let writer: Void = database.write { transaction in
            try transaction.addGood(1, "a")
            hasBegun.open()
            try mayEnd.waitBlocking()
        }
        await hasBegun.wait()
        async let seen = database.write { transaction in
            try transaction.actAlone()
            return try transaction.count("select count(*) from goods")
        }
        mayEnd.open()

        #expect(try await seen == 1)
        try await writer
    }

    @Test func `a lock on a number makes reading and writing one step`() async throws {
        let database = try await TestDatabase.postgres(migrations: [Shop.migration])
        try await database.write { try $0.addGood(1, "0") }

        let errors = await inParallel(30) { _ in
            try await database.write { transaction in
                try transaction.lock(77)
                let before = try transaction.first("select name from goods where id = 1") { Int($0.text(0))! }!
                try transaction.execute("update goods set name = $1 where id = 1", [String(before + 1)])
            }
        }

        #expect(errors.isEmpty)
        #expect(try await database.goods() == ["30"])
    }

    @Test func `a number that somebody holds is not waited for when asked not to`() async throws {
        let database = try await TestDatabase.postgres(migrations: [Shop.migration])
        let hasBegun = Gate()
        let mayEnd = Gate()

        async let holder: Void = database.write { transaction in
            try transaction.lock(5)
            hasBegun.open()
            try mayEnd.waitBlocking()
        }
        await hasBegun.wait()
        let free = try await database.write { try [$0.tryLock(5), $0.tryLock(6)] }
        mayEnd.open()
        try await holder

        #expect(free == [false, true])
        #expect(try await database.write { try $0.tryLock(5) })
    }

    @Test func `nobody waits for another's number`() async throws {
        let database = try await TestDatabase.postgres(migrations: [Shop.migration])
        _ = try await database.write { try $0.nextID("deals") }
        let hasBegun = Gate()
        let mayEnd = Gate()

        async let slow = database.write { transaction in
            let id = try transaction.nextID("deals")
            hasBegun.open()
            try mayEnd.waitBlocking()
            return id
        }
        await hasBegun.wait()
        let quick = try await database.write { try $0.nextID("deals") }
        mayEnd.open()

        #expect(quick == 3)
        #expect(try await slow == 2)
    }

    @Test func `two nodes that start at once migrate once`() async throws {
        let node = try #require(try await TestDatabase.empty() as? PostgresDatabase)
        let other = try await PostgresDatabase.open(node.url)
        let clock = ManualClock(Timestamp(seconds: 1_795_000_000))
        let runs = Shared(0)
        let counted = Migration("2026-11-24-001-count") { _ in runs.change { $0 += 1 } }

        async let one = Migrator([Shop.migration, counted], clock: clock).migrate(node)
        async let two = Migrator([Shop.migration, counted], clock: clock).migrate(other)
        let applied = try await one + two
        try await other.close()

        #expect(applied.sorted() == [Shop.migration.name, counted.name])
        #expect(runs.value == 1)
    }

    @Test func `what a node says reaches the others, each thing once`() async throws {
        let node = try await TestDatabase.postgres(migrations: [Shop.migration])
        let other = try await PostgresDatabase.open(node.url)
        var heard = other.listen("news").makeAsyncIterator()
        #expect(await heard.next() == "")

        node.notify("news", "one")
        #expect(await heard.next() == "one")
        node.notify("elsewhere", "two")
        node.notify("news", "three")
        #expect(await heard.next() == "three")

        try await other.close()
        #expect(await heard.next() == nil)
    }
}
