import Kernel

/// A constant or variable was made, changed or deleted.
package struct ConstantChanged: CRMEvent {
    package static let kind: EventKind = "constant.changed"
    package let code: String

    package var document: DocumentID { .portal }
    package var payload: [String: Value] { ["CODE": .string(code)] }
    package var timeline: TimelineLine? { nil }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .nobody }
}
