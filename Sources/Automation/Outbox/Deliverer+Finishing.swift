import Kernel
import Storage

extension Deliverer {
    /// The end of an attempt: how the receiver is doing, and what became of the delivery.
    func finish(_ claim: Delivery, _ outcome: DeliveryOutcome, in transaction: any Transaction, at now: Timestamp) throws {
        let limits = connectors[claim.connector]?.limits ?? ChannelLimits()
        try ChannelStore(transaction: transaction).note(claim.channel, outcome, limits, at: now)
        try conclude(claim, outcome, in: transaction, at: now)
    }

    /// Writes down what a claim came to, and tells the item: its robots hear of it in the same transaction.
    func conclude(_ claim: Delivery, _ outcome: DeliveryOutcome, in transaction: any Transaction, at now: Timestamp) throws {
        let verdict = claim.verdict(outcome, at: now, dice: dice())
        guard try OutboxStore(transaction: transaction).settle(claim, as: verdict, at: now) else {
            return try tell(claim, .deliveryLate, [:], late(claim, outcome), in: transaction, at: now)
        }
        switch verdict {
        case .delivered(let receipt):
            try engine.source.delivered(claim, in: transaction, at: now)
            let reason = OutboxTexts.delivered.with(["summary": receipt.summary])
            try tell(claim, .deliveryDone, receipt.results, reason, in: transaction, at: now)
        case .dead(let why), .unknown(let why): try tell(claim, .deliveryFailed, [:], why, in: transaction, at: now)
        case .again: break
        }
    }

    private func tell(
        _ claim: Delivery, _ kind: EventKind, _ results: [String: Value], _ reason: Text,
        in transaction: any Transaction, at now: Timestamp
    ) throws {
        if claim.isNotice { return }
        try engine.post(
            PostedEvent(
                kind: kind, document: claim.item, payload: results.merging(claim.eventPayload) { $1 }, reason: reason),
            in: transaction, at: now)
        try engine.settle(in: transaction, at: now)
    }

    private func late(_ claim: Delivery, _ outcome: DeliveryOutcome) -> Text {
        let told: Text =
            switch outcome {
            case .delivered(let receipt): Text(verbatim: receipt.summary)
            case .refused(let failure), .unknown(let failure): failure.message
            }
        return OutboxTexts.late.with(["attempt": Text(verbatim: String(claim.attempt)), "outcome": told])
    }
}
