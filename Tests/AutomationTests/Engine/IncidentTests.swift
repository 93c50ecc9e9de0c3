import Automation
import Kernel
import OrderWorld
import Storage
import Testing

struct IncidentTests {
    private let process = [stage("A", robot("fail", "f"), mark("after", .after), mark("other")), stage("B", mark("b"))]

    @Test func `a failing robot undoes its work, stops its branch only and tells the administrators`() async throws {
        let world = try await World.make(process)
        try await world.breakRobots(true)

        let order = try await world.order()

        #expect(try await world.marks(order) == ["other"])
        let incident = try #require(try await world.incidents().first)
        #expect(incident.node == "f")
        #expect(incident.message.english == "the switch is on")
        #expect(try await world.count("reports") == 1)
        #expect(try await world.violations() == [])
    }

    @Test func `retry goes on where the robot failed`() async throws {
        let world = try await World.make(process)
        try await world.breakRobots(true)
        let order = try await world.order()
        let incident = try #require(try await world.incidents().first)
        try await world.breakRobots(false)

        try await world.act { try world.engine.retry(incident: incident.id, by: UserID(7), in: $0, at: $1) }

        #expect(try await world.marks(order) == ["other", "f tried", "after"])
        #expect(try await world.incidents().isEmpty)
        #expect(try await world.journal(order).contains { $0.kind == .retried && $0.data["user"] == 7 })
        #expect(try await world.violations() == [])
    }

    @Test func `a retry that fails again opens a new incident`() async throws {
        let world = try await World.make(process)
        try await world.breakRobots(true)
        _ = try await world.order()
        let incident = try #require(try await world.incidents().first)

        try await world.act { try world.engine.retry(incident: incident.id, by: nil, in: $0, at: $1) }

        let second = try #require(try await world.incidents().first)
        #expect(second.id != incident.id)
        #expect(try await world.violations() == [])
    }

    @Test func `skip goes on without the robot`() async throws {
        let world = try await World.make(process)
        try await world.breakRobots(true)
        let order = try await world.order()
        let incident = try #require(try await world.incidents().first)

        try await world.act { try world.engine.skip(incident: incident.id, by: UserID(7), in: $0, at: $1) }

        #expect(try await world.marks(order) == ["other", "after"])
        #expect(try await world.incidents().isEmpty)
        #expect(try await world.violations() == [])
    }

    @Test func `an incident is decided once`() async throws {
        let world = try await World.make(process)
        try await world.breakRobots(true)
        _ = try await world.order()
        let incident = try #require(try await world.incidents().first)
        try await world.act { try world.engine.skip(incident: incident.id, by: nil, in: $0, at: $1) }

        await #expect(throws: Failure.self) {
            try await world.act { try world.engine.retry(incident: incident.id, by: nil, in: $0, at: $1) }
        }
    }

    @Test func `leaving the stage settles its incidents, and the move works`() async throws {
        let world = try await World.make(process)
        try await world.breakRobots(true)
        let order = try await world.order()

        try await world.move(order, to: "B")

        #expect(try await world.marks(order) == ["other", "b"])
        #expect(try await world.incidents().isEmpty)
        #expect(try await world.violations() == [])
    }

    @Test func `an error in an insertion names robot, parameter and place`() async throws {
        let world = try await World.make([stage("A", mark("r", text: "to {=Document:GONE}"))])

        _ = try await world.order()

        let incident = try #require(try await world.incidents().first)
        #expect(incident.message.english.contains("“text”"))
        #expect(incident.message.english.contains("▸{=Document:GONE}◂"))
    }
}
