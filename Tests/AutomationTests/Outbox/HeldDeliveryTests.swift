import Automation
import Kernel
import OrderWorld
import Storage
import Testing

/// What was queued when a backup was made may have been sent since: the administrator decides about it too.
struct HeldDeliveryTests {
    @Test(arguments: HoldDecision.allCases)
    func `the administrator decides what becomes of that which was queued before the hold`(decision: HoldDecision) async throws {
        let world = try await World.make([stage("A", send("s"), mark("after", .after))])
        let provider = FakeProvider()
        let deliverer = Deliverer(engine: world.engine, connectors: [provider], dice: { 0.5 })
        let order = try await world.order()
        let since = world.clock.now
        try await world.database.write { try EngineHold(.restoredBackup, since: since).place(in: $0) }
        world.clock.advance(by: .minutes(5))
        let later = try await world.order()

        #expect(try await deliverer.deliverDue() == 0)
        try await world.act { try world.engine.resume(decision, by: UserID(7), in: $0, at: $1) }
        while try await deliverer.deliverDue() > 0 {}
        let atOnce = provider.ledger.count
        try await world.pass(.hours(2), deliverer)

        // What a person has caused since the hold is sent at once in any case.
        #expect(atOnce == (decision == .run ? 2 : 1))
        #expect(provider.ledger.count == (decision == .skip ? 1 : 2))
        for item in [order, later] { #expect(try await world.marks(item).count == 1) }
        let given = try await world.deliveries().filter { $0.state == .cancelled }.map(\.item)
        #expect(given == (decision == .skip ? [order] : []))
        #expect(try await world.violations() == [])
    }
}
