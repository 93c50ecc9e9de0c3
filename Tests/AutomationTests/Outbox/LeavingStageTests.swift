import Automation
import Kernel
import OrderWorld
import Storage
import Testing

/// What becomes of deliveries when the item leaves the stage they belong to.
struct DeliveriesOnLeavingTests {
    private func world(waits: Bool = true, onlyOnStage: Bool) async throws -> (World, FakeProvider) {
        let process = [stage("A", send("s", waits: waits, onlyOnStage: onlyOnStage), mark("after", .after)), stage("B", mark("b"))]
        return (try await World.make(process), FakeProvider())
    }

    @Test(arguments: [true, false])
    func `what is meant for the stay only is gone with it, in the same transaction`(waits: Bool) async throws {
        let (world, provider) = try await world(waits: waits, onlyOnStage: true)
        let order = try await world.order()

        try await world.move(order, to: "B")

        #expect(try await world.count("automation_outbox") == 0)
        try await world.pass(.days(1), world.deliverer(provider))
        #expect(provider.ledger.isEmpty)
        #expect(try await world.violations() == [])
    }

    @Test func `anything else goes on, though its robot waits no longer`() async throws {
        let (world, provider) = try await world(onlyOnStage: false)
        let order = try await world.order()

        try await world.move(order, to: "B")
        try await world.pass(.minutes(1), world.deliverer(provider))

        #expect(provider.texts == ["s"])
        #expect(try await world.delivery().state == .delivered)
        #expect(try await world.marks(order) == ["b"])
        #expect(try await world.violations() == [])
    }

    @Test func `what was tried before stays on record as cancelled`() async throws {
        let (world, provider) = try await world(onlyOnStage: true)
        provider.answer(FakeProvider.silent)
        let order = try await world.order()
        _ = try await world.deliverer(provider).deliverDue()

        try await world.move(order, to: "B")
        try await world.pass(.days(1), world.deliverer(provider))

        #expect(try await world.delivery().state == .cancelled)
        #expect(provider.ledger.count == 1)
    }

    @Test func `an attempt under way cannot be taken back; its result is journalled and moves nobody`() async throws {
        let (world, provider) = try await world(onlyOnStage: true)
        let order = try await world.order()
        let deliverer = world.deliverer(provider)
        let claim = try #require(try await deliverer.look().claimed.first)

        try await world.move(order, to: "B")
        await deliverer.carryOut(claim)

        #expect(try await world.delivery().state == .delivered)
        #expect(try await world.marks(order) == ["b"])
        #expect(try await world.journal(order).contains { $0.kind == .delivered })
        #expect(try await world.violations() == [])
    }

    @Test func `a failed attempt of a stay that is over is not repeated`() async throws {
        let (world, provider) = try await world(onlyOnStage: true)
        provider.answer(FakeProvider.busy())
        let order = try await world.order()
        let deliverer = world.deliverer(provider)
        let claim = try #require(try await deliverer.look().claimed.first)

        try await world.move(order, to: "B")
        await deliverer.carryOut(claim)
        try await world.pass(.days(1), deliverer)

        #expect(provider.ledger.count == 1)
        #expect(try await world.delivery().state == .cancelled)
    }

    @Test func `coming back begins anew: the old delivery is not the new one`() async throws {
        let (world, provider) = try await world(onlyOnStage: true)
        let order = try await world.order()

        try await world.move(order, to: "B")
        try await world.move(order, to: "A")
        try await world.pass(.minutes(1), world.deliverer(provider))

        #expect(provider.ledger.count == 1)
        #expect(try await world.marks(order) == ["b", "after"])
        #expect(try await world.violations() == [])
    }

    @Test func `a person who cancels lets the robot go on without it`() async throws {
        let (world, provider) = try await world(onlyOnStage: false)
        let order = try await world.order()
        let id = try await world.delivery().id

        try await world.act { try world.engine.cancel(delivery: id, by: UserID(7), in: $0, at: $1) }
        try await world.pass(.days(1), world.deliverer(provider))

        #expect(provider.ledger.isEmpty)
        #expect(try await world.delivery().state == .cancelled)
        #expect(try await world.marks(order) == ["after"])
        await #expect(throws: Failure.self) {
            try await world.act { try world.engine.cancel(delivery: 999, by: nil, in: $0, at: $1) }
        }
        #expect(try await world.violations() == [])
    }
}
