import Automation
import Kernel
import OrderWorld
import Schema
import Storage
import StoragePostgres
import TestSupport
import Testing

/// F10: nodes whose clocks are a minute and a half off, one each way, on one PostgreSQL. Its clock is the real one.
struct NodeClockTests {
    @Test func `nodes with clocks that are off agree with the server on what is due`() async throws {
        let server = try await OwnPostgres.start()
        let database = try await PostgresDatabase.open(server.makeDatabase("clocks"))
        _ = try await Migrator(migrations, clock: SystemClock()).migrate(database)
        let now = try await database.serverTime()
        let world = try World(on: database, clock: ManualClock(now - .days(1)), limits: .patient)
        try await world.addTables()
        try await world.publish([stage("A", mark("due", .in(1, .hours)))])
        world.clock.advance(to: now - .hours(1) - .seconds(45))
        let due = try await world.order()
        world.clock.advance(to: now - .hours(1) + .seconds(45))
        let notYet = try await world.order()
        let ahead = try await node(.seconds(90), world, database)
        let behind = try await node(.seconds(-90), world, database)

        try await ahead.tick()
        #expect(try await world.marks(notYet) == [])
        #expect(try await world.marks(due) == ["due"])
        world.clock.advance(to: now - .hours(1) - .seconds(45))
        let another = try await world.order()
        try await behind.tick()

        #expect(try await world.marks(another) == ["due"])
        #expect(try await world.marks(notYet) == [])
        let distance = ahead.clock.now - behind.clock.now
        #expect(max(distance, .seconds(0) - distance) < .seconds(2))
        try await database.close()
        try await server.remove()
    }

    /// An engine as the program makes it at its start, on a machine whose clock is off.
    private func node(_ lead: TimeSpan, _ world: World, _ database: PostgresDatabase) async throws -> Engine {
        let clock = ServerClock(WrongClock(lead: lead))
        try await clock.ask { try await database.serverTime() }
        return Engine(
            database: database, store: world.store,
            source: OrderSource(events: world.events, calendarBox: world.calendar), clock: HybridClock(clock), limits: .patient)
    }
}

/// The machine's clock, but for a constant.
private struct WrongClock: WallClock {
    let lead: TimeSpan

    var now: Timestamp { SystemClock().now + lead }

    func sleep(until moment: Timestamp) async { await SystemClock().sleep(until: moment - lead) }
}
