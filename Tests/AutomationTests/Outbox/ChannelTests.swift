import Automation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

/// How hard one receiver may be leaned on, and that none keeps another waiting.
struct ChannelTests {
    private func world(orders: Int, to receivers: [String] = ["shop"]) async throws -> World {
        let world = try await World.make([
            stage("A", robot("send", "s", .now, ["text": "{=Document:TITLE}", "to": "{=Document:TITLE}"]))
        ])
        for number in 0..<orders { _ = try await world.order(title: receivers[number % receivers.count]) }
        return world
    }

    @Test func `no more attempts at a time than the receiver can take, over all nodes`() async throws {
        let world = try await world(orders: 10)
        var limits = ChannelLimits()
        limits.concurrency = 3
        let provider = FakeProvider(limits: limits)
        let one = world.deliverer(provider)
        let two = world.deliverer(provider)

        let first = try await one.look().claimed
        #expect(first.count == 3)
        #expect(try await two.look().claimed.isEmpty)
        await one.carryOut(first[0])
        #expect(try await two.look().claimed.count == 1)
    }

    @Test func `no more attempts a second than agreed`() async throws {
        let world = try await world(orders: 30)
        var limits = ChannelLimits()
        limits.concurrency = 100
        limits.burst = 5
        limits.perSecond = 2
        let provider = FakeProvider(limits: limits)
        let deliverer = world.deliverer(provider)
        func drain() async throws -> Int {
            while try await deliverer.deliverDue() > 0 {}
            return provider.ledger.count
        }

        #expect(try await drain() == 5)
        world.clock.advance(by: TimeSpan(milliseconds: 400))
        #expect(try await drain() == 5)
        let next = try #require(try await deliverer.look().next)
        #expect(next == world.clock.now + TimeSpan(milliseconds: 100))
        world.clock.advance(by: .seconds(5))
        #expect(try await drain() == 10)
        try await world.pass(.minutes(1), deliverer)
        #expect(provider.ledger.count == 30)
    }

    @Test func `after five failures in a row a receiver is left in peace, then felt with one attempt`() async throws {
        let world = try await world(orders: 20)
        var limits = ChannelLimits()
        limits.concurrency = 1
        let provider = FakeProvider(limits: limits)
        provider.answer(FakeProvider.silent)
        let deliverer = world.deliverer(provider)
        while try await deliverer.deliverDue() > 0 {}
        #expect(provider.ledger.count == 5)
        let circuits = try await world.database.read { try OutboxReader.openCircuits("provider", at: world.clock.now, in: $0) }
        #expect(circuits == ["provider:shop": world.clock.now + .seconds(30)])

        world.clock.advance(by: .seconds(29))
        #expect(try await deliverer.deliverDue() == 0)
        world.clock.advance(by: .seconds(1))
        #expect(try await deliverer.deliverDue() == 1)
        // Still down: a longer rest.
        world.clock.advance(by: .seconds(59))
        #expect(try await deliverer.deliverDue() == 0)
        world.clock.advance(by: .seconds(1))
        provider.answer { FakeProvider.accept($0) }
        while try await deliverer.deliverDue() > 0 {}
        #expect(provider.ledger.count == 26)
        #expect(try await world.violations() == [])
    }

    @Test func `a receiver that is down costs the waiting ones no attempt`() async throws {
        let world = try await world(orders: 50)
        let provider = FakeProvider()
        provider.answer(FakeProvider.busy())
        let deliverer = world.deliverer(provider)

        try await world.pass(.hours(1), deliverer)

        let attempts = try await world.deliveries().map(\.attempt).reduce(0, +)
        #expect(attempts == provider.ledger.count && attempts < 30)
    }

    @Test func `patience that one delivery is asked for holds for all to the same receiver`() async throws {
        let world = try await world(orders: 3)
        var limits = ChannelLimits()
        limits.concurrency = 1
        let provider = FakeProvider(limits: limits)
        provider.answer { $0.attempt == 1 ? FakeProvider.busy(after: .minutes(2)) : FakeProvider.accept($0) }
        let deliverer = world.deliverer(provider)
        while try await deliverer.deliverDue() > 0 {}
        #expect(provider.ledger.count == 1)
        world.clock.advance(by: .minutes(2))
        #expect(try await deliverer.deliverDue() == 1)
    }

    @Test func `a delivery that is wrong itself says nothing against its receiver`() async throws {
        let world = try await world(orders: 20)
        let provider = FakeProvider()
        provider.answer(FakeProvider.wrong)
        let deliverer = world.deliverer(provider)

        while try await deliverer.deliverDue() > 0 {}

        #expect(provider.ledger.count == 20)
    }

    @Test func `while the portal is on hold nothing is claimed`() async throws {
        let world = try await world(orders: 1)
        let provider = FakeProvider()
        let deliverer = world.deliverer(provider) { reader in
            try !reader.exists("select 1 from switches where name = 'broken' and value = 1")
        }
        try await world.breakRobots(true)

        let look = try await deliverer.look()
        #expect(look.claimed.isEmpty && look.next == world.clock.now + .seconds(5))
        try await world.breakRobots(false)
        try await world.pass(.seconds(10), deliverer)

        #expect(provider.ledger.count == 1)
    }

    @Test
    func `a receiver that hangs keeps no other waiting, and the program stops in order`() async throws {
        let world = try await world(orders: 12, to: ["tar", "quick"])
        let provider = FakeProvider()
        provider.hang("tar")
        let deliverer = world.deliverer(provider)
        let running = Task { try await deliverer.run() }

        try await eventually { try await world.deliveries().filter { $0.state == .delivered }.count == 6 }
        #expect(try await world.deliveries().filter { $0.state == .sending }.allSatisfy { $0.channel == "provider:tar" })
        // What comes in later is not held up either, and wakes the deliverer by its commit.
        _ = try await world.order(title: "quick")
        try await eventually { try await world.deliveries().filter { $0.state == .delivered }.count == 7 }
        running.cancel()
        provider.release()
        try await running.value

        #expect(try await world.deliveries().allSatisfy { $0.state != .sending })
    }
}
