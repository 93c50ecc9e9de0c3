import Automation
import Kernel
import OrderWorld
import Storage
import Testing

struct RetentionTests {
    @Test func `history goes after its time, the summary stays`() async throws {
        let world = try await World.make([stage("A", mark("a")), stage("B", mark("b"))])
        let order = try await world.order()
        let entries = try await world.journal(order).count
        try await world.pass(.days(401))
        try await world.move(order, to: "B")

        let removed = try await world.engine.retain()

        #expect(removed >= entries)
        #expect(try await world.journal(order).first?.kind == .stageEntered)
        #expect(try await world.journal(order).allSatisfy { $0.seq > entries })
        #expect(try await world.count("automation_runs") == 2)
        #expect(try await world.violations() == [])
        #expect(try await world.engine.retain() == 0)
    }

    @Test func `what a live run stands on stays however old it is`() async throws {
        let world = try await World.make([stage("A", task("t"), mark("after", .after))])
        let order = try await world.order()
        try await world.publish([stage("A", mark("other"))])
        try await world.publish([stage("A", mark("another"))])
        try await world.pass(.days(900))

        try await world.engine.retain()

        #expect(try await world.journal(order).first?.seq == 1)
        #expect(try await world.violations() == [])
        let versions = try await world.database.read { try world.store.versions(of: OrderSource.pipeline, in: $0) }
        #expect(versions.map(\.number) == [3, 1])
        try await world.complete(1)
        #expect(try await world.marks(order) == ["after"])
    }

    @Test func `a long journal goes some entries at a time, and a gap is still seen`() async throws {
        var limits = EngineLimits()
        limits.retentionBatch = 3
        let world = try await World.make([stage("A", mark("a"), mark("b"), mark("c"))], limits: limits)
        let order = try await world.order()
        _ = try await world.order()
        try await world.pass(.days(500))

        try await world.engine.retain()
        #expect(try await world.journal(order).isEmpty)
        #expect(try await world.violations() == [])

        try await world.move(order, to: "B")
        try await world.database.write {
            try $0.execute("delete from automation_journal where item = $1", [order])
        }
        #expect(try await world.violations().contains { $0.hasPrefix("I6") })
    }

    @Test func `a story whose version is gone is told without its robots`() async throws {
        let world = try await World.make([stage("A", mark("a"))])
        let order = try await world.order()
        try await world.publish([stage("A", mark("b"))])
        try await world.pass(.days(399))
        try await world.database.write { try $0.execute("delete from automation_versions where version = 1") }

        let reborn = try World(on: world.database, clock: world.clock)
        #expect(try await reborn.explanation(order)?.visits.first?.robots.isEmpty == true)
    }
}
