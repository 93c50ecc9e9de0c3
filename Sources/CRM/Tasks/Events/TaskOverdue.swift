import Kernel

/// The deadline of an item's task has passed and the task is not done. Raised once for every deadline.
package struct TaskOverdue: CRMEvent {
    package static let kind: EventKind = "task.overdue"
    package let document: DocumentID
    package let task: TaskItem

    package var payload: [String: Value] { task.eventPayload }
    package var timeline: TimelineLine? { TimelineLine("task_overdue", task.timelineData) }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}
