import Automation
import Kernel
import OrderWorld
import Storage
import Testing

struct ConditionTests {
    @Test func `a condition sees the data of the moment when the robot runs`() async throws {
        let world = try await World.make([stage("A", mark("r", .in(1, .hours), if: quantity(.greater, "10")))])
        let early = try await world.order()
        let late = try await world.order()
        try await world.set(early, "quantity", 20)
        try await world.set(late, "quantity", 20)
        try await world.pass(.minutes(30))

        try await world.set(late, "quantity", 3)
        try await world.pass(.hours(1))

        #expect(try await world.marks(early) == ["r"])
        #expect(try await world.marks(late) == [])
    }

    @Test func `the journal says why a robot was skipped`() async throws {
        let world = try await World.make([stage("A", mark("r1", if: quantity(.equal, "5")), mark("r2", .after))])

        let order = try await world.order()

        #expect(try await world.marks(order) == ["r2"])
        let skipped = try #require(try await world.journal(order).first { $0.kind == .skipped })
        #expect(skipped.node == "r1")
        #expect(skipped.reason?.english.contains("equals") == true)
        #expect(skipped.data["condition"]?["result"] == false)
    }

    @Test func `not equal holds for an empty field`() async throws {
        let world = try await World.make([stage("A", mark("r1", if: quantity(.notEqual, "5")))])

        let order = try await world.order()

        #expect(try await world.marks(order) == ["r1"])
    }

    @Test func `a condition that cannot be read is an incident`() async throws {
        let broken = Condition.comparison(Comparison("{=Document:GONE}", .equal, "5"))
        let world = try await World.make([stage("A", mark("r1", if: broken), mark("r2"))])

        let order = try await world.order()

        #expect(try await world.marks(order) == ["r2"])
        let incident = try #require(try await world.incidents().first)
        #expect(incident.node == "r1")
        #expect(incident.message.english.contains("GONE"))
    }

    @Test func `results of earlier robots fill in parameters and conditions`() async throws {
        let condition = Condition.comparison(Comparison("{=r1:text}", .equal, "hello"))
        let world = try await World.make([
            stage(
                "A", mark("r1", text: "hello"),
                mark("r2", .after, if: condition, text: "{=r1:text} of {=Document:TITLE}"))
        ])

        let order = try await world.order(title: "Order 1")

        #expect(try await world.marks(order) == ["hello", "hello of Order 1"])
    }

    @Test func `the result of a robot that was skipped is empty, not an error`() async throws {
        let world = try await World.make([
            stage("A", mark("r1", if: quantity(.equal, "5")), mark("r2", .after, text: "[{=r1:text}]"))
        ])

        let order = try await world.order()

        #expect(try await world.marks(order) == ["[]"])
    }
}
