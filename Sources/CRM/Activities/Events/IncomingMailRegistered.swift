import Kernel

/// The item's client wrote a letter.
package struct IncomingMailRegistered: CRMEvent {
    package static let kind: EventKind = "activity.incoming_mail"
    package let document: DocumentID
    package let activity: Activity

    package var payload: [String: Value] { activity.eventPayload }
    package var timeline: TimelineLine? { TimelineLine("incoming_mail", activity.timelineData) }
    package var webhook: WebhookName? { "ONCRMACTIVITYADD" }
    package var audience: Audience { .item }
}
