import Kernel

/// Other items went into this one.
package struct ItemsMerged: CRMEvent {
    package static let kind: EventKind = "item.merged"
    package let master: DocumentID
    package let others: [DocumentID]

    package var document: DocumentID { master }
    package var payload: [String: Value] { ["items": .list(others.map(Value.item))] }
    package var timeline: TimelineLine? { TimelineLine("merged", payload) }
    /// The change of the master and the deletion of the others are reported on their own.
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}
