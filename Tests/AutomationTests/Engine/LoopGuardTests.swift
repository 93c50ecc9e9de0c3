import Automation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

struct LoopGuardTests {
    /// A circle that the static check lets pass, because a condition might break it.
    private let circle = [
        stage("A", mark("a"), moving("toB", to: "B", .after, if: quantity(.notFilled))),
        stage("B", moving("toA", to: "A", if: quantity(.notFilled))),
    ]

    @Test func `a circle without a pause ends on hold and names itself`() async throws {
        let world = try await World.make(circle)

        let order = try await world.order()
        try await world.pass(.days(2))

        #expect(try await world.marks(order).count <= 33)
        let incident = try #require(try await world.incidents().first)
        #expect(incident.kind == .loop)
        #expect(incident.message.english.contains("A → B → A") || incident.message.english.contains("B → A → B"))
        #expect(try await world.explanation(order)?.isHeld == true)
        #expect(try await world.violations() == [])
    }

    @Test func `the person whose move starts a circle is not refused`() async throws {
        let world = try await World.make(circle)
        let order = try await world.order(on: "C")

        try await world.move(order, to: "A")

        #expect(try await world.explanation(order)?.isHeld == true)
    }

    @Test func `a slow circle ends on hold too`() async throws {
        let world = try await World.make([
            stage("A", mark("a"), moving("toB", to: "B", .in(10, .minutes))),
            stage("B", moving("toA", to: "A", .in(10, .minutes))),
        ])

        let order = try await world.order()
        try await world.pass(.days(3))

        #expect(try await world.explanation(order)?.isHeld == true)
        #expect(try await world.marks(order).count < 30)
        #expect(try await world.incidents().first?.message.english.contains("too often") == true)
        #expect(try await world.violations() == [])
    }

    @Test func `a slow circle through many stages, none of them too often, ends on hold as well`() async throws {
        let next = ["A": "B", "B": "C", "C": "D", "D": "A"]
        let world = try await World.make(
            next.keys.sorted().map { stage($0, mark($0), moving("from\($0)", to: next[$0]!, .in(3, .minutes))) })

        let order = try await world.order()
        try await world.pass(.hours(4))

        #expect(try await world.explanation(order)?.isHeld == true)
        #expect(try await world.marks(order).count <= 62)
        #expect(try await world.violations() == [])
    }

    @Test func `five call attempts pass, also when all their moments have passed`() async throws {
        let world = try await World.make([
            stage("A", task("call")), stage("B", mark("back"), moving("toA", to: "A", .after)),
        ])
        let order = try await world.order()

        for _ in 1...5 { try await world.move(order, to: "B") }

        #expect(try await world.explanation(order)?.isHeld == false)
        #expect(try await world.marks(order).count == 5)
    }

    @Test func `an item on hold does nothing until it is released, then goes on`() async throws {
        let world = try await World.make([stage("A", mark("a", .in(1, .hours))), stage("B", mark("b"))])
        let order = try await world.order()
        try await world.act { try world.engine.hold(order, because: Text(verbatim: "stop"), in: $0, at: $1) }

        try await world.pass(.hours(2))
        try await world.move(order, to: "B")
        #expect(try await world.marks(order) == [])

        try await world.act { try world.engine.release(order, by: UserID(7), in: $0, at: $1) }
        #expect(try await world.marks(order) == ["b"])
        #expect(try await world.violations() == [])
        await #expect(throws: Failure.self) {
            try await world.act { try world.engine.release(order, by: nil, in: $0, at: $1) }
        }
    }

    @Test func `releasing a circle lets a person try again`() async throws {
        let world = try await World.make(circle)
        let order = try await world.order()
        try await world.set(order, "quantity", 1)

        try await world.act { try world.engine.release(order, by: UserID(7), in: $0, at: $1) }

        #expect(try await world.explanation(order)?.isHeld == false)
        #expect(try await world.incidents().isEmpty)
        #expect(try await world.violations() == [])
    }

    @Test func `endless copying stops after some generations`() async throws {
        let world = try await World.make([stage("A", robot("copy", "c"))])

        _ = try await world.order()
        try await world.pass(.days(1))

        #expect(try await world.count("orders") <= 10)
        #expect(try await world.incidents().map(\.kind) == [.loop])
        #expect(try await world.violations() == [])
    }

    @Test func `one event cannot make items without end`() async throws {
        var limits = EngineLimits()
        limits.itemsPerRoot = 20
        let world = try await World.make([stage("A", robot("copy", "c", .now, ["count": 4]))], limits: limits)

        _ = try await world.order()
        try await world.pass(.days(1))

        #expect(try await world.count("orders") <= 21)
        #expect(try await world.violations() == [])
    }

    @Test func `a branch that never waits is stopped`() async throws {
        var limits = EngineLimits()
        limits.visitSteps = 50
        let body: [Block] = [mark("m")]
        let world = try await World.make(
            [stage("A", .loop(id: "l", title: "", condition: quantity(.notFilled), limit: 200, body: body))],
            limits: limits)

        let order = try await world.order()
        try await world.pass(.days(1))

        #expect(try await world.marks(order).count <= 26)
        #expect(try await world.explanation(order)?.isHeld == true)
        #expect(try await world.violations() == [])
    }

    @Test func `a circle that changes nothing stops at its second turn`() async throws {
        let world = try await World.make(circle)

        let order = try await world.order()

        #expect(try await world.marks(order) == ["a", "a"])
        #expect(try await world.explanation(order)?.isHeld == true)
        #expect(try await world.violations() == [])
    }

    @Test func `a circle may turn as long as it changes the item`() async throws {
        let world = try await World.make([
            stage("A", mark("a"), robot("set_quantity", "one", .after, if: quantity(.notFilled), ["to": 1]), moving("toB", to: "B", .after)),
            stage("B", moving("toA", to: "A", if: quantity(.equal, "1")), moving("out", to: "C", if: quantity(.equal, "2"))),
            stage("C", mark("c")),
        ])

        let order = try await world.order(on: "B")
        try await world.move(order, to: "A")

        #expect(try await world.marks(order).count == 2)
        #expect(try await world.explanation(order)?.isHeld == true)
    }

    /// I10: with the limits of the tests at most 8 moves of 40 steps each, every item made included.
    @Test(arguments: 1...10)
    func `whatever people configure, one event causes bounded work`(seed: UInt64) async throws {
        var random = Seeded(seed &+ 3000)
        var limits = EngineLimits()
        (limits.chainedMoves, limits.visitSteps, limits.itemsPerRoot, limits.generations) = (8, 40, 5, 2)
        let world = try await World.make(limits: limits)
        try await world.publish(RandomFunnel.makeSound(for: world, &random))
        var orders = [try await world.order()]

        for _ in 1...30 {
            let before = try await world.count("automation_journal")
            try await RandomPerson.act(in: world, &orders, &random)
            for _ in 1...40 { try await world.engine.tick() }
            #expect(try await world.count("automation_journal") - before < 4000, "seed \(seed)")
            let now = world.clock.now
            let isQuiet = try await world.database.read { try world.engine.nextDue(in: $0).map { $0 > now } ?? true }
            #expect(isQuiet, "seed \(seed)")
        }
    }
}
