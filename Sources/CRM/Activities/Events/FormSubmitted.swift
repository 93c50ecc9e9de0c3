import Kernel

/// A web form was filled for the item.
package struct FormSubmitted: CRMEvent {
    package static let kind: EventKind = "activity.form_submitted"
    package let document: DocumentID
    package let activity: Activity
    package let form: Int64

    package var payload: [String: Value] { activity.eventPayload.merging(["form": .int(form)]) { $1 } }
    package var timeline: TimelineLine? {
        TimelineLine("form_submitted", activity.timelineData.merging(["form": .int(form)]) { $1 })
    }
    package var webhook: WebhookName? { "ONCRMACTIVITYADD" }
    package var audience: Audience { .item }
}
