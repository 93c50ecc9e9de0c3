import Kernel

/// A merging was taken back: other items came out of this one.
package struct ItemsParted: CRMEvent {
    package static let kind: EventKind = "item.parted"
    package let master: DocumentID
    package let others: [DocumentID]

    package var document: DocumentID { master }
    package var payload: [String: Value] { ["items": .list(others.map(Value.item))] }
    package var timeline: TimelineLine? { TimelineLine("parted", payload) }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}
