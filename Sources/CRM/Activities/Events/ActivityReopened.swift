import Kernel

/// A done activity of an item is planned again.
package struct ActivityReopened: CRMEvent {
    package static let kind: EventKind = "activity.reopened"
    package let document: DocumentID
    package let activity: Activity

    package var payload: [String: Value] { activity.eventPayload }
    package var timeline: TimelineLine? { TimelineLine("activity_reopened", activity.timelineData) }
    package var webhook: WebhookName? { "ONCRMACTIVITYUPDATE" }
    package var audience: Audience { .item }
}
