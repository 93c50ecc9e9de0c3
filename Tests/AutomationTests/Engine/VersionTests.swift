import Automation
import Kernel
import OrderWorld
import Storage
import Testing

struct VersionTests {
    @Test func `a run keeps the version it started with, new runs take the new one`() async throws {
        let world = try await World.make([stage("A", mark("r", .in(1, .hours), text: "old"))])
        let early = try await world.order()

        let number = try await world.publish([stage("A", mark("r", .in(1, .hours), text: "new"))])
        let late = try await world.order()
        try await world.pass(.hours(2))

        #expect(number == 2)
        #expect(try await world.marks(early) == ["old"])
        #expect(try await world.marks(late) == ["new"])
    }

    @Test func `an equal body makes no new version`() async throws {
        let world = try await World.make([stage("A", mark("r"))])

        #expect(try await world.publish([stage("A", mark("r"))]) == 1)
    }

    @Test func `an older version can be made active again`() async throws {
        let world = try await World.make([stage("A", mark("r", text: "first"))])
        try await world.publish([stage("A", mark("r", text: "second"))])

        try await world.database.write { try world.store.activate(version: 1, of: OrderSource.pipeline, in: $0) }
        let order = try await world.order()

        #expect(try await world.marks(order) == ["first"])
        let versions = try await world.database.read { try world.store.versions(of: OrderSource.pipeline, in: $0) }
        #expect(versions.map(\.number) == [2, 1])
        #expect(versions.map(\.isActive) == [false, true])
        await #expect(throws: Failure.self) {
            try await world.database.write { try world.store.activate(version: 9, of: OrderSource.pipeline, in: $0) }
        }
    }

    @Test func `a version whose transaction was undone leaves nothing in memory`() async throws {
        let world = try await World.make()
        struct Undo: Error {}
        let now = world.clock.now
        await #expect(throws: Undo.self) {
            try await world.database.write { transaction in
                let body = PipelineAutomation(stages: [stage("A", mark("r", text: "undone"))])
                try world.store.publish(
                    body, to: OrderSource.pipeline, among: world.outlines, by: nil, in: transaction, at: now)
                _ = try Orders.create(on: "A", title: "", world.events, in: transaction, at: now)
                try world.engine.settle(in: transaction, at: now)
                throw Undo()
            }
        }

        try await world.publish([stage("A", mark("r", text: "kept"))])
        let order = try await world.order()

        #expect(try await world.marks(order) == ["kept"])
    }

    @Test func `an automation with errors is refused with the place`() async throws {
        let world = try await World.make()

        let failure = await #expect(throws: Failure.self) {
            try await world.publish([stage("B", mark("ok"), robot("mark", "empty"))])
        }

        #expect(failure?.field == "stages[B].robots[1].text")
        #expect(try await world.count("automation_versions") == 0)
    }
}
