import Automation
import Kernel
import OrderWorld
import Storage
import Testing

/// From the robot's step into the outbox, to the receiver, and back to the robots behind it.
struct DeliveryTests {
    @Test func `a robot's effect is delivered after the commit, and its answer is there for the next robot`() async throws {
        let world = try await World.make([stage("A", send("s"), mark("after", .after, text: "{=s:answer}"))])
        let provider = FakeProvider()

        let order = try await world.order()
        #expect(provider.ledger.isEmpty)
        #expect(try await world.delivery().state == .queued)
        #expect(try await world.marks(order) == [])
        try await world.pass(.seconds(1), world.deliverer(provider))

        #expect(provider.texts == ["s"])
        #expect(try await world.delivery().state == .delivered)
        #expect(try await world.marks(order) == ["thanks for s"])
        #expect(try await world.journal(order).contains { $0.kind == .delivered && $0.node == "s" })
        #expect(try await world.violations() == [])
    }

    @Test func `a transaction that fails leaves nothing to deliver`() async throws {
        let world = try await World.make([stage("A", send("s"))])
        struct Trouble: Error {}

        await #expect(throws: Trouble.self) {
            try await world.act { transaction, now in
                _ = try Orders.create(on: "A", title: "gone", world.events, in: transaction, at: now)
                try world.engine.settle(in: transaction, at: now)
                throw Trouble()
            }
        }

        #expect(try await world.count("automation_outbox") == 0)
        #expect(try await world.deliverer(FakeProvider()).deliverDue() == 0)
    }

    @Test func `a robot that does not wait lets the next one act at once`() async throws {
        let world = try await World.make([stage("A", send("s", waits: false), mark("after", .after))])
        let provider = FakeProvider()

        let order = try await world.order()

        #expect(try await world.marks(order) == ["after"])
        try await world.pass(.seconds(1), world.deliverer(provider))
        #expect(provider.texts == ["s"])
        #expect(try await world.violations() == [])
    }

    @Test func `every attempt carries the same message id, and no other delivery's`() async throws {
        let world = try await World.make([stage("A", send("one"), send("two"))])
        let provider = FakeProvider()
        provider.answer { $0.attempt < 3 ? FakeProvider.silent : FakeProvider.accept($0) }

        _ = try await world.order()
        try await world.pass(.hours(1), world.deliverer(provider))

        let ids = Dictionary(grouping: provider.ledger, by: \.messageID)
        #expect(ids.count == 2)
        for attempts in ids.values { #expect(attempts.map(\.attempt) == [1, 2, 3]) }
    }

    @Test func `pauses between attempts double up to an hour, with full jitter`() {
        let policy = DeliveryPromise.idempotent.policy
        func pauses(_ dice: Double) -> [Int64] {
            (1...14).map { policy.pause(after: $0, retryAfter: nil, dice: dice).milliseconds / 1000 }
        }

        #expect(pauses(1).prefix(5) == [5, 10, 20, 40, 80])
        #expect(pauses(1).last == 3600)
        #expect(pauses(0.5).prefix(4) == [2, 5, 10, 20])
        // However small the dice, not at once.
        #expect(Set(pauses(0)) == [1])
    }

    @Test func `a receiver that asks for patience gets it, within reason`() async throws {
        let world = try await World.make([stage("A", send("s"))])
        let provider = FakeProvider()
        provider.answer { $0.attempt == 1 ? FakeProvider.busy(after: .minutes(7)) : FakeProvider.accept($0) }

        _ = try await world.order()
        let start = world.clock.now
        let deliverer = world.deliverer(provider)
        _ = try await deliverer.deliverDue()

        #expect(try await world.delivery().next == start + .minutes(7))
        try await world.pass(.minutes(6), deliverer)
        #expect(provider.ledger.count == 1)
        try await world.pass(.minutes(2), deliverer)
        #expect(provider.ledger.count == 2)
        let policy = DeliveryPromise.idempotent.policy
        #expect(policy.pause(after: 1, retryAfter: .days(30), dice: 0) == .days(1))
    }

    @Test func `what the receiver calls wrong is not sent again, and a person decides on the card`() async throws {
        let world = try await World.make([stage("A", send("s"), mark("after", .after))])
        let provider = FakeProvider()
        provider.answer(FakeProvider.wrong)
        let deliverer = world.deliverer(provider)
        let order = try await world.order()

        try await world.pass(.days(3), deliverer)
        #expect(provider.ledger.count == 1)
        #expect(try await world.delivery().state == .dead)
        let incident = try #require(try await world.incidents().first)
        #expect(incident.kind == .robot && incident.node == "s" && incident.message.english == "Not delivered. 400 wrong")
        #expect(try await world.violations() == [])

        provider.answer { FakeProvider.accept($0) }
        try await world.act { try world.engine.retry(incident: incident.id, by: UserID(7), in: $0, at: $1) }
        try await world.pass(.seconds(1), deliverer)

        #expect(Set(provider.ledger.map(\.messageID)).count == 1)
        #expect(try await world.marks(order) == ["after"])
        #expect(try await world.incidents().isEmpty)
        #expect(try await world.violations() == [])
    }

    @Test func `a retried robot sends what it would say now, as long as nobody can have seen the old contents`() async throws {
        let process = [stage("A", robot("send", "s", .now, ["text": "{=Document:TITLE}"]))]
        for isUnsure in [false, true] {
            let world = try await World.make(process)
            let provider = FakeProvider()
            provider.answer { $0.attempt == 1 && isUnsure ? FakeProvider.silent : FakeProvider.wrong }
            let deliverer = world.deliverer(provider)
            let order = try await world.order(title: "wrong title")
            try await world.pass(.minutes(1), deliverer)
            let incident = try #require(try await world.incidents().first)

            try await world.set(order, "title", "right title")
            provider.answer { FakeProvider.accept($0) }
            try await world.act { try world.engine.retry(incident: incident.id, by: nil, in: $0, at: $1) }
            try await world.pass(.seconds(1), deliverer)

            #expect(provider.texts.last == (isUnsure ? "wrong title" : "right title"))
            #expect(Set(provider.ledger.map(\.messageID)).count == 1)
        }
    }

    @Test func `skipping a failed robot gives its delivery up for good`() async throws {
        let world = try await World.make([stage("A", send("s"), mark("after", .after))])
        let provider = FakeProvider()
        provider.answer(FakeProvider.wrong)
        let order = try await world.order()
        try await world.pass(.seconds(1), world.deliverer(provider))
        let incident = try #require(try await world.incidents().first)

        try await world.act { try world.engine.skip(incident: incident.id, by: UserID(7), in: $0, at: $1) }
        try await world.pass(.days(1), world.deliverer(provider))

        #expect(try await world.marks(order) == ["after"])
        #expect(try await world.delivery().state == .cancelled)
        #expect(provider.ledger.count == 1)
        #expect(try await world.violations() == [])
    }

    @Test func `what nobody waits for becomes an incident of its own, with retry and skip`() async throws {
        let world = try await World.make([stage("A", send("s", waits: false))])
        let provider = FakeProvider()
        provider.answer(FakeProvider.wrong)
        let deliverer = world.deliverer(provider)
        _ = try await world.order()
        try await world.pass(.seconds(1), deliverer)
        let first = try #require(try await world.incidents().first)
        #expect(first.kind == .delivery && first.title == "s")
        #expect(try await world.count("reports") == 1)

        try await world.act { try world.engine.retry(incident: first.id, by: UserID(7), in: $0, at: $1) }
        try await world.pass(.seconds(1), deliverer)
        #expect(provider.ledger.count == 2)
        let second = try #require(try await world.incidents().first)
        #expect(second.id != first.id)

        try await world.act { try world.engine.skip(incident: second.id, by: UserID(7), in: $0, at: $1) }
        #expect(try await world.delivery().state == .cancelled)
        #expect(try await world.incidents().isEmpty)
        #expect(try await world.violations() == [])
    }

    @Test func `a step that is carried out again after its delivery does not deliver again`() async throws {
        let world = try await World.make([stage("A", send("s"), mark("after", .after, text: "{=s:answer}"))])
        let provider = FakeProvider()
        provider.answer(FakeProvider.wrong)
        let deliverer = world.deliverer(provider)
        let order = try await world.order()
        try await world.pass(.seconds(1), deliverer)
        let incident = try #require(try await world.incidents().first)
        // Somebody has seen to it on the page of deliveries, before the card is retried.
        try await world.database.write { transaction in
            try transaction.execute(
                "update automation_outbox set state = 2, receipt = $1", [#"{"summary":"200","results":{"answer":"by hand"}}"#])
        }

        try await world.act { try world.engine.retry(incident: incident.id, by: nil, in: $0, at: $1) }
        try await world.pass(.seconds(1), deliverer)

        #expect(provider.ledger.count == 1)
        #expect(try await world.marks(order) == ["by hand"])
    }
}
