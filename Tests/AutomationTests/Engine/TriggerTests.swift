import Automation
import Kernel
import OrderWorld
import Storage
import Testing

struct TriggerTests {
    private func decision(_ world: World, _ order: DocumentID) async throws -> [String] {
        try await world.journal(order).filter { $0.kind == .triggerApplied || $0.kind == .triggerDeclined }.map {
            "\($0.node ?? "") \($0.kind == .triggerApplied ? "applied" : $0.reason?.english ?? "")"
        }
    }

    @Test func `an event moves the item to the trigger's stage and its robots run`() async throws {
        let world = try await World.make([stage("A"), stage("C", triggers: [call("c")], mark("r"))])
        let order = try await world.order()

        try await world.call(order)

        #expect(try await world.stage(order) == "C")
        #expect(try await world.marks(order) == ["r"])
        #expect(try await decision(world, order) == ["c applied"])
    }

    @Test func `a trigger moves forward only`() async throws {
        let world = try await World.make([stage("B", triggers: [call("c")], mark("r"))])
        let order = try await world.order(on: "C")

        try await world.call(order)

        #expect(try await world.stage(order) == "C")
        #expect(
            try await decision(world, order) == ["c the item is past this stage, and the trigger may not move it back"])
    }

    @Test func `a trigger that may move back does`() async throws {
        let world = try await World.make([stage("B", triggers: [call("c", allowsBack: true)], mark("r"))])
        let order = try await world.order(on: "C")

        try await world.call(order)

        #expect(try await world.stage(order) == "B")
    }

    @Test func `an item already there is not entered again`() async throws {
        let world = try await World.make([stage("B", triggers: [call("c", allowsBack: true)], mark("r"))])
        let order = try await world.order(on: "B")

        try await world.call(order)

        #expect(try await world.marks(order) == ["r"])
        #expect(try await decision(world, order) == ["c the item is already on this stage"])
    }

    @Test func `closed items are not touched`() async throws {
        let world = try await World.make([stage("B", triggers: [call("c", allowsBack: true)])])
        let order = try await world.order(on: "WON")

        try await world.call(order)

        #expect(try await world.stage(order) == "WON")
        #expect(try await decision(world, order) == ["c the item is already closed"])
    }

    @Test func `of several triggers the one with the earlier stage wins`() async throws {
        let world = try await World.make([stage("C", triggers: [call("c")]), stage("B", triggers: [call("b")])])
        let order = try await world.order()

        try await world.call(order)

        #expect(try await world.stage(order) == "B")
        #expect(
            try await decision(world, order) == [
                "b applied", "c another trigger matched too and sets an earlier stage",
            ])
    }

    @Test func `a trigger's condition decides, and the next one may apply`() async throws {
        let world = try await World.make([
            stage("B", triggers: [call("b", if: quantity(.greater, "10"))]), stage("C", triggers: [call("c")]),
        ])
        let order = try await world.order()

        try await world.call(order)

        #expect(try await world.stage(order) == "C")
        let declined = try await decision(world, order).first
        #expect(declined?.hasPrefix("b the condition does not hold") == true)
    }

    @Test func `a trigger whose settings mean another event says nothing`() async throws {
        let world = try await World.make([stage("B", triggers: [call("b", line: "second")])])
        let order = try await world.order()

        try await world.call(order, line: "main")
        #expect(try await world.stage(order) == "A")
        #expect(try await decision(world, order) == [])

        try await world.call(order, line: "second")
        #expect(try await world.stage(order) == "B")
    }

    @Test func `a trigger that cannot be checked or applied does not fail the event`() async throws {
        let refused = TriggerSetting(id: "d", kind: "call", title: "refused")
        let world = try await World.make([
            stage("B", triggers: [call("b", line: "broken")]), stage("D", triggers: [refused]),
        ])
        let order = try await world.order()

        try await world.call(order)

        #expect(try await world.stage(order) == "A")
        #expect(try await decision(world, order) == ["b no such line", "d D needs a payment type"])
        #expect(try await world.violations() == [])
    }

    @Test func `pending robots of the old stage end with the move`() async throws {
        let world = try await World.make([stage("A", mark("r", .in(1, .hours))), stage("B", triggers: [call("c")])])
        let order = try await world.order()

        try await world.call(order)
        try await world.pass(.hours(2))

        #expect(try await world.marks(order) == [])
    }

    @Test func `robots of the stage can use what the trigger's event brought`() async throws {
        let world = try await World.make([
            stage("A"), stage("B", triggers: [call("c")], mark("r", text: "line {=c:line}")),
        ])
        let order = try await world.order()

        try await world.call(order, line: "second")

        #expect(try await world.marks(order) == ["line second"])
    }

    @Test func `a field that a robot fills fires a trigger`() async throws {
        let filled = TriggerSetting(id: "f", kind: "field", title: "f", parameters: ["field": "QUANTITY"])
        let world = try await World.make([
            stage("A", robot("set_quantity", "s", [:], 4), mark("late", .after)),
            stage("B", triggers: [filled], mark("b")),
        ])

        let order = try await world.order()

        #expect(try await world.stage(order) == "B")
        #expect(try await world.marks(order) == ["b"])
    }

    @Test func `triggers come from the active version, not from the run's`() async throws {
        let world = try await World.make([stage("A", task("t")), stage("B", triggers: [call("c")])])
        let order = try await world.order()
        try await world.publish([stage("A", task("t")), stage("C", triggers: [call("c")])])

        try await world.call(order)

        #expect(try await world.stage(order) == "C")
    }
}

private func robot(_ kind: RobotKind, _ id: String, _ parameters: [String: JSONValue], _ quantity: Int64) -> Block {
    robot(kind, id, .now, parameters.merging(["to": .int(quantity)]) { $1 })
}
