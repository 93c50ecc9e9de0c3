import Automation
import Kernel
import OrderWorld
import Storage
import Testing

struct LeavingTests {
    @Test func `leaving the stage cancels what is pending there, and says why`() async throws {
        let world = try await World.make([stage("A", mark("r1", .in(1, .days)), task("t"), mark("r2", .after))])
        let order = try await world.order()

        try await world.move(order, to: "B")
        try await world.complete(1)
        try await world.pass(.days(3))

        #expect(try await world.marks(order) == [])
        for table in ["automation_tokens", "automation_timers", "automation_subscriptions"] {
            #expect(try await world.count(table) == 0, "\(table)")
        }
        let cancelled = try #require(try await world.journal(order).first { $0.kind == .runCancelled })
        #expect(cancelled.reason?.english == "The item moved to the stage “B”: Nikita moved it")
        #expect(cancelled.data["pending"] == ["r1", "t"])
    }

    @Test func `robots listed after a change of stage do not run`() async throws {
        let world = try await World.make([
            stage("A", mark("r1"), moving("m", to: "B"), mark("r2"), mark("r3", .after)), stage("B", mark("b")),
        ])

        let order = try await world.order()

        #expect(try await world.marks(order) == ["r1", "b"])
        #expect(try await world.violations() == [])
    }

    @Test func `a process whose last robot changes the stage has ended, not been cancelled`() async throws {
        let world = try await World.make([stage("A", mark("r1"), moving("m", to: "B", .after)), stage("B")])

        let order = try await world.order()

        let kinds = try await world.journal(order).map(\.kind)
        #expect(kinds.contains(.runEnded))
        #expect(!kinds.contains(.runCancelled))
    }

    @Test func `a new stay on the same stage starts anew and the old timer never acts on it`() async throws {
        let world = try await World.make([stage("A", mark("r1", .in(2, .hours))), stage("B")])
        let order = try await world.order()
        try await world.pass(.hours(1))

        try await world.move(order, to: "B")
        try await world.move(order, to: "A")
        try await world.pass(.hours(5))

        #expect(try await world.timedMarks(order) == ["r1 Mon 23 13:00"])
        #expect(try await world.violations() == [])
    }

    @Test func `an item that is gone has nothing pending`() async throws {
        let world = try await World.make([stage("A", mark("r1", .in(2, .hours)))])
        let order = try await world.order()

        try await world.act { transaction, now in
            try transaction.execute("delete from orders where id = $1", [order.id])
            try world.events(PostedEvent(kind: .itemDeleted, document: order, payload: [:]), transaction, now)
        }

        #expect(try await world.count("automation_timers") == 0)
        #expect(try await world.journal(order).last?.reason?.english == "The item was deleted")
    }

    @Test func `the stage is checked when a timer wakes, even when nobody told of the move`() async throws {
        let world = try await World.make([stage("A", mark("r1", .in(2, .hours)))])
        let order = try await world.order()

        try await world.database.write { transaction in
            try transaction.execute("update orders set stage = 'B', visit = 2 where id = $1", [order.id])
        }
        try await world.pass(.hours(3))

        #expect(try await world.marks(order) == [])
        #expect(try await world.violations() == [])
    }

    @Test func `a robot that is to be finished acts also when the item has left, and nothing behind it`() async throws {
        let world = try await World.make([
            stage("A", mark("stops", .in(1, .hours)), finishing(mark("finishes", .in(1, .hours))), mark("behind", .after)), stage("B"),
        ])
        let order = try await world.order()

        try await world.move(order, to: "B")
        #expect(try await world.violations() == [])
        try await world.move(order, to: "C")
        try await world.pass(.hours(2))

        #expect(try await world.marks(order) == ["finishes"])
        let kinds = try await world.journal(order).map(\.kind)
        #expect(kinds.contains(.runLeft) && kinds.contains(.runEnded) && !kinds.contains(.runCancelled))
        #expect(try await world.violations() == [])
    }

    @Test func `a deleted item finishes nothing`() async throws {
        let world = try await World.make([stage("A", finishing(mark("finishes", .in(1, .hours))))])
        let order = try await world.order()

        try await world.act { transaction, now in
            try transaction.execute("delete from orders where id = $1", [order.id])
            try world.events(PostedEvent(kind: .itemDeleted, document: order, payload: [:]), transaction, now)
        }
        try await world.pass(.hours(2))

        #expect(try await world.count("marks") == 0)
        #expect(try await world.violations() == [])
    }

    @Test func `what becomes of a robot is stored with it`() throws {
        let body = PipelineAutomation(stages: [stage("A", finishing(mark("m")))])

        #expect(try PipelineAutomation(json: body.json) == body)
        #expect(body.json.text.contains(#""leaving":"finish""#))
    }

    private func finishing(_ block: Block) -> Block {
        guard case .robot(var robot) = block else { return block }
        robot.leaving = .finish
        return .robot(robot)
    }
}
