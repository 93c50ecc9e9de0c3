import Automation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

/// F11: the clock changes, the calendar is edited, the zone moves, while many timers wait.
struct CalendarFaultTests {
    /// A day before the change of the clocks in Berlin, forwards and back.
    @Test(arguments: ["2026-03-28", "2026-10-24"])
    func `over a change of the clocks every timer comes once, at its own moment`(day: String) async throws {
        let world = try await makeWorld("Europe/Berlin", starting: day)
        try await world.pass(.days(6))

        let marks = try await world.database.read { reader in
            try reader.query("select item, text, at from marks order by item, text") {
                "\($0.document(0).id) \($0.text(1)) \(berlin.local($0.timestamp(2)))"
            }
        }
        #expect(marks.count == 4 * Self.count)
        #expect(Set(marks).count == marks.count)
        for local in marks where local.contains("noon") { #expect(local.hasSuffix("12:00:00") || local.hasSuffix("12:00"), "\(local)") }
        #expect(try await early(world) == [])
        #expect(try await world.violations() == [])
    }

    @Test func `a holiday entered while timers wait moves them all, and none is lost or early`() async throws {
        let world = try await makeWorld("Europe/Berlin", starting: "2026-11-24")
        let before = try await dues(world)

        try await change(world, to: WorkingHours(holidays: "25.11.2026, 26.11.2026", zone: "Europe/Berlin"))
        try await world.pass(.seconds(1))
        let after = try await dues(world)
        #expect(after.count == before.count)
        #expect(zip(before, after).filter { $0.due < $1.due }.count >= Self.count)
        try await world.pass(.days(10))

        #expect(try await world.count("marks") == 4 * Self.count)
        #expect(try await early(world) == [])
        #expect(try await world.violations() == [])
    }

    @Test func `another zone moves what depends on the time of day, and nothing comes twice`() async throws {
        let world = try await makeWorld("Europe/Berlin", starting: "2026-11-24")
        try await world.pass(.hours(3))
        try await change(world, to: WorkingHours(zone: "Asia/Vladivostok"))
        try await world.pass(.days(10))

        let perRobot = try await world.database.read { reader in
            try reader.query("select text, count(*), count(distinct item) from marks group by text order by text") {
                [$0.int(1), $0.int(2)]
            }
        }
        #expect(perRobot == Array(repeating: [Self.count, Self.count], count: 4))
        #expect(try await early(world) == [])
        #expect(try await world.violations() == [])
    }

    private static let count = Extent.isSoak ? 100_000 : 60
    private let berlin = try! TimeZoneRules.named("Europe/Berlin")

    private func makeWorld(_ zone: String, starting day: String) async throws -> World {
        let world = try await World.make(
            [
                stage(
                    "A", mark("exact", .in(26, .hours)), mark("noon", Timing(amount: 1, unit: .days, timeOfDay: LocalTime(hour: 12, minute: 0)!)),
                    mark("working", .in(20, .hours, working: true)),
                    mark("worked", Timing(amount: 2, unit: .days, countsWorkingTime: true)))
            ], limits: .patient)
        let start = berlin.resolve(LocalDateTime(LocalDate(parsing: day)!, LocalTime(hour: 8, minute: 30)!))
        world.clock.advance(to: start)
        world.calendar.change(to: try WorkingCalendar(WorkingHours(zone: zone), around: start))
        for index in 0..<Self.count {
            _ = try await world.order()
            if index % 10 == 0 { world.clock.advance(by: .seconds(37)) }
        }
        return world
    }

    private func change(_ world: World, to hours: WorkingHours) async throws {
        world.calendar.change(to: try WorkingCalendar(hours, around: world.clock.now))
        try await world.act { try world.engine.recalculateTimers(in: $0, at: $1) }
    }

    private func dues(_ world: World) async throws -> [(id: Int64, due: Int64)] {
        try await world.database.read {
            try $0.query("select id, due_at from automation_timers order by id") { ($0.int64(0), $0.int64(1)) }
        }
    }

    /// I8: a robot that acted before the moment that was planned for it last.
    private func early(_ world: World) async throws -> [String] {
        try await world.database.read(EarlyRobots.list)
    }
}
