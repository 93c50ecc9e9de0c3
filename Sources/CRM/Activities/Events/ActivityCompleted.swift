import Kernel

/// An activity of an item was done, by a person or by leaving the stage.
package struct ActivityCompleted: CRMEvent {
    package static let kind: EventKind = "activity.completed"
    package let document: DocumentID
    package let activity: Activity

    package var payload: [String: Value] { activity.eventPayload.merging(finish) { $1 } }
    package var timeline: TimelineLine? {
        TimelineLine("activity_completed", activity.timelineData.merging(finish) { $1 })
    }
    package var webhook: WebhookName? { "ONCRMACTIVITYUPDATE" }
    package var audience: Audience { .item }

    private var finish: [String: Value] {
        activity.outcomePayload.merging(["result": .string(activity.result)]) { $1 }
    }
}

extension Activity {
    /// How a call ended; null for other activities.
    var outcomePayload: [String: Value] {
        ["outcome": callOutcome.map { .string($0.rawValue) } ?? .null]
    }
}
