import Kernel

/// An item was put into the recycle bin.
package struct ItemDeleted: CRMEvent {
    package static let kind: EventKind = "item.deleted"
    package let item: Item

    package var document: DocumentID { item.id }
    package var payload: [String: Value] { ["stage": item.stage.map(Value.string) ?? .null] }
    package var timeline: TimelineLine? { TimelineLine("deleted") }
    package var webhook: WebhookName? { WebhookName("ONCRM\(item.entity.code)DELETE") }
    package var audience: Audience { .item }
}
