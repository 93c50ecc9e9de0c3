import Automation
import Kernel
import OrderWorld
import Storage
import Testing

struct HoldTests {
    private let process = [stage("A", mark("now"), mark("r", .in(1, .hours)), mark("then", .after)), stage("B", mark("b"))]

    @Test func `after a restored backup nothing happens by itself, people go on`() async throws {
        let world = try await World.make(process)
        let order = try await world.order()
        try await world.restore()

        try await world.pass(.days(1))
        #expect(try await world.marks(order) == ["now"])
        let fresh = try await world.order()
        try await world.move(order, to: "B")

        #expect(try await world.marks(fresh) == ["now"])
        #expect(try await world.marks(order) == ["now", "b"])
        #expect(try await world.violations() == [])
    }

    @Test func `a deed of a person does not wake the moments that wait`() async throws {
        let world = try await World.make(process)
        let order = try await world.order()
        try await world.restore()
        world.clock.advance(by: .days(1))

        try await world.set(order, "quantity", 5)

        #expect(try await world.marks(order) == ["now"])
    }

    @Test(arguments: HoldDecision.allCases)
    func `the administrator decides what becomes of that which came due`(decision: HoldDecision) async throws {
        let world = try await World.make(process)
        let order = try await world.order()
        try await world.restore()
        world.clock.advance(by: .days(1))

        try await world.act { try world.engine.resume(decision, by: UserID(7), in: $0, at: $1) }
        try await world.engine.tick()
        let atOnce = try await world.marks(order)
        try await world.pass(.hours(2))

        let done = ["now", "r", "then"]
        #expect(atOnce == (decision == .run ? done : decision == .skip ? ["now", "then"] : ["now"]))
        #expect(try await world.marks(order) == (decision == .skip ? ["now", "then"] : done))
        #expect(try await world.violations() == [])
        await #expect(throws: Failure.self) {
            try await world.act { try world.engine.resume(.run, by: nil, in: $0, at: $1) }
        }
    }

    @Test func `the gate stays closed over a restart and a clock that is even does not open it`() async throws {
        let world = try await World.make(process)
        let order = try await world.order()
        try await world.restore()

        let reborn = try World(on: world.database, clock: world.clock)
        try await reborn.pass(.days(2))

        #expect(try await world.marks(order) == ["now"])
    }

    @Test func `a clock set forwards holds the engine until it has run evenly`() async throws {
        let wall = ManualClock(World.monday)
        let boot = ManualClock(Timestamp(milliseconds: 0))
        let world = try await World.make(process)
        let clock = HybridClock(wall) { boot.now }
        let engine = Engine(
            database: world.database, store: world.store,
            source: OrderSource(events: world.events, calendarBox: world.calendar), clock: clock)
        let order = try await world.order()
        func passing(_ span: TimeSpan) {
            wall.advance(by: span)
            boot.advance(by: span)
        }
        try await engine.tick()

        wall.advance(by: .hours(3))
        try await engine.tick()
        #expect(try await world.marks(order) == ["now"])
        #expect(try await world.database.read { try EngineHold.current(in: $0) }?.cause == .clockStep)
        passing(.seconds(61))
        try await engine.tick()

        #expect(try await world.marks(order) == ["now", "r", "then"])
        #expect(try await world.database.read { try EngineHold.current(in: $0) } == nil)
    }

    @Test func `a machine that slept did not set its clock`() async throws {
        let (wall, boot) = (ManualClock(World.monday), ManualClock(Timestamp(milliseconds: 0)))
        let clock = HybridClock(wall) { boot.now }

        wall.advance(by: .hours(3))
        boot.advance(by: .hours(3))

        #expect(clock.lookForStep() == .seconds(0))
    }

    @Test func `time never goes back, not even over a restart`() async throws {
        let wall = ManualClock(World.monday)
        let clock = HybridClock(wall) { Timestamp(milliseconds: 0) }
        wall.advance(by: .hours(-5))
        #expect(clock.now == World.monday)
        #expect(clock.lag == .hours(5))

        let world = try await World.make()
        func engine(_ clock: HybridClock) -> Engine {
            Engine(
                database: world.database, store: world.store,
                source: OrderSource(events: world.events, calendarBox: world.calendar), clock: clock)
        }
        try await engine(clock).tick()
        let next = HybridClock(wall) { Timestamp(milliseconds: 0) }
        try await engine(next).adoptPersistedTime()

        #expect(next.now == World.monday)
    }
}

extension World {
    func restore() async throws {
        let now = clock.now
        try await database.write { try EngineHold(.restoredBackup, since: now).place(in: $0) }
    }
}
