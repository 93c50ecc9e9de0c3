import Kernel

/// A deal was copied; raised on the original.
package struct ItemCopied: CRMEvent {
    package static let kind: EventKind = "item.copied"
    package let original: Item
    package let copy: Item

    package var document: DocumentID { original.id }
    package var payload: [String: Value] {
        ["copy": .item(copy.id), "pipeline": copy.pipeline.map { .string($0.automationName) } ?? .null]
    }
    package var timeline: TimelineLine? { TimelineLine("copied", payload) }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}
