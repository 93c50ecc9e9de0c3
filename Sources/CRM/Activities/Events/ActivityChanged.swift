import Kernel

/// A planned activity of an item has other content or another time.
package struct ActivityChanged: CRMEvent {
    package static let kind: EventKind = "activity.changed"
    package let document: DocumentID
    package let activity: Activity
    package let deadlineBefore: Timestamp?

    package var payload: [String: Value] { activity.eventPayload }
    /// A moved deadline is worth a line; other changes show on the activity itself.
    package var timeline: TimelineLine? {
        if deadlineBefore == activity.deadline {
            nil
        } else {
            TimelineLine(
                "activity_rescheduled",
                activity.timelineData.merging(["from": deadlineBefore.map(Value.dateTime) ?? .null]) { $1 })
        }
    }
    package var webhook: WebhookName? { "ONCRMACTIVITYUPDATE" }
    package var audience: Audience { .item }
}
