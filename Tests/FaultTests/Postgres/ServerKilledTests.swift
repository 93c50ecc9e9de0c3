import Automation
import Kernel
import OrderWorld
import Schema
import Storage
import StoragePostgres
import Synchronization
import TestSupport
import Testing

/// F6: PostgreSQL is killed and started again while the portal works on it. Flushes are on.
struct ServerKilledTests {
    @Test(arguments: 0..<(Extent.isSoak ? Blows.Kind.allCases.count : 1))
    func `a server killed again and again loses no answered deed, and the script ends as if nothing had been`(shift: Int) async throws {
        let server = try await OwnPostgres.start()
        let (undisturbed, commits) = try await quietRun(on: server)
        #expect(commits > 30)
        let points = Extent.chosen(commits, about: 6)
        let kinds = Blows.Kind.allCases
        let plan = Dictionary(uniqueKeysWithValues: points.enumerated().map { ($1, kinds[($0 + shift) % kinds.count]) })
        let url = try await found("killed", on: server)
        let answered = Answers()
        let blows = Blows(on: server, plan) { count in
            try await inspect(url, answered: answered.numbers, "blow \(count)")
        }
        let refusals = Counter()

        let database = try await PostgresDatabase.open(url, options: blows.options)
        try await Script.busyDays.play(
            on: database, together: false, answered: { answered.add($0) },
            goesOn: { _ in refusals.next() < 1000 })
        let count = try await blows.end()
        let rows = try await database.read { try RankedSnapshot.take($0) }
        try await database.close()

        #expect(count >= points.count * 9 / 10 && count > 3)
        try await inspect(url, answered: answered.numbers, "the end")
        let difference = rows.difference(from: undisturbed)
        #expect(difference.isEmpty, "\(difference.prefix(4))")
        try await server.remove()
    }

    /// Many people and two engines at once, so that commits of several connections are under way when the server dies.
    @Test func `a crowd and two engines go on over kills, each answered deed is there and each robot acted once`() async throws {
        let server = try await OwnPostgres.start()
        let url = try await server.makeDatabase("crowd")
        let (people, deeds) = (6, Extent.isSoak ? 400 : 30)
        let kinds = Blows.Kind.allCases
        let plan = Dictionary(uniqueKeysWithValues: (1...1000).map { ($0 * 41, kinds[$0 % kinds.count]) })
        let blows = Blows(on: server, plan) { _ in }
        let database = try await PostgresDatabase.open(url, options: blows.options)
        let world = try await crowdedWorld(on: database)
        let answered = Answers()

        try await withThrowingTaskGroup(of: Void.self) { group in
            for engine in [world.engine, try World(on: database, clock: world.clock, limits: .patient).engine] {
                group.addTask {
                    try await persistently { while answered.numbers.count < people * deeds { try await engine.tick() } }
                }
            }
            for person in 0..<people {
                group.addTask {
                    for deed in 0..<deeds {
                        try await persistently { try await act(person * 1000 + deed, in: world) }
                        answered.add(person * 1000 + deed)
                    }
                }
            }
            try await group.waitForAll()
        }
        let count = try await blows.end()
        try await world.pass(.days(2))

        #expect(count > 2)
        let done = try await Script.done(on: database)
        #expect(answered.numbers.subtracting(done) == [])
        #expect(try await world.count("orders") == people * deeds)
        #expect(try await world.count("marks") == 4 * people * deeds)
        #expect(try await world.count("(select key from marks group by key having count(*) > 1) as twice") == 0)
        #expect(try await world.violations() == [])
        try await database.close()
        try await server.remove()
    }

    /// Nothing is written to the server's log but what a commit waits for: a crash takes everything else away.
    private static let lazyLog = ["wal_writer_delay": "10s", "autovacuum": "off"]

    @Test func `a transaction that a crash took away is done again`() async throws {
        let server = try await OwnPostgres.start(Self.lazyLog)
        let blows = Blows(on: server, [2: .beforeCommit]) { _ in }
        let database = try await PostgresDatabase.open(server.makeDatabase("again"), options: blows.options)
        try await database.write { try $0.execute("create table goods (name text)") }

        try await database.write { try $0.execute("insert into goods (name) values ('tea')") }

        #expect(blows.commits == 3)
        #expect(try await database.read { try $0.query("select name from goods") { $0.text(0) } } == ["tea"])
        try await database.close()
        try await server.remove()
    }

    /// The server gives the number of a transaction that it forgot in a crash to another one. That it was committed says
    /// nothing about ours.
    @Test func `a commit is not believed because another transaction got its number after a crash`() async throws {
        let server = try await OwnPostgres.start(Self.lazyLog)
        let url = try await server.makeDatabase("impostor")
        let blows = Blows(on: server, [2: .beforeCommit]) { _ in }
        blows.beforeAnyoneReturns { for _ in 1...50 { try PostgresServer(url).command("select pg_current_xact_id()") } }
        let database = try await PostgresDatabase.open(url, options: blows.options)
        try await database.write { try $0.execute("create table goods (name text)") }

        let failure = await #expect(throws: Failure.self) {
            try await database.write { try $0.execute("insert into goods (name) values ('tea')") }
        }

        #expect(failure?.message.english.contains("not known") == true)
        #expect(try await database.read { try $0.count("select count(*) from goods") } == 0)
        try await database.close()
        try await server.remove()
    }

    private func crowdedWorld(on database: PostgresDatabase) async throws -> World {
        _ = try await Migrator(migrations, clock: SystemClock()).migrate(database)
        let world = try World(on: database, clock: ManualClock(World.monday), limits: .patient)
        try await world.addTables()
        try await database.write { try $0.execute("create table script_deeds (number bigint primary key)") }
        try await world.publish([
            stage("A", mark("come"), mark("due", .in(1, .hours)), moving("on", to: "B", .after)),
            stage("B", mark("arrived"), mark("late", .in(1, .hours))),
        ])
        return world
    }

    /// A person's deed, once: who got an error looks whether it is done. Time goes on by some minutes.
    private func act(_ number: Int, in world: World) async throws {
        if try await world.database.read({ try $0.exists("select 1 from script_deeds where number = $1", [number]) }) { return }
        try await world.act { transaction, now in
            try transaction.execute("insert into script_deeds (number) values ($1)", [number])
            _ = try Orders.create(on: "A", title: "Order \(number)", world.events, in: transaction, at: now)
        }
        world.clock.advance(by: .minutes(2))
    }

    private func quietRun(on server: OwnPostgres) async throws -> (rows: [String], commits: Int) {
        let counting = Blows(on: server, [:]) { _ in }
        let database = try await PostgresDatabase.open(found("quiet", on: server), options: counting.options)
        try await Script.busyDays.play(on: database, together: false)
        let rows = try await database.read { try RankedSnapshot.take($0) }
        try await database.close()
        return (rows, counting.commits)
    }

    private func found(_ name: String, on server: OwnPostgres) async throws -> PostgresURL {
        let url = try await server.makeDatabase(name)
        let database = try await PostgresDatabase.open(url)
        _ = try await Migrator(migrations, clock: SystemClock()).migrate(database)
        try await database.write { try RankedSnapshot.separateNumbers(in: $0) }
        try await Script.found(database)
        try await database.close()
        return url
    }

    /// On a connection of its own, as a node does that has just come.
    private func inspect(_ url: PostgresURL, answered: Set<Int>, _ fault: String) async throws {
        var options = PostgresOptions()
        options.patience = .seconds(120)
        let database = try await PostgresDatabase.open(url, options: options)
        let violations = try await database.read { reader in
            let now = try reader.first("select coalesce(max(at), 0) from automation_journal") { $0.timestamp(0) }
            return try AutomationInvariants.violations(in: reader, at: now ?? World.monday)
        }
        let done = try await Script.done(on: database)
        try await database.close()
        #expect(violations == [], "\(fault)")
        #expect(answered.subtracting(done) == [], "answered, but lost: \(fault)")
    }

    /// Tries again what failed, as people and dispatchers do.
    private func persistently(_ body: () async throws -> Void) async throws {
        for _ in 0..<1000 {
            do { return try await body() } catch is Failure { continue } catch is StorageError { continue }
        }
        try await body()
    }
}

/// What people were told is done.
private final class Answers: Sendable {
    private let told = Mutex<Set<Int>>([])

    var numbers: Set<Int> { told.withLock { $0 } }
    func add(_ number: Int) { _ = told.withLock { $0.insert(number) } }
}
