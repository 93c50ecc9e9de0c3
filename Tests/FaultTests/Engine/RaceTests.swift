import Automation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

/// F3: two engines on one database, one item, one agenda, one outside event.
struct RaceTests {
    @Test(arguments: 1...(Extent.isSoak ? 200 : 4))
    func `two dispatchers do what is due once`(seed: UInt64) async throws {
        var random = Seeded(seed)
        let world = try await World.make(
            [stage("A", mark("due", .in(1, .hours)), moving("on", to: "B", .after)), stage("B", mark("arrived"))],
            limits: .patient)
        let count = 60
        for _ in 1...count { _ = try await world.order() }
        world.clock.advance(by: .hours(1))
        let engines = [world.engine, try World(on: world.database, clock: world.clock, limits: .patient).engine]
        let first = random.chance(50) ? 0 : 1

        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in [first, 1 - first] {
                let pauses = Int(random.next() % 20)
                group.addTask {
                    while try await engines[index].tick().visited > 0 {
                        for _ in 0..<pauses { await Task.yield() }
                    }
                }
            }
            try await group.waitForAll()
        }
        try await world.pass(.seconds(1))

        #expect(try await world.count("marks") == 2 * count, "seed \(seed)")
        #expect(try await world.violations() == [], "seed \(seed)")
    }

    @Test func `a call that two sources report at once moves the order once`() async throws {
        let world = try await World.make([
            stage("A", mark("first")), stage("B", triggers: [call("b")], mark("second")), stage("C", triggers: [call("c")], mark("third")),
        ])
        let order = try await world.order()
        let event = PostedEvent(kind: "activity.incoming_call", document: order, payload: ["line": .string("main")])

        let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 1...8 {
                group.addTask {
                    try await world.act {
                        try world.engine.post(event, once: Engine.SourceKey(source: "telephony", key: "call 1"), in: $0, at: $1)
                    }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }

        #expect(taken == 1)
        #expect(try await world.marks(order) == ["first", "second"])
    }

    /// A move by hand and the dispatcher's timer meet at the same item: one comes first, both are whole.
    @Test(arguments: 1...(Extent.isSoak ? 200 : 6))
    func `people and dispatchers at one item come one after the other`(seed: UInt64) async throws {
        let world = try await World.make(
            [stage("A", mark("due", .in(1, .hours)), task("ask"), mark("done", .after)), stage("B", mark("arrived"))],
            limits: .patient)
        let order = try await world.order()
        world.clock.advance(by: .hours(1))

        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = try? await world.engine.tick() }
            group.addTask { try? await world.move(order, to: "B") }
            group.addTask { try? await world.complete(1) }
            group.addTask { try? await world.call(order) }
        }
        try await world.pass(.days(1))

        #expect(try await world.stage(order) == "B")
        #expect(try await world.marks(order).filter { $0 == "arrived" }.count == 1)
        #expect(try await world.violations() == [], "seed \(seed)")
    }
}
