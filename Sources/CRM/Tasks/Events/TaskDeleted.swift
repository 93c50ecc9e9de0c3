import Kernel

/// A task of an item was deleted; a robot that waits for it goes on as «deleted».
package struct TaskDeleted: CRMEvent {
    package static let kind: EventKind = "task.deleted"
    package let document: DocumentID
    package let task: TaskItem

    package var payload: [String: Value] { task.eventPayload }
    package var timeline: TimelineLine? { TimelineLine("task_deleted", task.timelineData) }
    package var webhook: WebhookName? { "ONTASKDELETE" }
    package var audience: Audience { .item }
}
