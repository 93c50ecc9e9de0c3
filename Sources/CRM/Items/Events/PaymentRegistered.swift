import Kernel

/// Money for a lead or deal has come in.
package struct PaymentRegistered: CRMEvent {
    package static let kind: EventKind = "payment.registered"
    package let item: Item
    /// This payment.
    package let payment: Money
    /// With all payments before.
    package let paid: Money
    /// What is due altogether; nil when the item has no sum.
    package let expected: Money?

    /// Whether everything that is due has been paid.
    package var isFull: Bool { expected.map { $0.minorUnits > 0 && paid.minorUnits >= $0.minorUnits } ?? false }

    package var document: DocumentID { item.id }
    package var payload: [String: Value] {
        [
            "amount": .money(payment), "paid": .money(paid), "expected": expected.map(Value.money) ?? .null,
            "is_full": .bool(isFull),
        ]
    }
    package var timeline: TimelineLine? { TimelineLine("payment_registered", payload) }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}
