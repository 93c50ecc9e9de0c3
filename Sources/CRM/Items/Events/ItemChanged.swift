import Kernel

/// Fields of an item changed.
package struct ItemChanged: CRMEvent {
    package static let kind: EventKind = "item.changed"
    /// As it is now.
    package let item: Item
    package let changes: [FieldChange]

    package var document: DocumentID { item.id }

    /// `fields`: the codes; `filled`: those that were empty before; `old.CODE` and `new.CODE`: the values.
    package var payload: [String: Value] {
        var payload: [String: Value] = [
            "fields": .list(changes.map { .string($0.code.rawValue) }),
            "filled": .list(changes.filter { $0.from.isEmpty && !$0.to.isEmpty }.map { .string($0.code.rawValue) }),
            "pipeline": item.pipeline.map { .string($0.automationName) } ?? .null,
            "stage": item.stage.map(Value.string) ?? .null,
        ]
        for change in changes {
            payload["old." + change.code.rawValue] = change.from
            payload["new." + change.code.rawValue] = change.to
        }
        return payload
    }

    package var timeline: TimelineLine? {
        TimelineLine(
            "fields_changed",
            [
                "fields": .list(changes.map { .string($0.code.rawValue) }), "from": .list(changes.map(\.from)),
                "to": .list(changes.map(\.to)),
            ])
    }
    package var webhook: WebhookName? { WebhookName("ONCRM\(item.entity.code)UPDATE") }
    package var audience: Audience { .item }
}
