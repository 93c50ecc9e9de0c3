import Automation
import Kernel
import OrderWorld
import Storage
import Testing

struct DelayTests {
    @Test func `a delay counts from the stage entry and runs at its moment`() async throws {
        let world = try await World.make([stage("A", mark("r1", .in(90, .minutes)), mark("r2", .in(2, .days)))])
        let order = try await world.order()

        try await world.pass(.days(5))

        #expect(try await world.timedMarks(order) == ["r1 Mon 23 11:30", "r2 Wed 25 10:00"])
        #expect(try await world.violations() == [])
    }

    @Test func `a delay in working time is moved to the next opening`() async throws {
        let world = try await World.make([
            stage("A", mark("now", .in(0, .minutes, working: true)), mark("days", .in(3, .days, working: true)))
        ])
        world.clock.advance(to: World.moment("2026-11-25 19:30"))
        let order = try await world.order()

        try await world.pass(.days(10))

        #expect(try await world.timedMarks(order) == ["now Thu 26 09:00", "days Mon 30 09:00"])
    }

    @Test func `a robot after a delayed one counts from the moment planned for it`() async throws {
        let world = try await World.make([
            stage("A", mark("r1", .in(1, .hours)), mark("r2", .in(30, .minutes, afterPrevious: true)))
        ])
        let order = try await world.order()

        world.clock.advance(by: .minutes(75))
        try await world.engine.tick()
        try await world.pass(.hours(2))

        #expect(try await world.timedMarks(order) == ["r1 Mon 23 11:15", "r2 Mon 23 11:30"])
    }

    @Test func `a robot after a task counts from its completion`() async throws {
        let world = try await World.make([stage("A", task("t"), mark("r", .in(1, .hours, afterPrevious: true)))])
        let order = try await world.order()
        try await world.pass(.hours(4))

        try await world.complete(1)
        try await world.pass(.hours(4))

        #expect(try await world.timedMarks(order) == ["r Mon 23 15:00"])
    }

    @Test func `a moment that has passed already runs the robot at once`() async throws {
        let world = try await World.make([
            stage("A", mark("r1", Timing(amount: -3, unit: .days, base: .field("DUE_AT")))), stage("B"),
        ])
        let order = try await world.order(on: "B")
        try await world.set(order, "due_at", World.moment("2026-11-24 12:00"))

        try await world.move(order, to: "A")

        #expect(try await world.timedMarks(order) == ["r1 Mon 23 10:00"])
    }

    @Test func `a fixed time of day counts in the portal's zone`() async throws {
        let world = try await World.make([
            stage(
                "A", mark("r1", Timing(amount: 1, unit: .days, timeOfDay: LocalTime(hour: 12, minute: 30))),
                mark("r2", Timing(base: .field("SHIP_DATE"), timeOfDay: LocalTime(hour: 8, minute: 0))),
                mark("r3", Timing(base: .field("SHIP_DATE"))))
        ])
        let order = try await world.order()
        try await world.set(order, "ship_date", "2026-11-28")

        try await world.pass(.days(9))

        #expect(try await world.timedMarks(order) == ["r1 Tue 24 12:30", "r2 Sat 28 08:00", "r3 Sat 28 09:00"])
    }

    @Test func `timers never fire early and nothing is lost while nobody looks`() async throws {
        let world = try await World.make([stage("A", mark("r1", .in(1, .hours)), mark("r2", .in(2, .hours)))])
        let order = try await world.order()

        world.clock.advance(by: .minutes(59))
        #expect(try await world.engine.tick().visited == 0)
        try await world.set(order, "quantity", 1)
        #expect(try await world.marks(order) == [])
        world.clock.advance(by: .days(2))
        try await world.engine.tick()

        #expect(try await world.marks(order) == ["r1", "r2"])
    }
}

struct FieldTimerTests {
    private let process = [stage("A", mark("r", Timing(amount: -1, unit: .days, base: .field("SHIP_DATE"))))]

    @Test func `a robot waits until its field is filled`() async throws {
        let world = try await World.make(process)
        let order = try await world.order()
        try await world.pass(.days(2))
        #expect(try await world.waiting(order).map(\.state) == [.waitingForField("SHIP_DATE")])

        try await world.set(order, "ship_date", "2026-12-01")
        #expect(try await world.waiting(order).map(\.state) == [.waitingUntil(World.moment("2026-11-30 09:00"))])
        try await world.pass(.days(9))

        #expect(try await world.timedMarks(order) == ["r Mon 30 09:00"])
        #expect(try await world.violations() == [])
    }

    @Test func `changing the field moves the moment in the same transaction, both ways`() async throws {
        let world = try await World.make(process)
        let order = try await world.order()
        try await world.set(order, "ship_date", "2026-12-10")

        try await world.set(order, "ship_date", "2026-11-27")
        #expect(try await world.waiting(order).map(\.state) == [.waitingUntil(World.moment("2026-11-26 09:00"))])
        try await world.set(order, "ship_date", "2026-12-03")
        try await world.pass(.days(20))

        #expect(try await world.timedMarks(order) == ["r Wed 2 09:00"])
        let replanned = try await world.journal(order).filter { $0.kind == .replanned }
        #expect(replanned.count == 3)
        #expect(replanned.last?.data["due"] == .int(World.moment("2026-12-02 09:00").milliseconds))
    }

    @Test func `emptying the field makes the robot wait again, a past date runs it at once`() async throws {
        let world = try await World.make(process)
        let order = try await world.order()
        try await world.set(order, "ship_date", "2026-11-25")

        try await world.set(order, "ship_date", String?.none)
        try await world.pass(.days(5))
        #expect(try await world.marks(order) == [])
        try await world.set(order, "ship_date", "2026-11-01")

        #expect(try await world.timedMarks(order) == ["r Sat 28 10:00"])
        #expect(try await world.violations() == [])
    }

    @Test func `a change of the working calendar plans timers anew`() async throws {
        let world = try await World.make([
            stage("A", mark("r", .in(1, .days, working: true)), mark("plain", .in(26, .hours)))
        ])
        let order = try await world.order()
        let hours = try WorkingHours(holidays: "24.11")
        world.calendar.change(to: try WorkingCalendar(hours, around: world.clock.now))

        try await world.database.write { try world.engine.recalculateTimers(in: $0, at: world.clock.now) }
        try await world.pass(.days(5))

        #expect(try await world.timedMarks(order) == ["plain Tue 24 12:00", "r Wed 25 09:00"])
        let replanned = try await world.journal(order).filter { $0.kind == .replanned }
        #expect(replanned.map { $0.reason?.english } == ["the working time changed"])
        #expect(try await world.violations() == [])
    }

    @Test func `a field that does not exist is an incident, not a silent wait`() async throws {
        let world = try await World.make([stage("A", mark("r", Timing(base: .field("NO_SUCH"))), mark("other"))])

        let order = try await world.order()

        #expect(try await world.marks(order) == ["other"])
        #expect(try await world.incidents().map(\.node) == ["r"])
    }
}
