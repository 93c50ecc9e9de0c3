import Kernel

/// An item came back from the recycle bin.
package struct ItemRestored: CRMEvent {
    package static let kind: EventKind = "item.restored"
    package let item: Item

    package var document: DocumentID { item.id }
    package var payload: [String: Value] { ["stage": item.stage.map(Value.string) ?? .null] }
    package var timeline: TimelineLine? { TimelineLine("restored") }
    package var webhook: WebhookName? { WebhookName("ONCRM\(item.entity.code)RESTORE") }
    package var audience: Audience { .item }
}
