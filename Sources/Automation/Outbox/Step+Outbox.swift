import Kernel
import Storage

/// An effect outside that a robot asks for.
package struct DeliveryDraft: Sendable {
    package let connector: ConnectorKind
    /// Who receives it, without the connector's name: a connection's number, a host.
    package let receiver: String
    package let promise: DeliveryPromise
    /// All that the connector needs but secrets, which it looks up when it delivers.
    package let payload: JSONValue
    /// Deleted with the stay on the stage, unless an attempt is under way.
    package let isOnlyOnStage: Bool

    package init(
        _ connector: ConnectorKind, to receiver: String, promise: DeliveryPromise, payload: JSONValue,
        onlyOnStage isOnlyOnStage: Bool = false
    ) {
        self.connector = connector
        self.receiver = receiver
        self.promise = promise
        self.payload = payload
        self.isOnlyOnStage = isOnlyOnStage
    }
}

extension Step {
    /// Puts an effect into the outbox, in this very transaction: it is delivered after the commit, or never happened.
    ///
    /// A step that is carried out again (a replay, a person's «Повторить») finds its own delivery: a delivered one is not
    /// sent again, one that was given up goes out once more under the same key.
    /// - Parameter waits: the robot is done when the receiver has answered (`resume` gets the event), not at once.
    /// - Throws: `Failure` `.limited` when the payload is larger than `DeliveryDraft.largest` bytes.
    package func enqueue(_ draft: DeliveryDraft, waits: Bool) throws -> Outcome {
        let store = OutboxStore(transaction: transaction)
        let known = try store.delivery(key: key)
        if let known, known.state == .delivered { return .done(results: known.receipt?.results ?? [:]) }
        let id = try known.map { try store.revive($0, as: draft, at: now) } ?? store.insert(draft, by: self)
        TransactionScope.of(transaction).hasNewDeliveries = true
        let results: [String: Value] = ["delivery": .int(id)]
        guard waits else { return .done(results: results) }
        return .wait(for: .deliveryDone, or: [.deliveryFailed, .deliveryCancelled], correlation: id, results: results)
    }
}

extension DeliveryDraft {
    /// Bytes of payload that one delivery may have.
    package static let largest = 256 * 1024
}

extension EventKind {
    /// What became of a delivery, posted to its item; `payload["delivery"]` is its number. `delivery.done` also carries
    /// the receiver's answer. A waiting robot hears of `done` and `cancelled` in `resume`; of `failed` the engine makes its
    /// incident, and «Повторить» carries the robot out again.
    package static let deliveryDone: EventKind = "delivery.done"
    package static let deliveryFailed: EventKind = "delivery.failed"
    package static let deliveryCancelled: EventKind = "delivery.cancelled"
    /// An answer to an attempt that somebody else had already taken over.
    static let deliveryLate: EventKind = "delivery.late"
    /// A program that was told says how far it is, in `reason`; for the journal.
    static let deliveryNoted: EventKind = "delivery.noted"
}
