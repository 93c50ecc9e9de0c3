import Kernel

/// A task of an item is done: by its author, or by the responsible and, where it is controlled, accepted by the author.
package struct TaskCompleted: CRMEvent {
    package static let kind: EventKind = "task.completed"
    package let document: DocumentID
    package let task: TaskItem

    package var payload: [String: Value] { task.eventPayload.merging(completion) { $1 } }
    package var timeline: TimelineLine? { TimelineLine("task_completed", task.timelineData.merging(completion) { $1 }) }
    /// The status event of the same move is the one that is reported.
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }

    private var completion: [String: Value] {
        [
            "completedAt": task.completedAt.map(Value.dateTime) ?? .null,
            "completedBy": task.completedBy.map(Value.user) ?? .null, "result": .string(task.result),
        ]
    }
}
