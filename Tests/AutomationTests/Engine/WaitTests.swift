import Automation
import Kernel
import OrderWorld
import Storage
import Testing

struct WaitTests {
    /// A wait between two marks of each way.
    private func wait(_ goal: WaitRule.Goal, deadline: Timing? = nil) -> [StageAutomation] {
        [
            stage(
                "A", .wait(id: "w", title: "", WaitRule(goal, deadline: deadline), came: [mark("came")], missed: [mark("missed")]),
                mark("after", .after)),
            stage("B"),
        ]
    }

    private func call(line: String? = nil, if condition: Condition? = nil) -> WaitRule.Goal {
        .event(kind: "call", parameters: line.map { ["line": .string($0)] } ?? [:], condition: condition)
    }

    private func ends(_ world: World, _ order: DocumentID) async throws -> [String] {
        try await world.journal(order).filter { $0.kind == .waitEnded }.compactMap { $0.data["taken"]?.string }
    }

    // MARK: Events

    @Test func `the event that is waited for lets the process go on in its own transaction, and the deadline comes to nothing`() async throws {
        let world = try await World.make(wait(call(), deadline: .in(1, .days)))
        let order = try await world.order()
        #expect(try await world.waiting(order).map(\.state) == [.waitingForItem(until: World.monday + .days(1))])
        try await world.pass(.hours(2))

        try await world.call(order)

        #expect(try await world.marks(order) == ["came", "after"])
        #expect(try await world.count("automation_timers") == 0)
        try await world.pass(.days(3))
        #expect(try await world.marks(order) == ["came", "after"])
        #expect(try await ends(world, order) == ["then"])
        #expect(try await world.violations() == [])
    }

    @Test func `when the deadline comes first, an event that is late changes nothing`() async throws {
        let world = try await World.make(wait(call(), deadline: .in(2, .hours)))
        let order = try await world.order()

        try await world.pass(.hours(3))
        try await world.call(order)

        #expect(try await world.marks(order) == ["missed", "after"])
        #expect(try await ends(world, order) == ["otherwise"])
        #expect(try await world.violations() == [])
    }

    @Test func `a deadline that nobody has looked at yet has come before an event behind it`() async throws {
        let world = try await World.make(wait(call(), deadline: .in(2, .hours)))
        let order = try await world.order()
        world.clock.advance(by: .hours(3))

        try await world.call(order)

        #expect(try await world.marks(order) == ["missed", "after"])
        #expect(try await world.violations() == [])
    }

    @Test func `an event at the very moment of the deadline is in time`() async throws {
        let world = try await World.make(wait(call(), deadline: .in(2, .hours)))
        let order = try await world.order()
        world.clock.advance(by: .hours(2))

        try await world.call(order)

        #expect(try await world.marks(order) == ["came", "after"])
    }

    @Test func `only an event with these settings counts, and only when its condition holds`() async throws {
        let world = try await World.make(wait(call(line: "main", if: quantity(.filled))))
        let order = try await world.order()

        try await world.call(order, line: "other")
        try await world.call(order)
        #expect(try await world.marks(order) == [])
        try await world.set(order, "quantity", 1)
        try await world.call(order)

        #expect(try await world.marks(order) == ["came", "after"])
    }

    @Test func `what the event brought can be inserted`() async throws {
        let block = Block.wait(id: "w", title: "", WaitRule(call()), came: [mark("r", text: "line {=w:line}")], missed: [])
        let world = try await World.make([stage("A", block)])
        let order = try await world.order()

        try await world.call(order, line: "sales")

        #expect(try await world.marks(order) == ["line sales"])
    }

    @Test func `an event before the wait does not count`() async throws {
        let block = Block.wait(id: "w", title: "", WaitRule(call()), came: [mark("came")], missed: [])
        let world = try await World.make([stage("A", .delay(id: "d", title: "", .in(1, .hours)), block)])
        let order = try await world.order()

        try await world.call(order)
        try await world.pass(.hours(2))
        #expect(try await world.marks(order) == [])
        try await world.call(order)

        #expect(try await world.marks(order) == ["came"])
    }

    @Test func `leaving the stage ends the wait`() async throws {
        let world = try await World.make(wait(call(), deadline: .in(1, .hours)))
        let order = try await world.order()

        try await world.move(order, to: "B")
        try await world.call(order)
        try await world.pass(.days(1))

        #expect(try await world.marks(order) == [])
        #expect(try await world.violations() == [])
    }

    @Test func `two waits side by side take the same event, and of any the first wins`() async throws {
        let first = Block.wait(id: "w1", title: "", WaitRule(call()), came: [mark("first")], missed: [])
        let second = Block.wait(id: "w2", title: "", WaitRule(call(line: "vip")), came: [mark("second")], missed: [])
        let both = Block.parallel(id: "p", title: "", waitsForAll: false, branches: [[first], [second]])
        let world = try await World.make([stage("A", both, mark("after", .after))])
        let order = try await world.order()

        try await world.call(order)

        #expect(try await world.marks(order) == ["first", "after"])
        #expect(try await world.violations() == [])
    }

    @Test func `a kind of event that is gone stops the branch with an incident`() async throws {
        let world = try await World.make(wait(call(line: "broken")))
        let order = try await world.order()

        try await world.call(order)

        #expect(try await world.incidents().map(\.node) == ["w"])
        #expect(try await world.violations() == [])
    }

    // MARK: Conditions

    @Test func `a condition that holds already is not waited for`() async throws {
        let world = try await World.make(wait(.condition(quantity(.notFilled)), deadline: .in(1, .hours)))

        let order = try await world.order()

        #expect(try await world.marks(order) == ["came", "after"])
        #expect(try await world.count("automation_timers") == 0)
    }

    @Test func `a condition is asked at every event of the item`() async throws {
        let world = try await World.make(wait(.condition(quantity(.greater, "3")), deadline: .in(1, .days)))
        let order = try await world.order()
        #expect(try await world.marks(order) == [])

        try await world.set(order, "quantity", 2)
        #expect(try await world.marks(order) == [])
        try await world.set(order, "quantity", 4)

        #expect(try await world.marks(order) == ["came", "after"])
        let end = try #require(try await world.journal(order).first { $0.kind == .waitEnded })
        #expect(end.data["condition"]?["result"] == true)
        #expect(try await world.violations() == [])
    }

    @Test func `an import that fills the field ends the wait, without being offered to triggers`() async throws {
        let world = try await World.make(wait(.condition(quantity(.filled))))
        let order = try await world.order()

        try await world.act { transaction, now in
            try transaction.execute("update orders set quantity = 1 where id = $1", [order.id])
            try world.engine.replanFields(of: order, in: transaction, at: now)
        }

        #expect(try await world.marks(order) == ["came", "after"])
    }

    @Test func `a robot of the same stage can end the wait`() async throws {
        let block = Block.wait(id: "w", title: "", WaitRule(.condition(quantity(.filled))), came: [mark("came")], missed: [])
        let world = try await World.make([stage("A", block, robot("set_quantity", "set", .now, ["to": 5]))])

        let order = try await world.order()

        #expect(try await world.marks(order) == ["came"])
    }

    // MARK: Moments

    @Test func `the date of a field is waited for as it is filled and changed`() async throws {
        let world = try await World.make(wait(.moment(Timing(base: .field("DUE_AT"))), deadline: .in(10, .days)))
        let order = try await world.order()
        #expect(try await world.waiting(order).map(\.state) == [.waitingForItem(until: World.monday + .days(10))])

        try await world.set(order, "due_at", World.monday + .days(4))
        #expect(try await world.waiting(order).map(\.state) == [.waitingForItem(until: World.monday + .days(4))])
        try await world.set(order, "due_at", World.monday + .days(2))
        try await world.pass(.days(3))

        #expect(try await world.marks(order) == ["came", "after"])
        #expect(try await world.journal(order).filter { $0.kind == .replanned }.count == 2)
        #expect(try await world.violations() == [])
    }

    @Test func `a date behind the deadline is missed, an empty one too`() async throws {
        let world = try await World.make(wait(.moment(Timing(base: .field("DUE_AT"))), deadline: .in(1, .days)))
        let late = try await world.order()
        let empty = try await world.order()
        try await world.set(late, "due_at", World.monday + .days(5))

        try await world.pass(.days(2))

        #expect(try await world.marks(late) == ["missed", "after"])
        #expect(try await world.marks(empty) == ["missed", "after"])
    }

    @Test func `a deadline in working time counts working hours and moves with the calendar`() async throws {
        let deadline = Timing(amount: 10, unit: .hours, countsWorkingTime: true)
        let world = try await World.make(wait(call(), deadline: deadline))
        let order = try await world.order()

        let until = try await world.waiting(order).map(\.state)

        // Monday 10:00 and ten working hours: eight until 18:00, two on Tuesday.
        #expect(until == [.waitingForItem(until: World.moment("2026-11-24 11:00"))])
    }

    // MARK: People, versions, the gate

    @Test func `a person may wait no longer`() async throws {
        let world = try await World.make(wait(call()))
        let order = try await world.order()

        try await world.act { try world.engine.runNow(order, node: "w", by: UserID(7), in: $0, at: $1) }

        #expect(try await world.marks(order) == ["missed", "after"])
        #expect(try await world.violations() == [])
    }

    @Test func `a new version with another deadline counts it from the old beginning`() async throws {
        let world = try await World.make(wait(call(), deadline: .in(5, .days)))
        let order = try await world.order()
        try await world.pass(.hours(3))

        try await world.publish(wait(call(), deadline: .in(4, .hours)), .migrate)
        try await world.pass(.minutes(1))
        #expect(try await world.waiting(order).map(\.state) == [.waitingForItem(until: World.monday + .hours(4))])
        try await world.pass(.hours(2))

        #expect(try await world.marks(order) == ["missed", "after"])
        #expect(try await world.violations() == [])
    }

    @Test func `an equal wait of a new version goes on`() async throws {
        let world = try await World.make(wait(call(), deadline: .in(5, .days)))
        let order = try await world.order()
        var changed = wait(call(), deadline: .in(5, .days))
        changed[0].process.append(mark("more", .after))

        try await world.publish(changed, .migrate)
        try await world.pass(.minutes(1))
        try await world.call(order)

        #expect(try await world.marks(order) == ["came", "after", "more"])
        #expect(try await world.journal(order).filter { $0.kind == .waitBegan }.count == 1)
    }

    @Test func `behind a closed gate the deadline waits for the administrator, events in time count`() async throws {
        let world = try await World.make(wait(call(), deadline: .in(2, .hours)))
        let late = try await world.order()
        let intime = try await world.order()
        try await world.restore()
        try await world.call(intime)
        world.clock.advance(by: .hours(3))
        try await world.call(late)
        #expect(try await world.marks(intime) == ["came", "after"])
        #expect(try await world.marks(late) == [])

        try await world.act { try world.engine.resume(.skip, by: UserID(7), in: $0, at: $1) }
        try await world.pass(.minutes(1))

        #expect(try await world.marks(late) == ["missed", "after"])
        #expect(try await world.violations() == [])
    }

    @Test func `the explanation says what is waited for and how it ended`() async throws {
        let world = try await World.make(wait(call(), deadline: .in(2, .hours)))
        let order = try await world.order()

        let before = try #require(try await world.explanation(order)?.visits.first?.robots.first)
        try await world.pass(.hours(3))
        let after = try #require(try await world.explanation(order)?.visits.first?.robots.first)

        #expect(before.state == .waitingForItem(until: World.monday + .hours(2)))
        #expect(before.rule == WaitRule(call(), deadline: .in(2, .hours)))
        #expect(before.hasCome == nil)
        #expect(after.hasCome == false)
    }
}
