import Kernel

/// Somebody called the item's client.
package struct OutgoingCallRegistered: CRMEvent {
    package static let kind: EventKind = "activity.outgoing_call"
    package let document: DocumentID
    package let activity: Activity

    package var payload: [String: Value] { activity.eventPayload.merging(activity.outcomePayload) { $1 } }
    package var timeline: TimelineLine? {
        TimelineLine("outgoing_call", activity.timelineData.merging(activity.outcomePayload) { $1 })
    }
    package var webhook: WebhookName? { "ONCRMACTIVITYADD" }
    package var audience: Audience { .item }
}
