import Kernel

/// Something else of an item's task changed: its title, people, check list.
package struct TaskChanged: CRMEvent {
    package static let kind: EventKind = "task.changed"
    package let document: DocumentID
    package let task: TaskItem

    package var payload: [String: Value] { task.eventPayload }
    /// Too small for the history of the item; the task's own card shows it.
    package var timeline: TimelineLine? { nil }
    package var webhook: WebhookName? { "ONTASKUPDATE" }
    package var audience: Audience { .item }
}
