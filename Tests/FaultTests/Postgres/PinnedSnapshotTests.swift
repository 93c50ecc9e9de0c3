import Automation
// Foundation for DispatchSemaphore: a reader keeps its snapshot on its own thread.
import Foundation
import Kernel
import OrderWorld
import Schema
import Storage
import StoragePostgres
import TestSupport
import Testing

/// F15: somebody keeps a snapshot for very long while the portal works: a report, a backup, a forgotten window. What is
/// asserted are index entries and files, not seconds.
struct PinnedSnapshotTests {
    /// On PostgreSQL the dead versions of the agenda cannot be removed meanwhile, and they lie before the next due items.
    @Test func `a claim does not wade through the graveyard that a pinned snapshot keeps, because it begins behind it`() async throws {
        let (batches, size) = (Extent.isSoak ? 1000 : 30, 40)
        let server = try await OwnPostgres.start()
        let url = try await server.makeDatabase("pinned")
        let database = try await PostgresDatabase.open(url)
        _ = try await Migrator(migrations, clock: SystemClock()).migrate(database)
        var limits = EngineLimits.patient
        // The look at everything comes once at the beginning, and once when we ask for it.
        limits.sweepEvery = .days(30)
        let clock = ManualClock(World.monday)
        let world = try World(on: database, clock: clock, limits: limits)
        try await world.addTables()
        try await world.publish([stage("A", mark("due", .in(10, .days)))])
        for batch in 0..<batches {
            clock.advance(to: World.monday + .minutes(Int64(batch)))
            for _ in 0..<size { _ = try await world.order() }
        }
        // As autovacuum does sooner or later: without statistics the agenda is read without its index.
        try await database.write { try $0.execute("analyze automation_agenda") }
        let report = try await server.keepSnapshot(of: "pinned")

        var entries: [Int] = []
        for batch in 0..<batches - 1 {
            clock.advance(to: World.monday + .days(10) + .minutes(Int64(batch)))
            entries.append(try await world.entriesOfClaim(of: size))
        }
        clock.advance(to: World.monday + .days(10) + .minutes(Int64(batches)))
        let other = try World(on: database, clock: clock, limits: limits)
        let entriesOfLookAtEverything = try await other.entriesOfClaim(of: size)

        #expect(!report.isOver)
        #expect(try await world.count("marks") == batches * size)
        let (early, late) = (entries.dropFirst().prefix(5).max() ?? 0, entries.suffix(5).max() ?? 0)
        #expect(late <= early * 2, "\(entries)")
        #expect(entriesOfLookAtEverything >= late * 5, "\(entriesOfLookAtEverything), not much more than \(late): nothing was pinned")
        #expect(try await world.violations() == [])
        report.signal(SIGKILL)
        try await database.close()
        try await server.remove()
    }

    /// On SQLite the log cannot begin anew as long as somebody reads what it began with.
    @Test func `a reader that stays for long stops nobody, and the log stops growing when they have gone`() async throws {
        let path = try TestDatabase.folder().appendingPathComponent("pinned.sqlite").path
        var options = SQLiteOptions()
        options.durability = .unflushed
        let database = try SQLiteDatabase(path: path, options: options)
        _ = try await Migrator(migrations, clock: SystemClock()).migrate(database)
        let world = try World(on: database, clock: ManualClock(World.monday), limits: .patient)
        try await world.addTables()
        try await world.publish([stage("A", mark("due", .in(1, .hours)))])
        let mayGo = DispatchSemaphore(value: 0)
        let hasCome = AsyncStream.makeStream(of: Void.self)
        let reading = Task {
            try await database.read { reader in
                let before = try reader.count("select count(*) from orders")
                hasCome.continuation.finish()
                mayGo.wait()
                return (before, try reader.count("select count(*) from orders"))
            }
        }
        for await _ in hasCome.stream {}

        try await world.workThrough(orders: 300)
        let pinned = try Self.size(path + "-wal")
        #expect(try await world.count("marks") == 300)
        mayGo.signal()
        #expect(try await reading.value == (0, 0))
        try await world.workThrough(orders: 300)

        #expect(try await world.count("marks") == 600)
        // 1,000 pages are the log's measure when nobody is in its way.
        #expect(pinned > 2 * 1000 * 4096)
        #expect(try Self.size(path + "-wal") <= pinned + 1000 * 4096)
        #expect(try await world.violations() == [])
        try await database.close()
    }

    private static func size(_ path: String) throws -> Int {
        (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }
}

extension World {
    /// One claim of this many due items, and how many entries of the agenda's index it looked at, those of dead rows included.
    fileprivate func entriesOfClaim(of size: Int) async throws -> Int {
        let now = clock.now
        let (visited, entries) = try await database.write(.automation) { transaction -> (Int, Int) in
            let before = try entriesSoFar(in: transaction)
            let visited = try engine.visitDue(in: transaction, at: now)
            return (visited, try entriesSoFar(in: transaction) - before)
        }
        #expect(visited == size)
        return entries
    }

    /// As counted for this connection since it last told the server.
    private func entriesSoFar(in transaction: any Transaction) throws -> Int {
        try transaction.count("select pg_stat_get_xact_tuples_returned('automation_agenda_due'::regclass)")
    }

    fileprivate func workThrough(orders count: Int) async throws {
        for _ in 0..<count { _ = try await order() }
        try await pass(.hours(2))
    }
}

extension OwnPostgres {
    /// A program that asks once in REPEATABLE READ and then keeps its transaction open.
    fileprivate func keepSnapshot(of database: String) async throws -> ChildProcess {
        let statements = ["begin isolation level repeatable read", "select count(*) from automation_agenda", "select pg_sleep(3600)"]
        let program = try ChildProcess(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["psql", "-X", "-d", url(database).text] + statements.flatMap { ["-c", $0] })
        let server = PostgresServer(try url("postgres"))
        let isThere = "do $$ begin if not exists (select from pg_stat_activity where query like '%pg_sleep(3600)%' and backend_xmin is not null and pid <> pg_backend_pid()) then raise 'not yet'; end if; end $$"
        try await eventually {
            do {
                try server.command(isThere)
                return true
            } catch where !program.isOver {
                return false
            }
        }
        return program
    }
}
