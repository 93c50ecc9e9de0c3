import Automation
import Kernel
import OrderWorld
import Storage
import Testing

struct StageEntryTests {
    @Test func `at-once robots have acted when the person's transaction is durable`() async throws {
        let world = try await World.make([stage("A", mark("r1"), mark("r2"))])

        let order = try await world.order()

        #expect(try await world.marks(order) == ["r1", "r2"])
        #expect(try await world.violations() == [])
    }

    @Test func `robots start in listed order, each with those after it`() async throws {
        let world = try await World.make([
            stage("A", mark("r1"), mark("r2", .after), mark("r3"), mark("r4", .after))
        ])

        let order = try await world.order()

        #expect(try await world.marks(order) == ["r1", "r2", "r3", "r4"])
    }

    @Test func `a robot after the previous waits for it, parallel ones do not`() async throws {
        let world = try await World.make([stage("A", task("t"), mark("r1", .after), mark("r2"))])
        let order = try await world.order()
        #expect(try await world.marks(order) == ["r2"])

        try await world.complete(1)

        #expect(try await world.marks(order) == ["r2", "r1"])
        #expect(try await world.violations() == [])
    }

    @Test func `creation directly on a stage starts its robots, also on a final one`() async throws {
        let world = try await World.make([stage("A", mark("a")), stage("WON", mark("won"))])

        let order = try await world.order(on: "WON")

        #expect(try await world.marks(order) == ["won"])
    }

    @Test func `a change that is no entry starts nothing, as after an import`() async throws {
        let world = try await World.make([stage("A", mark("r1"))])
        let order = try await world.database.write { transaction in
            try Orders.create(on: "A", title: "imported", { _, _, _ in }, in: transaction, at: world.clock.now)
        }

        try await world.set(order, "quantity", 5)
        #expect(try await world.marks(order) == [])

        try await world.move(order, to: "B")
        try await world.move(order, to: "A")
        #expect(try await world.marks(order) == ["r1"])
    }

    @Test func `two entries told of in one transaction start only the last stage`() async throws {
        let world = try await World.make([stage("A", mark("a")), stage("B", mark("b"))])

        let order = try await world.act { transaction, now in
            let order = try Orders.create(on: "A", title: "", world.events, in: transaction, at: now)
            try Orders.move(order, to: "B", because: nil, user: nil, world.events, in: transaction, at: now)
            return order
        }

        #expect(try await world.marks(order) == ["b"])
    }

    @Test func `an event with a key is taken once`() async throws {
        let world = try await World.make([stage("A"), stage("B", triggers: [call("c")], mark("b"))])
        let order = try await world.order()
        let key = Engine.SourceKey(source: "telephony", key: "call-1")
        let event = PostedEvent(kind: "activity.incoming_call", document: order, payload: ["line": .string("main")])

        let first = try await world.act { try world.engine.post(event, once: key, in: $0, at: $1) }
        try await world.move(order, to: "A")
        let second = try await world.act { try world.engine.post(event, once: key, in: $0, at: $1) }

        #expect(first)
        #expect(!second)
        #expect(try await world.marks(order) == ["b"])
    }

    @Test func `a copied order is visited in the same transaction`() async throws {
        let world = try await World.make([
            stage("A", mark("copied")), stage("B", robot("copy", "c"), moving("m", to: "WON")),
        ])
        let order = try await world.order(on: "C")

        try await world.move(order, to: "B")

        let copy = DocumentID(type: 2, id: order.id + 1)
        #expect(try await world.marks(copy) == ["copied"])
        #expect(try await world.stage(order) == "WON")
        #expect(try await world.violations() == [])
    }

    @Test func `a disabled automation starts nothing`() async throws {
        let world = try await World.make([stage("A", mark("r1"))])
        try await world.database.write { try world.store.setEnabled(false, of: OrderSource.pipeline, in: $0) }

        let order = try await world.order()

        #expect(try await world.marks(order) == [])
    }
}
