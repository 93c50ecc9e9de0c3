import Kernel

/// What belongs to one item shall be seen on others too: activities, tasks and comments bind themselves to them. Raised for
/// a converted lead and its contact, company and deal, after all of them exist.
package struct ItemsLinked: CRMEvent {
    package static let kind: EventKind = "item.linked"
    package let from: DocumentID
    package let to: [DocumentID]

    package var document: DocumentID { from }
    package var payload: [String: Value] { ["items": .list(to.map(Value.item))] }
    package var timeline: TimelineLine? { nil }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}
