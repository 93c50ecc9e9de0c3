import Automation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

struct BudgetTests {
    @Test func `what exceeds the at-once allowance follows right after the commit`() async throws {
        var limits = EngineLimits()
        limits.atOnceSteps = 3
        let process = (1...8).map { mark("r\($0)") }
        let world = try await World.make([StageAutomation(stage: "A", process: process)], limits: limits)

        let order = try await world.order()
        #expect(try await world.marks(order) == ["r1", "r2", "r3"])
        #expect(try await world.violations() == [])
        #expect(try await world.database.read { try world.engine.nextDue(in: $0) } == world.clock.now)

        try await world.engine.tick()
        #expect(try await world.marks(order) == (1...8).map { "r\($0)" })
        #expect(try await world.violations() == [])
    }

    @Test func `slow robots do not keep a person waiting`() async throws {
        let world = try await World.make([stage("A", robot("slow", "s1"), robot("slow", "s2"), robot("slow", "s3"))])

        let order = try await world.order()
        #expect(try await world.marks(order) == ["s1", "s2"])

        try await world.engine.tick()
        #expect(try await world.marks(order) == ["s1", "s2", "s3"])
    }

    @Test func `a hundred new items in one transaction all get their robots`() async throws {
        let world = try await World.make([stage("A", mark("r1"), mark("r2"))])

        try await world.act { transaction, now in
            for _ in 1...100 { _ = try Orders.create(on: "A", title: "", world.events, in: transaction, at: now) }
        }
        #expect(try await world.count("marks") < 100)
        #expect(try await world.violations() == [])
        try await world.pass(.seconds(1))

        #expect(try await world.count("marks") == 200)
        #expect(try await world.violations() == [])
    }
}

struct DispatcherTests {
    @Test func `the dispatcher sleeps until something is due and wakes after a commit`() async throws {
        let world = try await World.make([stage("A", mark("r", .in(1, .hours)))])
        let dispatcher = Task { try await world.engine.run() }
        let order = try await world.order()

        try await eventually { world.clock.nextWake == world.clock.now + .hours(1) }
        world.clock.advance(by: .hours(1))
        try await eventually { try await !world.marks(order).isEmpty }

        dispatcher.cancel()
        try await dispatcher.value
        #expect(try await world.timedMarks(order) == ["r Mon 23 11:00"])
    }

    @Test func `an item whose visit fails is put off and then held, others go on`() async throws {
        let world = try await World.make([stage("A", mark("r", .in(1, .hours)))])
        let broken = try await world.order()
        let sound = try await world.order()
        try await world.database.write { transaction in
            try transaction.execute("update automation_runs set version = 99 where item = $1", [broken])
        }

        try await world.pass(.hours(3))

        #expect(try await world.marks(sound) == ["r"])
        #expect(try await world.marks(broken) == [])
        let held = try await world.database.read {
            try $0.query("select item from automation_agenda where hold = 1") { $0.document(0) }
        }
        #expect(held == [broken])
        #expect(try await world.incidents().map(\.kind) == [.visit])
    }

    @Test func `a restart goes on with what is due`() async throws {
        let world = try await World.make([stage("A", mark("r", .in(1, .hours)))])
        let order = try await world.order()
        world.clock.advance(by: .hours(5))

        let second = Engine(
            database: world.database, store: AutomationStore(catalog: world.store.catalog),
            source: OrderSource(events: world.events, calendarBox: world.calendar), clock: world.clock)
        try await second.runUntilQuiet(clock: world.clock, until: world.clock.now)

        #expect(try await world.marks(order) == ["r"])
    }
}
