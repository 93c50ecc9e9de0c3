import Automation
import Kernel
import OrderWorld
import Storage
import Testing

struct ExplanationTests {
    @Test func `every robot of every stay is shown with what became of it`() async throws {
        let world = try await World.make([
            stage(
                "A", mark("done", text: "hello"), mark("skipped", if: quantity(.equal, "5")), task("task"),
                mark("later", .after),
                mark("timed", .in(1, .days, working: true)), mark("dated", Timing(base: .field("SHIP_DATE"))),
                robot("fail", "f")),
            stage("B", mark("b")),
        ])
        try await world.breakRobots(true)
        let order = try await world.order()

        let visit = try #require(try await world.explanation(order)?.visits.first)
        let incident = try #require(try await world.incidents().first)
        let states = Dictionary(uniqueKeysWithValues: visit.robots.map { ($0.id, $0.state) })

        #expect(visit.robots.map(\.id) == ["done", "skipped", "task", "later", "timed", "dated", "f"])
        #expect(states["done"] == .done(world.clock.now))
        #expect(states["task"] == .waitingForEvent("task.completed", 1))
        #expect(states["later"] == .notReached)
        #expect(states["timed"] == .waitingUntil(World.moment("2026-11-24 10:00")))
        #expect(states["dated"] == .waitingForField("SHIP_DATE"))
        #expect(states["f"] == .failed(Text(verbatim: "the switch is on"), incident: incident.id))
        if case .skipped(let why, _)? = states["skipped"] {
            #expect(why.russian.contains("не выполнено"))
        } else {
            Issue.record("not skipped: \(String(describing: states["skipped"]))")
        }
        let done = try #require(visit.robots.first)
        #expect(done.inputs == [RobotExplanation.Input(name: "text", value: .string("hello"))])
        #expect(done.results == ["text": .string("hello")])
    }

    @Test func `after leaving, what was under way is shown as cancelled with the reason`() async throws {
        let world = try await World.make([
            stage("A", task("t"), mark("later", .after), mark("timed", .in(1, .days))), stage("B", mark("b")),
        ])
        let order = try await world.order()

        try await world.move(order, to: "B")

        let visits = try #require(try await world.explanation(order)?.visits)
        #expect(visits.map(\.stage) == ["B", "A"])
        #expect(visits[1].state == .cancelled)
        #expect(
            visits[1].robots.map(\.state) == [
                .cancelled(visits[1].cancelled), .notReached, .cancelled(visits[1].cancelled),
            ])
        #expect(visits[1].cancelled?.english == "The item moved to the stage “B”: Nikita moved it")
        #expect(visits[0].reason?.english == "Nikita moved it")
    }

    @Test func `a robot that went on after an event tells what made it`() async throws {
        let world = try await World.make([stage("A", task("t"), mark("later", .after))])
        let order = try await world.order()

        try await world.complete(1)

        let robots = try #require(try await world.explanation(order)?.visits.first?.robots)
        #expect(robots.map { $0.cause?.english } == ["task 1 is done", "task 1 is done"])
        #expect(robots[0].results["grade"] == .int(5))
    }

    @Test func `trigger decisions are listed, the latest first`() async throws {
        let world = try await World.make([stage("B", triggers: [call("c")])])
        let order = try await world.order()
        try await world.call(order)
        try await world.call(order)

        let decisions = try #require(try await world.explanation(order)?.decisions)

        #expect(decisions.map(\.isApplied) == [false, true])
        #expect(decisions[1].reason?.english == "a call")
    }

    @Test func `an item that automation does not know has no story`() async throws {
        let world = try await World.make()

        #expect(try await world.explanation(DocumentID(type: 2, id: 999)) == nil)
    }

    @Test func `the story takes a fixed number of queries`() async throws {
        let world = try await World.make([stage("A", mark("a"), task("t")), stage("B", mark("b"))])
        let order = try await world.order()
        for _ in 1...5 {
            try await world.move(order, to: "B")
            try await world.move(order, to: "A")
        }
        let many = try #require(try await world.explanation(order))

        #expect(many.visits.count == 11)
        #expect(many.visits.filter { $0.state == .cancelled }.count == 5)
    }
}
