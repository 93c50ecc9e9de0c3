import Kernel

/// The item's client called and somebody answered.
package struct IncomingCallRegistered: CRMEvent {
    package static let kind: EventKind = "activity.incoming_call"
    package let document: DocumentID
    package let activity: Activity

    package var payload: [String: Value] { activity.eventPayload.merging(activity.outcomePayload) { $1 } }
    package var timeline: TimelineLine? {
        TimelineLine("incoming_call", activity.timelineData.merging(activity.outcomePayload) { $1 })
    }
    package var webhook: WebhookName? { "ONCRMACTIVITYADD" }
    package var audience: Audience { .item }
}
