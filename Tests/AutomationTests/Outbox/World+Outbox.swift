import Automation
import Kernel
import OrderWorld
import Storage

extension World {
    /// A node's deliverer; the dice always show the longest pause.
    func deliverer(_ provider: FakeProvider, gate: @escaping Deliverer.Gate = { _ in true }, dice: Double = 0.999)
        -> Deliverer
    {
        Deliverer(engine: engine, connectors: [provider], gate: gate, dice: { dice })
    }

    func deliveries() async throws -> [Delivery] {
        try await database.read { try OutboxReader.deliveries(by: "provider", .all, limit: 1000, in: $0).reversed() }
    }

    /// The only delivery there is.
    func delivery() async throws -> Delivery {
        let all = try await deliveries()
        guard let only = all.first, all.count == 1 else {
            throw Failure(.conflict, Text(verbatim: "\(all.count) deliveries"))
        }
        return only
    }

    /// Lets virtual time pass with the dispatcher and a deliverer at work.
    func pass(_ span: TimeSpan, _ deliverer: Deliverer) async throws {
        let end = clock.now + span
        while true {
            while try await deliverer.deliverDue() > 0 {}
            let work = try await database.read { try engine.nextDue(in: $0) }
            let attempt = try await deliverer.look().next
            guard let next = [work, attempt].compactMap(\.self).min(), next <= end else { break }
            if next > clock.now { clock.advance(to: next) }
            try await engine.tick()
        }
        if end > clock.now { clock.advance(to: end) }
    }
}

func send(
    _ id: String, _ timing: Timing = .now, promise: DeliveryPromise = .idempotent, waits: Bool = true, to: String = "shop",
    onlyOnStage: Bool = false
) -> Block {
    robot(
        "send", id, timing,
        [
            "text": .string(id), "promise": .int(promise.rawValue), "waits": .bool(waits), "to": .string(to),
            "onlyOnStage": .bool(onlyOnStage),
        ])
}
