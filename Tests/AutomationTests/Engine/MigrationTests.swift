import Automation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

struct MigrationTests {
    @Test func `a moment is counted anew from its old anchor`() async throws {
        let world = try await World.make([stage("A", mark("r", .in(1, .days)))])
        let order = try await world.order()
        try await world.pass(.hours(5))

        try await world.publish([stage("A", mark("r", .in(6, .hours), text: "new"))], .migrate)
        try await world.pass(.days(2))

        #expect(try await world.timedMarks(order) == ["new Mon 23 16:00"])
        let migrated = try #require(try await world.journal(order).first { $0.kind == .runMigrated })
        #expect(migrated.data == ["from": 1, "to": 2])
        #expect(try await world.violations() == [])
    }

    @Test func `a moment that has passed by the new rule comes at once`() async throws {
        let world = try await World.make([stage("A", mark("r", .in(1, .days)))])
        let order = try await world.order()
        try await world.pass(.hours(5))

        try await world.publish([stage("A", mark("r", .in(1, .hours)))], .migrate)
        try await world.pass(.minutes(1))

        #expect(try await world.timedMarks(order) == ["r Mon 23 15:00"])
    }

    @Test func `a token whose block was removed goes on with the next that is left`() async throws {
        let world = try await World.make([stage("A", task("t"), mark("gone", .after), mark("left", .after))])
        let order = try await world.order()

        try await world.publish([stage("A", mark("left"))], .migrate)
        try await world.pass(.minutes(1))
        try await world.complete(1)

        #expect(try await world.marks(order) == ["left"])
        #expect(try await world.violations() == [])
    }

    @Test func `a robot that waits for its task goes on waiting for it`() async throws {
        let world = try await World.make([stage("A", task("t"), mark("old", .after))])
        let order = try await world.order()

        try await world.publish([stage("A", task("t"), mark("new", .after))], .migrate)
        try await world.pass(.minutes(1))
        #expect(try await world.marks(order) == [])
        try await world.complete(1)

        #expect(try await world.marks(order) == ["new"])
        #expect(try await world.count("order_tasks") == 1)
        #expect(try await world.violations() == [])
    }

    @Test func `what has acted does not act again wherever it was moved`() async throws {
        let world = try await World.make([stage("A", mark("first"), task("t"))])
        let order = try await world.order()

        try await world.publish([stage("A", task("t"), mark("first", .after), mark("new", .after))], .migrate)
        try await world.pass(.minutes(1))
        try await world.complete(1)

        #expect(try await world.marks(order) == ["first", "new"])
    }

    @Test func `two branches made one keep the robot that has acted`() async throws {
        let world = try await World.make([stage("A", mark("later", .in(1, .days)), task("t"))])
        let order = try await world.order()

        try await world.publish([stage("A", task("t"), mark("later", Timing(afterPrevious: true, amount: 1, unit: .days)))], .migrate)
        try await world.pass(.days(2))
        #expect(try await world.marks(order) == [])
        try await world.complete(1)
        try await world.pass(.days(2))

        #expect(try await world.marks(order) == ["later"])
        #expect(try await world.count("order_tasks") == 1)
        #expect(try await world.violations() == [])
    }

    @Test func `a branch that is new begins, counted from the stage entry`() async throws {
        let world = try await World.make([stage("A", task("t"))])
        let order = try await world.order()
        try await world.pass(.hours(1))

        try await world.publish([stage("A", task("t"), mark("now"), mark("tomorrow", .in(1, .days)))], .migrate)
        try await world.pass(.days(2))

        #expect(try await world.timedMarks(order) == ["now Mon 23 11:00", "tomorrow Tue 24 10:00"])
    }

    @Test func `a failed robot stays with its incident, one that was removed takes it along`() async throws {
        let world = try await World.make([stage("A", robot("fail", "f"))])
        try await world.breakRobots(true)
        let order = try await world.order()

        try await world.publish([stage("A", robot("fail", "f"), mark("m", .after))], .migrate)
        try await world.pass(.minutes(1))
        #expect(try await world.incidents().map(\.node) == ["f"])
        try await world.publish([stage("A", mark("m"))], .migrate)
        try await world.pass(.minutes(1))

        #expect(try await world.incidents().isEmpty)
        #expect(try await world.marks(order) == ["m"])
        #expect(try await world.violations() == [])
    }

    @Test func `branches of a block side by side are mapped one by one`() async throws {
        func process(_ branches: [[Block]]) -> StageAutomation {
            stage("A", .parallel(id: "p", title: "", waitsForAll: true, branches: branches), mark("end", .after))
        }
        let world = try await World.make([process([[task("t1")], [task("t2")], [mark("x", .in(1, .days))]])])
        let order = try await world.order()

        try await world.publish([process([[task("t1")], [mark("x", .in(2, .hours))], [mark("new")]])], .migrate)
        try await world.pass(.hours(3))
        #expect(try await world.marks(order) == ["new", "x"])
        #expect(try await world.violations() == [])
        try await world.complete(1)

        #expect(try await world.marks(order) == ["new", "x", "end"])
        #expect(try await world.violations() == [])
    }

    @Test func `a stage without robots in the new version ends what runs there`() async throws {
        let world = try await World.make([stage("A", task("t"))])
        let order = try await world.order()

        try await world.publish([stage("B", mark("b"))], .migrate)
        try await world.pass(.minutes(1))

        #expect(try await world.waiting(order).isEmpty)
        #expect(try await world.violations() == [])
    }

    @Test(arguments: 1...16)
    func `any migration of any run leaves the invariants in place and does nothing twice`(seed: UInt64) async throws {
        var random = Seeded(seed &+ 700)
        let world = try await World.make()
        var funnel = RandomFunnel.makeSound(for: world, &random)
        try await world.publish(funnel)
        var orders = [try await world.order(), try await world.order(on: "B")]

        for _ in 1...4 {
            for _ in 1...8 { try await RandomPerson.act(in: world, &orders, &random) }
            funnel = world.varied(funnel, &random)
            try await world.publish(funnel, random.pick([.migrate, .migrate, .restart]), applies: random.chance(50))
            try await world.pass(.minutes(5))
            #expect(try await world.violations() == [], "seed \(seed)")
        }
        try await world.pass(.days(40))

        #expect(try await world.violations() == [], "seed \(seed)")
        let twice = try await world.database.read {
            try $0.query("select key from marks where text not like '% tried' group by key having count(*) > 1") { $0.text(0) }
        }
        #expect(twice == [], "seed \(seed)")
    }
}

extension World {
    /// Publishes and carries over, as the robots screen does.
    @discardableResult
    func publish(_ stages: [StageAutomation], _ choice: VersionChoice, applies: Bool = false) async throws -> Int64 {
        let now = clock.now
        return try await database.write { transaction in
            let number = try store.publish(
                PipelineAutomation(stages: stages), to: OrderSource.pipeline, among: outlines, by: UserID(7), in: transaction, at: now)
            try engine.rollOut(OrderSource.pipeline, choice, applies: applies, by: UserID(7), in: transaction, at: now)
            return number
        }
    }

    /// The funnel as somebody might edit it: blocks dropped, swapped, given another timing; most stay what they are.
    func varied(_ funnel: [StageAutomation], _ random: inout Seeded) -> [StageAutomation] {
        for _ in 1...20 {
            var changed = funnel
            for index in changed.indices { vary(&changed[index].process, &random) }
            let findings = store.check(PipelineAutomation(stages: changed), of: OrderSource.pipeline, among: outlines)
            if !findings.contains(where: { $0.severity == .error }) { return changed }
        }
        return funnel
    }

    private func vary(_ blocks: inout [Block], _ random: inout Seeded) {
        if blocks.count > 1, random.chance(30) { blocks.swapAt(0, blocks.count - 1) }
        if !blocks.isEmpty, random.chance(30) { blocks.remove(at: Int(random.next() % UInt64(blocks.count))) }
        for index in blocks.indices where random.chance(40) {
            guard case .robot(var robot) = blocks[index] else { continue }
            robot.timing = random.pick([.now, .after, .in(2, .hours), .in(3, .days)])
            blocks[index] = .robot(robot)
        }
    }
}
