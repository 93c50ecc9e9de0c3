import Kernel

/// A letter went to the item's client.
package struct OutgoingMailRegistered: CRMEvent {
    package static let kind: EventKind = "activity.outgoing_mail"
    package let document: DocumentID
    package let activity: Activity

    package var payload: [String: Value] { activity.eventPayload }
    package var timeline: TimelineLine? { TimelineLine("outgoing_mail", activity.timelineData) }
    package var webhook: WebhookName? { "ONCRMACTIVITYADD" }
    package var audience: Audience { .item }
}
