import Automation
import Kernel
import OrderWorld
import Storage
import Synchronization
import TestSupport
import Testing

/// Random receivers, crashes, stale nodes, people and moves: whatever happens, the promises hold and nothing hangs.
struct RandomDeliveryTests {
    private static let seeds: [UInt64] = Array(1...60)

    @Test(arguments: seeds)
    func `promises hold whatever happens, and everything comes to an end`(_ seed: UInt64) async throws {
        var random = Seeded(seed)
        let process = DeliveryPromise.allCases.map { promise in
            send("p\(promise.rawValue)", promise: promise, waits: random.chance(60), to: "r\(random.next() % 2)", onlyOnStage: random.chance(40))
        }
        let world = try await World.make([
            StageAutomation(stage: "A", process: process), stage("B", send("b", promise: .atMostOnce)), stage("C", mark("c")),
        ])
        let outside = Outside(seed)
        let nodes = [world.deliverer(outside.provider, dice: 0.3), world.deliverer(outside.provider, dice: 0.9)]
        var orders: [DocumentID] = []
        var held: [(Deliverer, Delivery)] = []
        for _ in 0..<40 {
            let node = nodes[Int(random.next() % 2)]
            switch random.next() % 9 {
            case 0, 1: orders.append(try await world.order())
            case 2: if let order = orders.randomElement(using: &random) { try await world.move(order, to: ["A", "B", "C"][Int(random.next() % 3)]) }
            case 3: held += try await node.look().claimed.map { (node, $0) }
            // A node that crashed never comes back, a slow one does, at any time.
            case 4: if !held.isEmpty { held.removeFirst() }
            case 5: if !held.isEmpty { let (slow, claim) = held.removeFirst(); await slow.carryOut(claim) }
            case 6: try await Self.decide(in: world, outside, &random)
            case 7: world.clock.advance(by: .seconds(Int64(random.next() % 600)))
            default: _ = try await node.deliverDue()
            }
            #expect(try await world.violations() == [], "seed \(seed)")
        }

        outside.calm()
        try await world.pass(.days(3), nodes[0])
        for (node, claim) in held { await node.carryOut(claim) }

        try await check(world, outside, seed)
    }

    private func check(_ world: World, _ outside: Outside, _ seed: UInt64) async throws {
        #expect(try await world.violations() == [], "seed \(seed)")
        let deliveries = try await world.deliveries()
        #expect(deliveries.allSatisfy { $0.state != .queued && $0.state != .sending }, "seed \(seed)")
        let known = Dictionary(uniqueKeysWithValues: deliveries.map { ($0.messageID, $0) })
        let retried = outside.retried
        for (key, sent) in Dictionary(grouping: outside.provider.ledger, by: \.messageID) {
            guard let delivery = known[key] else {
                Issue.record("seed \(seed): \(key) went out without a row")
                continue
            }
            let effects = outside.effects(of: key)
            switch delivery.promise {
            // The receiver knows the key again, or was asked: one effect, however often it was sent.
            case .idempotent, .queryable: #expect(effects <= 1 || retried.contains(key), "seed \(seed): \(key) \(effects)")
            case .atMostOnce: #expect(effects <= 1 || retried.contains(key), "seed \(seed): \(key) \(sent)")
            case .atLeastOnce: break
            }
        }
        for delivery in deliveries where delivery.state == .delivered {
            #expect(outside.effects(of: delivery.messageID) >= 1, "seed \(seed)")
        }
    }

    private static func decide(in world: World, _ outside: Outside, _ random: inout Seeded) async throws {
        guard let incident = try await world.incidents().first else { return }
        let retries = random.chance(50)
        let stopped = try await world.deliveries().filter { $0.state == .dead || $0.state == .unknown }
        if retries { outside.note(retried: stopped.map(\.messageID)) }
        try await world.act { transaction, now in
            switch incident.kind {
            case .robot where retries, .delivery where retries:
                try world.engine.retry(incident: incident.id, by: UserID(7), in: transaction, at: now)
            case .robot, .delivery: try world.engine.skip(incident: incident.id, by: UserID(7), in: transaction, at: now)
            case .loop, .visit, .crash: try world.engine.release(incident.item, by: UserID(7), in: transaction, at: now)
            }
        }
    }
}

/// Receivers as they are: they refuse, they act and lose the answer, they are down. Those that promise to know keys again
/// act once a key.
private final class Outside: Sendable {
    private struct State {
        var random: Seeded
        var isCalm = false
        var effects: [String: Int] = [:]
        var retried: Set<String> = []
    }

    let provider = FakeProvider()
    private let state: Mutex<State>

    init(_ seed: UInt64) {
        state = Mutex(State(random: Seeded(seed &* 31)))
        provider.answer { [unowned self] delivery in state.withLock { Outside.answer(delivery, &$0) } }
        provider.tell { [unowned self] delivery in
            effects(of: delivery.messageID) > 0 ? .done(Receipt(summary: "done before")) : .notDone
        }
    }

    private static func answer(_ delivery: Delivery, _ state: inout State) -> DeliveryOutcome {
        switch state.isCalm ? 9 : state.random.next() % 10 {
        case 0, 1: return FakeProvider.busy()
        case 2: return FakeProvider.wrong
        case 3: return FakeProvider.silent
        case 4, 5:
            act(delivery, &state)
            return FakeProvider.silent
        default:
            act(delivery, &state)
            return FakeProvider.accept(delivery)
        }
    }

    private static func act(_ delivery: Delivery, _ state: inout State) {
        if delivery.promise == .idempotent, state.effects[delivery.messageID] != nil { return }
        state.effects[delivery.messageID, default: 0] += 1
    }

    func calm() { state.withLock { $0.isCalm = true } }
    func effects(of key: String) -> Int { state.withLock { $0.effects[key] ?? 0 } }
    var retried: Set<String> { state.withLock(\.retried) }
    func note(retried keys: [String]) { state.withLock { $0.retried.formUnion(keys) } }
}
