import Kernel

/// A completed task of an item is to be worked on again.
package struct TaskReopened: CRMEvent {
    package static let kind: EventKind = "task.reopened"
    package let document: DocumentID
    package let task: TaskItem

    package var payload: [String: Value] { task.eventPayload }
    package var timeline: TimelineLine? { TimelineLine("task_reopened", task.timelineData) }
    /// The status event of the same move is the one that is reported.
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}
