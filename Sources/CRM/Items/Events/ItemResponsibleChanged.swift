import Kernel

/// An item was handed over.
package struct ItemResponsibleChanged: CRMEvent {
    package static let kind: EventKind = "item.responsible_changed"
    package let item: Item
    package let from: UserID?
    package let to: UserID?

    package var document: DocumentID { item.id }
    package var payload: [String: Value] {
        [
            "from": from.map(Value.user) ?? .null, "to": to.map(Value.user) ?? .null,
            "fields": .list([.string(FieldCode.responsible.rawValue)]),
        ]
    }
    package var timeline: TimelineLine? {
        TimelineLine("responsible_changed", ["from": payload["from"] ?? .null, "to": payload["to"] ?? .null])
    }
    package var webhook: WebhookName? { WebhookName("ONCRM\(item.entity.code)UPDATE") }
    package var audience: Audience { .item }
}
