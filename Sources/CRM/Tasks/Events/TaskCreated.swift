import Kernel

/// A task that belongs to an item was given.
package struct TaskCreated: CRMEvent {
    package static let kind: EventKind = "task.created"
    package let document: DocumentID
    package let task: TaskItem

    package var payload: [String: Value] { task.eventPayload }
    package var timeline: TimelineLine? {
        TimelineLine(
            "task_created", task.timelineData.merging(["deadline": task.deadline.map(Value.dateTime) ?? .null]) { $1 })
    }
    package var webhook: WebhookName? { "ONTASKADD" }
    package var audience: Audience { .item }
}

extension TaskItem {
    /// What triggers and waits see of a task in each of its events; `task` is what a waiting robot goes by.
    var eventPayload: [String: Value] {
        [
            "task": .int(id.rawValue), "title": .string(title), "status": .string(state.rawValue),
            "responsible": .user(responsible), "author": .user(author),
        ]
    }

    var timelineData: [String: Value] {
        ["task": .reference(Reference(.task, id.rawValue)), "title": .string(title), "responsible": .user(responsible)]
    }
}
