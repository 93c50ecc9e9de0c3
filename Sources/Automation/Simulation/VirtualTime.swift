import Kernel
import Storage

/// The engine and its deliverer under a clock that jumps from one due moment to the next.
package struct VirtualTime: Sendable {
    package let engine: Engine
    package let deliverer: Deliverer
    package let clock: ManualClock

    package init(engine: Engine, deliverer: Deliverer, clock: ManualClock) {
        self.engine = engine
        self.deliverer = deliverer
        self.clock = clock
    }

    /// When there is something to do next; nil when nothing is planned.
    package func nextDue() async throws -> Timestamp? {
        try await engine.database.read { [self] reader in
            [try engine.nextDue(in: reader), try deliverer.nextDue(in: reader, at: clock.now)].compactMap(\.self).min()
        }
    }

    /// Does what is due now, once.
    package func work() async throws {
        try await engine.tick()
        try await deliverer.deliverDue()
    }
}

/// Answers in place of everybody outside: nothing leaves the machine.
package struct StubConnector: Connector {
    package let kind: ConnectorKind
    package let limits = ChannelLimits()
    let succeeds: Bool

    package init(_ kind: ConnectorKind, succeeds: Bool) {
        self.kind = kind
        self.succeeds = succeeds
    }

    package func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        guard succeeds else { return .refused(DeliveryFailure(SimulationTexts.receiverDown)) }
        return .delivered(Receipt(results: ["status": .int(200), "body": .string("")], summary: SimulationTexts.stubAnswer.russian))
    }

    package func lookUp(_ delivery: Delivery) async -> LookUp { .notDone }
}
