import Kernel

/// Whom programs want to be told of has changed.
package struct EventHandlersChanged: CRMEvent {
    package static let kind: EventKind = "event_handlers.changed"

    package init() {}

    package var document: DocumentID { .portal }
    package var payload: [String: Value] { [:] }
    package var timeline: TimelineLine? { nil }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .nobody }
}
