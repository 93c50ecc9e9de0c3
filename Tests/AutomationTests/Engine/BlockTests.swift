import Automation
import Kernel
import OrderWorld
import Storage
import Testing

struct BlockTests {
    @Test func `a branch takes one way and the journal says which and why`() async throws {
        let branch = Block.branch(
            id: "if", title: "", condition: quantity(.filled), then: [mark("yes")],
            otherwise: [mark("no1"), mark("no2")])
        let world = try await World.make([stage("A", branch, mark("after", .after))])

        let order = try await world.order()

        #expect(try await world.marks(order) == ["no1", "no2", "after"])
        let taken = try #require(try await world.journal(order).first { $0.kind == .branchTaken })
        #expect(taken.data["taken"] == "otherwise")
    }

    @Test(arguments: [(1, "one"), (2, "many"), (3, "many"), (0, "none")])
    func `a choice takes the first case that holds, else the last way, and goes on behind`(quantity number: Int, taken: String) async throws {
        let choice = Block.choice(
            id: "which", title: "",
            cases: [
                ChoiceCase(condition: quantity(.equal, "1"), blocks: [mark("one")]),
                ChoiceCase(condition: quantity(.greater, "0"), blocks: [.delay(id: "d", title: "", .in(1, .hours)), mark("many")]),
                ChoiceCase(condition: quantity(.greater, "2"), blocks: [mark("never")]),
            ],
            otherwise: [mark("none")])
        let wait = Block.delay(id: "start", title: "", .in(1, .hours))
        let world = try await World.make([stage("A", wait, choice, mark("after", .after))])
        let order = try await world.order()
        try await world.set(order, "quantity", number)

        try await world.pass(.hours(5))

        #expect(try await world.marks(order) == [taken, "after"])
        #expect(try await world.journal(order).filter { $0.kind == .branchTaken }.allSatisfy { $0.node == "which" })
        #expect(try await world.violations() == [])
    }

    @Test func `the journal calls every case of a choice by its own title`() async throws {
        let choice = Block.choice(
            id: "which", title: "Size",
            cases: [
                ChoiceCase(title: "Small", condition: quantity(.equal, "1"), blocks: []),
                ChoiceCase(condition: quantity(.equal, "2"), blocks: []), ChoiceCase(title: "None", condition: quantity(.notFilled), blocks: []),
            ], otherwise: [])
        let world = try await World.make([stage("A", choice)])

        let order = try await world.order()

        let taken = try await world.journal(order).filter { $0.kind == .branchTaken }
        #expect(taken.map { $0.data["title"]?.string } == ["Size: Small", "Size: 2", "Size: None"])
        #expect(taken.map(\.node) == ["which", "which", "which"])
    }

    @Test func `a case that cannot be asked is an incident at its choice, and the cases before it are not`() async throws {
        let broken = Condition.comparison(Comparison("{=Document:GONE}", .equal, "5"))
        let choice = Block.choice(
            id: "which", title: "",
            cases: [ChoiceCase(condition: quantity(.filled), blocks: [mark("first")]), ChoiceCase(condition: broken, blocks: [mark("second")])],
            otherwise: [mark("none")])
        let wait = Block.delay(id: "start", title: "", .in(1, .hours))
        let world = try await World.make([stage("A", wait, choice, mark("after", .after))])
        let sound = try await world.order()
        let stuck = try await world.order()
        try await world.set(sound, "quantity", 1)

        try await world.pass(.hours(2))

        #expect(try await world.marks(sound) == ["first", "after"])
        #expect(try await world.marks(stuck) == [])
        #expect(try await world.incidents().map(\.node) == ["which"])
        #expect(try await world.violations() == [])
    }

    @Test func `blocks of the designer run one after another`() async throws {
        let world = try await World.make([
            stage(
                "A", task("ask"), .delay(id: "wait", title: "", Timing(base: .field("SHIP_DATE"))),
                moving("m", to: "B", .after))
        ])
        let order = try await world.order()
        try await world.set(order, "ship_date", "2026-11-30")

        try await world.complete(1)
        #expect(try await world.waiting(order).map(\.robot) == ["wait"])
        try await world.pass(.days(10))

        #expect(try await world.stage(order) == "B")
        #expect(try await world.violations() == [])
    }

    @Test func `parallel branches for all wait for the last`() async throws {
        let block = Block.parallel(
            id: "p", title: "", waitsForAll: true, branches: [[task("t1"), mark("x")], [mark("y"), task("t2")], []])
        let world = try await World.make([stage("A", block, mark("after", .after))])
        let order = try await world.order()
        #expect(try await world.marks(order) == ["y"])

        try await world.complete(2)
        #expect(try await world.violations() == [])
        try await world.complete(1)

        #expect(try await world.marks(order) == ["y", "x", "after"])
        #expect(try await world.count("automation_tokens") == 0)
        #expect(try await world.violations() == [])
    }

    @Test func `parallel branches for any go on with the first and drop the others`() async throws {
        let block = Block.parallel(
            id: "p", title: "", waitsForAll: false,
            branches: [[task("t1"), mark("x")], [mark("late", .in(2, .hours))], [robot("fail", "f")]])
        let world = try await World.make([stage("A", block, mark("after", .after))])
        try await world.breakRobots(true)
        let order = try await world.order()
        #expect(try await world.incidents().count == 1)

        try await world.complete(1)
        try await world.pass(.hours(5))

        #expect(try await world.marks(order) == ["x", "after"])
        #expect(try await world.incidents().isEmpty)
        #expect(try await world.violations() == [])
    }

    @Test func `a loop repeats while its condition holds, at most to its limit, each turn with a key of its own`()
        async throws
    {
        let loop = Block.loop(
            id: "l", title: "", condition: quantity(.notFilled), limit: 3,
            body: [mark("m"), .delay(id: "d", title: "", .in(1, .hours))])
        let world = try await World.make([stage("A", loop, mark("after", .after))])
        let order = try await world.order()

        try await world.pass(.hours(10))

        #expect(try await world.marks(order) == ["m", "m", "m", "after"])
        #expect(try await world.database.read { try $0.count("select count(distinct key) from marks") } == 4)
        #expect(try await world.violations() == [])
    }

    @Test func `a loop ends when its condition no longer holds`() async throws {
        let loop = Block.loop(
            id: "l", title: "", condition: quantity(.notFilled), limit: 9,
            body: [.delay(id: "d", title: "", .in(1, .hours)), mark("m")])
        let world = try await World.make([stage("A", loop)])
        let order = try await world.order()
        try await world.pass(.minutes(90))

        try await world.set(order, "quantity", 1)
        try await world.pass(.hours(10))

        #expect(try await world.marks(order) == ["m", "m"])
    }

    @Test func `stop ends the whole process`() async throws {
        let world = try await World.make([
            stage("A", mark("late", .in(1, .hours)), mark("r"), .stop(id: "s"), mark("never", .after))
        ])

        let order = try await world.order()
        try await world.pass(.hours(3))

        #expect(try await world.marks(order) == ["r"])
        #expect(try await world.journal(order).contains { $0.kind == .runEnded })
        #expect(try await world.violations() == [])
    }

    @Test func `a robot that waits hears of the event it waited for, also through another item`() async throws {
        let world = try await World.make([stage("A", task("t"), mark("r", .after, text: "grade {=t:grade}"))])
        let order = try await world.order()
        let other = try await world.order(on: "C")

        try await world.act { transaction, now in
            let event = PostedEvent(
                kind: "task.completed", document: other,
                payload: ["task": .reference(Reference(.task, 1)), "grade": .int(4)])
            try world.events(event, transaction, now)
        }

        #expect(try await world.marks(order) == ["grade 4"])
        #expect(try await world.violations() == [])
    }

    @Test func `the second kind of event that a robot waits for wakes it as well, once`() async throws {
        let world = try await World.make([stage("A", task("t"), mark("r", .after))])
        let order = try await world.order()

        for kind in ["task.deleted", "task.completed"] {
            try await world.act { transaction, now in
                try world.events(
                    PostedEvent(kind: EventKind(kind), document: order, payload: ["task": .int(1)]), transaction, now)
            }
        }

        #expect(try await world.marks(order) == ["r"])
        #expect(try await world.violations() == [])
    }
}
