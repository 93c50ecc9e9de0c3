import Kernel

/// An activity of an item was deleted.
package struct ActivityDeleted: CRMEvent {
    package static let kind: EventKind = "activity.deleted"
    package let document: DocumentID
    package let activity: Activity

    package var payload: [String: Value] { activity.eventPayload }
    package var timeline: TimelineLine? { TimelineLine("activity_deleted", activity.timelineData) }
    package var webhook: WebhookName? { "ONCRMACTIVITYDELETE" }
    package var audience: Audience { .item }
}
