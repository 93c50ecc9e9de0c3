import Kernel

/// A robot wrote a line into the item's history.
package struct ItemNoted: CRMEvent {
    package static let kind: EventKind = "item.noted"
    package let document: DocumentID
    package let text: String

    package init(document: DocumentID, text: String) {
        self.document = document
        self.text = text
    }

    package var payload: [String: Value] { ["text": .string(text)] }
    package var timeline: TimelineLine? { TimelineLine("note", payload) }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}
