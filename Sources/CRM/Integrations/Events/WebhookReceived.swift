import Kernel

/// A program outside called the trigger of this code for the item.
package struct WebhookReceived: CRMEvent {
    package static let kind: EventKind = "webhook.received"
    package let document: DocumentID
    package let code: String

    package init(document: DocumentID, code: String) {
        self.document = document
        self.code = code
    }

    package var payload: [String: Value] { ["code": .string(code)] }
    package var timeline: TimelineLine? { TimelineLine("webhook_received", payload) }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}
