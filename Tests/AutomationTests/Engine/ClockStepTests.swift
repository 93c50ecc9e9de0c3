import Automation
import Kernel
import OrderWorld
import Storage
import Testing

/// F10: the machine's clock is set far forwards, corrected, set back.
struct ClockStepTests {
    @Test func `a clock set far forwards and corrected leaves no trace`() async throws {
        let machine = try await Machine.make()
        let order = try await machine.world.order()
        try await machine.engine.tick()

        machine.wall.advance(by: .days(400))
        #expect(machine.clock.now == World.monday)
        try await machine.engine.tick()
        #expect(try await machine.hold()?.step == .days(400))
        machine.pass(.seconds(30))
        machine.wall.advance(by: .days(-400))
        try await machine.engine.tick()

        #expect(try await machine.hold() == nil)
        #expect(machine.clock.now == World.monday + .seconds(30))
        machine.pass(.minutes(59))
        try await machine.engine.tick()
        #expect(try await machine.world.marks(order) == ["now"])
        machine.pass(.seconds(30))
        try await machine.engine.tick()
        #expect(try await machine.world.marks(order) == ["now", "r", "then"])
    }

    @Test(arguments: HoldDecision.allCases)
    func `a decision after the correction lets nothing come early`(decision: HoldDecision) async throws {
        let machine = try await Machine.make()
        let order = try await machine.world.order()
        try await machine.engine.tick()
        machine.wall.advance(by: .hours(3))
        try await machine.engine.tick()
        machine.wall.advance(by: .hours(-3))

        try await machine.decide(decision)
        try await machine.engine.tick()

        #expect(try await machine.world.marks(order) == ["now"])
        machine.pass(.hours(1))
        try await machine.engine.tick()
        #expect(try await machine.world.marks(order) == ["now", "r", "then"])
        #expect(machine.clock.now == World.monday + .hours(1))
    }

    @Test(arguments: [(HoldDecision.run, ["now", "r", "then"]), (.skip, ["now", "then"]), (.spread, ["now"])])
    func `a decision without a correction says that the clock is right`(decision: HoldDecision, marks: [String]) async throws {
        let machine = try await Machine.make()
        let order = try await machine.world.order()
        try await machine.engine.tick()
        machine.wall.advance(by: .hours(3))
        try await machine.engine.tick()
        let overdue = try await machine.world.database.read { try machine.engine.overdueItems(in: $0, at: machine.clock.now) }

        try await machine.decide(decision)
        try await machine.engine.tick()

        #expect(overdue == 1)
        #expect(machine.clock.now == World.monday + .hours(3))
        #expect(try await machine.world.marks(order) == marks)
    }

    @Test func `a clock that was believed and is set back waits for a decision, and goes on from there, over a restart too`() async throws {
        let machine = try await Machine.make()
        try await machine.engine.tick()
        machine.wall.advance(by: .hours(3))
        try await machine.engine.tick()
        machine.pass(.seconds(61))
        try await machine.engine.tick()
        #expect(try await machine.hold() == nil)

        machine.wall.advance(by: .hours(-3))
        try await machine.engine.tick()
        #expect(try await machine.hold()?.isSetBack == true)
        #expect(machine.clock.now == World.monday + .hours(3) + .seconds(61))
        try await machine.decide(.run)

        #expect(machine.clock.now == World.monday + .seconds(61))
        let order = try await machine.world.order()
        let reborn = machine.reborn()
        try await reborn.engine.adoptPersistedTime()
        try await reborn.engine.tick()
        #expect(try await reborn.hold() == nil)
        #expect(reborn.clock.now == World.monday + .seconds(61))
        reborn.pass(.hours(1))
        try await reborn.engine.tick()
        #expect(try await machine.world.marks(order) == ["now", "r", "then"])
    }

    @Test func `a machine that starts with a clock far behind waits until it has caught up`() async throws {
        let machine = try await Machine.make()
        machine.pass(.hours(3))
        try await machine.engine.tick()
        machine.wall.advance(by: .hours(-3))

        let reborn = machine.reborn()
        try await reborn.engine.adoptPersistedTime()
        try await reborn.engine.tick()
        #expect(try await reborn.hold()?.step == .hours(-3))
        reborn.pass(.hours(3))
        try await reborn.engine.tick()

        #expect(try await reborn.hold() == nil)
    }
}

/// A machine whose clock can be set, with an engine of the shop on it.
private struct Machine {
    let world: World
    let wall: ManualClock
    let boot: ManualClock
    let clock: HybridClock
    let engine: Engine

    static func make() async throws -> Machine {
        let world = try await World.make([stage("A", mark("now"), mark("r", .in(1, .hours)), mark("then", .after))])
        return Machine(world, ManualClock(World.monday), ManualClock(Timestamp(milliseconds: 0)))
    }

    private init(_ world: World, _ wall: ManualClock, _ boot: ManualClock) {
        self.world = world
        self.wall = wall
        self.boot = boot
        clock = HybridClock(wall) { boot.now }
        engine = Engine(
            database: world.database, store: world.store,
            source: OrderSource(events: world.events, calendarBox: world.calendar), clock: clock)
    }

    /// The program starts again on the same machine.
    func reborn() -> Machine { Machine(world, wall, boot) }

    func pass(_ span: TimeSpan) {
        wall.advance(by: span)
        boot.advance(by: span)
    }

    func hold() async throws -> EngineHold? { try await world.database.read { try EngineHold.current(in: $0) } }

    func decide(_ decision: HoldDecision) async throws {
        let now = clock.now
        try await world.database.write { try engine.resume(decision, by: UserID(7), in: $0, at: now) }
    }
}
