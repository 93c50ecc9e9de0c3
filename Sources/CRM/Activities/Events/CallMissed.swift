import Kernel

/// The item's client called and nobody answered.
package struct CallMissed: CRMEvent {
    package static let kind: EventKind = "activity.missed_call"
    package let document: DocumentID
    package let activity: Activity

    package var payload: [String: Value] { activity.eventPayload }
    package var timeline: TimelineLine? { TimelineLine("missed_call", activity.timelineData) }
    package var webhook: WebhookName? { "ONCRMACTIVITYADD" }
    package var audience: Audience { .item }
}
