import Automation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

/// When nobody knows whether the receiver has acted: what is promised for each class, and who may still write down an outcome.
struct UnknownOutcomeTests {
    private func world(_ promise: DeliveryPromise) async throws -> (World, FakeProvider, DocumentID) {
        let world = try await World.make([stage("A", send("s", promise: promise), mark("after", .after))])
        return (world, FakeProvider(), try await world.order())
    }

    @Test func `idempotent: the same key goes out again until there is an answer`() async throws {
        let (world, provider, order) = try await world(.idempotent)
        provider.answer { $0.attempt < 3 ? FakeProvider.silent : FakeProvider.accept($0) }

        try await world.pass(.hours(1), world.deliverer(provider))

        #expect(provider.ledger.count == 3)
        #expect(Set(provider.ledger.map(\.messageID)).count == 1)
        #expect(try await world.marks(order) == ["after"])
    }

    @Test func `queryable: the receiver is asked before anything is sent again`() async throws {
        let (world, provider, order) = try await world(.queryable)
        provider.answer(FakeProvider.silent)
        provider.tell { _ in .done(Receipt(results: ["answer": .string("it was done")], summary: "found")) }

        try await world.pass(.hours(1), world.deliverer(provider))

        #expect(provider.ledger.count == 1 && provider.questions == 1)
        #expect(try await world.marks(order) == ["after"])
        #expect(try await world.delivery().receipt?.summary == "found")
    }

    @Test func `queryable: what was not done is sent again; while the receiver cannot tell, nothing is`() async throws {
        let (world, provider, _) = try await world(.queryable)
        provider.answer { $0.attempt == 1 ? FakeProvider.silent : FakeProvider.accept($0) }
        provider.tell { $0.attempt < 4 ? .cannotTell(Text(verbatim: "?")) : .notDone }

        try await world.pass(.hours(1), world.deliverer(provider))

        #expect(provider.ledger.map(\.attempt) == [1, 4])
        #expect(provider.questions == 3)
    }

    @Test func `at most once: nothing is sent again, a person decides`() async throws {
        let (world, provider, order) = try await world(.atMostOnce)
        provider.answer(FakeProvider.silent)
        let deliverer = world.deliverer(provider)

        try await world.pass(.days(2), deliverer)

        #expect(provider.ledger.count == 1)
        #expect(try await world.delivery().state == .unknown)
        let incident = try #require(try await world.incidents().first)
        #expect(incident.message.english.hasPrefix("The outcome is unknown"))
        #expect(try await world.marks(order) == [])
        #expect(try await world.violations() == [])
        provider.answer { FakeProvider.accept($0) }
        try await world.act { try world.engine.retry(incident: incident.id, by: UserID(7), in: $0, at: $1) }
        try await world.pass(.seconds(1), deliverer)
        #expect(try await world.marks(order) == ["after"])
    }

    @Test func `at most once: a refusal that certainly did nothing is tried again`() async throws {
        let (world, provider, order) = try await world(.atMostOnce)
        provider.answer { $0.attempt == 1 ? FakeProvider.busy() : FakeProvider.accept($0) }

        try await world.pass(.hours(1), world.deliverer(provider))

        #expect(provider.ledger.count == 2)
        #expect(try await world.marks(order) == ["after"])
    }

    @Test func `at least once: it is sent again`() async throws {
        let (world, provider, order) = try await world(.atLeastOnce)
        provider.answer { $0.attempt == 1 ? FakeProvider.silent : FakeProvider.accept($0) }

        try await world.pass(.hours(1), world.deliverer(provider))

        #expect(provider.ledger.count == 2)
        #expect(try await world.marks(order) == ["after"])
    }

    @Test func `a series that ends unsure says so, one that ends in refusals does not`() async throws {
        let (unsure, provider, _) = try await world(.idempotent)
        provider.answer { $0.attempt == 1 ? FakeProvider.silent : FakeProvider.busy() }
        try await unsure.pass(.days(3), unsure.deliverer(provider))
        #expect(try await unsure.delivery().state == .unknown)

        let (refused, other, _) = try await world(.idempotent)
        other.answer(FakeProvider.busy())
        try await refused.pass(.days(3), refused.deliverer(other))
        #expect(try await refused.delivery().state == .dead)
        #expect(other.ledger.count == DeliveryPromise.idempotent.policy.attempts)
    }

    @Test(arguments: DeliveryPromise.allCases)
    func `a node that dies after its claim leaves an unknown outcome, whether it had sent or not`(
        _ promise: DeliveryPromise
    ) async throws {
        let (world, provider, order) = try await world(promise)
        let dead = world.deliverer(provider)
        let other = world.deliverer(provider)

        #expect(try await dead.look().claimed.count == 1)
        try await world.pass(.hours(1), other)

        switch promise {
        case .idempotent, .queryable, .atLeastOnce:
            #expect(provider.ledger.map(\.attempt) == [2])
            #expect(try await world.marks(order) == ["after"])
        case .atMostOnce:
            #expect(provider.ledger.isEmpty)
            #expect(try await world.delivery().state == .unknown)
        }
        #expect(provider.questions == (promise == .queryable ? 1 : 0))
        #expect(try await world.violations() == [])
    }

    @Test(arguments: [true, false])
    func `F4: an answer after the lease is refused and journalled as late`(takenOver: Bool) async throws {
        let (world, provider, order) = try await world(.idempotent)
        let stale = world.deliverer(provider)
        let other = world.deliverer(provider)
        let claim = try #require(try await stale.look().claimed.first)
        provider.answer(FakeProvider.wrong)
        provider.hang("shop")
        let slow = Task { await stale.carryOut(claim) }
        try await eventually { provider.isHanging }

        // Another node finds the lease expired, and perhaps already has a claim of its own.
        world.clock.advance(by: .minutes(5))
        #expect(try await other.look().claimed.isEmpty)
        var second: Delivery?
        if takenOver {
            world.clock.advance(by: .minutes(1))
            second = try await other.look().claimed.first
        }
        provider.release()
        await slow.value
        #expect(try await world.delivery().state == (takenOver ? .sending : .queued))
        provider.answer { FakeProvider.accept($0) }
        if let second { await other.carryOut(second) } else { try await world.pass(.minutes(5), other) }

        #expect(try await world.delivery().state == .delivered)
        #expect(try await world.marks(order) == ["after"])
        let late = try #require(try await world.journal(order).first { $0.kind == .deliveredLate })
        #expect(late.reason?.english == "the answer to attempt 1 came late: 400 wrong")
        #expect(try await world.violations() == [])
    }

    @Test func `F4: who wakes up after the lease does not begin at all`() async throws {
        let (world, provider, _) = try await world(.queryable)
        let deliverer = world.deliverer(provider)
        let claim = try #require(try await deliverer.look().claimed.first)

        world.clock.advance(by: .minutes(5))
        await deliverer.carryOut(claim)

        #expect(provider.ledger.isEmpty)
    }

    @Test func `an outcome that is told twice counts once`() async throws {
        let (world, provider, order) = try await world(.idempotent)
        let deliverer = world.deliverer(provider)
        let claim = try #require(try await deliverer.look().claimed.first)

        await deliverer.carryOut(claim)
        await deliverer.carryOut(claim)

        #expect(try await world.marks(order) == ["after"])
        #expect(try await world.journal(order).filter { $0.kind == .delivered }.count == 1)
        #expect(try await world.journal(order).filter { $0.kind == .deliveredLate }.count == 1)
        #expect(try await world.violations() == [])
    }
}
