import Kernel

/// The deadline of an item's task was set, moved or removed.
package struct TaskDeadlineChanged: CRMEvent {
    package static let kind: EventKind = "task.deadline_changed"
    package let document: DocumentID
    package let task: TaskItem
    package let from: Timestamp?

    package var payload: [String: Value] { task.eventPayload.merging(move) { $1 } }
    package var timeline: TimelineLine? {
        TimelineLine("task_deadline_changed", task.timelineData.merging(move) { $1 })
    }
    package var webhook: WebhookName? { "ONTASKUPDATE" }
    package var audience: Audience { .item }

    private var move: [String: Value] {
        ["from": from.map(Value.dateTime) ?? .null, "to": task.deadline.map(Value.dateTime) ?? .null]
    }
}
