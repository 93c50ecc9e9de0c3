import Automation
import Kernel
import OrderWorld
import Storage
import Testing

struct RolloutTests {
    @Test func `keeping is what happens unless somebody chooses otherwise`() async throws {
        let world = try await World.make([stage("A", mark("r", .in(1, .hours), text: "old"))])
        let order = try await world.order()

        try await world.publish([stage("A", mark("r", .in(1, .hours), text: "new"))], .keep)
        try await world.pass(.hours(2))

        #expect(try await world.marks(order) == ["old"])
        #expect(try await world.count("automation_rollouts") == 0)
    }

    @Test func `restarting gives up what was under way and counts from now`() async throws {
        let world = try await World.make([stage("A", mark("once"), mark("r", .in(2, .days), text: "old"))])
        let order = try await world.order()
        try await world.pass(.hours(5))

        try await world.publish([stage("A", mark("once"), mark("r", .in(1, .hours), text: "new"))], .restart)
        try await world.pass(.days(3))

        #expect(try await world.timedMarks(order) == ["once Mon 23 10:00", "once Mon 23 15:00", "new Mon 23 16:00"])
        let visits = try #require(try await world.explanation(order)).visits
        #expect(visits.map(\.version) == [2, 1])
        #expect(visits.map(\.state) == [.ended, .cancelled])
        #expect(try await world.violations() == [])
    }

    @Test func `items that never had the process get it, those that had it do not`() async throws {
        let world = try await World.make([stage("B", mark("b"))])
        let (never, had) = (try await world.order(), try await world.order(on: "B"))
        // Somebody imported it: automation has never heard of it.
        try await world.database.write { transaction in
            try transaction.execute(
                "insert into orders (id, stage, visit, entered_at, title) values (900, 'A', 1, 0, 'imported')")
        }

        try await world.publish([stage("A", mark("a", .in(1, .hours))), stage("B", mark("b2"))], .keep, applies: true)
        try await world.pass(.hours(2))

        #expect(try await world.timedMarks(never) == ["a Mon 23 11:00"])
        #expect(try await world.timedMarks(DocumentID(type: 2, id: 900)) == ["a Mon 23 11:00"])
        #expect(try await world.marks(had) == ["b"])
        #expect(try await world.violations() == [])
    }

    @Test func `a mass of items is told some at a time, and every one exactly once`() async throws {
        var limits = EngineLimits()
        limits.rolloutBatch = 10
        let world = try await World.make([stage("A", mark("r", .in(1, .days)))], limits: limits)
        for _ in 1...45 { _ = try await world.order() }

        try await world.publish([stage("A", mark("r", .in(5, .days)), mark("extra"))], .migrate)
        var most = 0
        for _ in 1...60 {
            try await world.engine.tick()
            most = max(
                most,
                try await world.database.read { try $0.count("select count(*) from automation_inbox") })
        }

        #expect(most <= 10)
        #expect(try await world.count("marks") == 45)
        let told = try await world.database.read {
            try $0.query("select told, ended_at is not null from automation_rollouts") { ($0.int(0), $0.bool(1)) }
        }
        #expect(told.map(\.0) == [45])
        #expect(told.map(\.1) == [true])
        #expect(try await world.violations() == [])
    }

    @Test func `a newer version ends the carrying over of an older one`() async throws {
        let world = try await World.make([stage("A", mark("r", .in(1, .days), text: "first"))])
        let order = try await world.order()

        try await world.publish([stage("A", mark("r", .in(1, .days), text: "second"))], .migrate)
        try await world.publish([stage("A", mark("r", .in(1, .days), text: "third"))], .migrate)
        try await world.pass(.days(2))

        #expect(try await world.marks(order) == ["third"])
        #expect(try await world.journal(order).count { $0.kind == .runMigrated } == 1)
    }

    @Test func `an older version comes back through the same way`() async throws {
        let world = try await World.make([stage("A", mark("r", .in(1, .days), text: "first"))])
        let order = try await world.order()
        try await world.publish([stage("A", mark("r", .in(1, .days), text: "second"))], .migrate)
        try await world.pass(.hours(1))

        try await world.act { transaction, now in
            try world.store.activate(version: 1, of: OrderSource.pipeline, in: transaction)
            try world.engine.rollOut(OrderSource.pipeline, .migrate, applies: false, by: nil, in: transaction, at: now)
        }
        try await world.pass(.days(2))

        #expect(try await world.marks(order) == ["first"])
        #expect(try await world.violations() == [])
    }

    @Test func `the preview tells what would act at once, and changes nothing`() async throws {
        let world = try await World.make([stage("A", mark("r", .in(1, .days)), task("t"))])
        let order = try await world.order()
        _ = try await world.order(on: "C")
        try await world.pass(.hours(5))
        let next = PipelineAutomation(stages: [
            stage("A", mark("r", .in(1, .hours)), task("t"), mark("new"), mark("far", .in(9, .days))), stage("C", mark("c")),
        ])

        let now = world.clock.now
        let before = try await world.database.read { try Snapshot.take($0) }
        let preview = try await world.database.read {
            try world.engine.preview(next, to: OrderSource.pipeline, in: $0, at: now)
        }

        #expect(preview.migrate.items == 1)
        #expect(preview.migrate.first.map(\.item) == [order])
        #expect(preview.migrate.first.first?.robots == ["r", "new"])
        #expect(preview.restart.first.first?.robots == ["t", "new"])
        #expect(preview.apply.items == 1)
        #expect(preview.apply.firing == 1)
        #expect(try await world.database.read { try Snapshot.take($0) } == before)
        try await world.publish(next.stages, .migrate)
        try await world.engine.tick()
        try await world.engine.tick()
        #expect(try await world.marks(order) == ["new", "r"])
    }
}
