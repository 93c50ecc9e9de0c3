import Kernel

/// A lead, deal, contact or company came into being.
package struct ItemCreated: CRMEvent {
    package static let kind: EventKind = "item.created"
    package let item: Item

    package var document: DocumentID { item.id }
    package var payload: [String: Value] {
        [
            "fields": .list(item.values.keys.sorted().map { .string($0.rawValue) }),
            "pipeline": item.pipeline.map { .string($0.automationName) } ?? .null,
            "stage": item.stage.map(Value.string) ?? .null,
            "source": item.value(.source),
            "visit": .int(item.stageVisit),
        ]
    }
    package var timeline: TimelineLine? {
        if let original = item.original { return TimelineLine("created_as_copy", ["original": .item(original)]) }
        if let lead = item.lead { return TimelineLine("created_from_lead", ["lead": .item(lead)]) }
        return TimelineLine("created", ["title": .string(item.title), "source": item.value(.source)])
    }
    package var webhook: WebhookName? { WebhookName("ONCRM\(item.entity.code)ADD") }
    package var audience: Audience { .item }
}
