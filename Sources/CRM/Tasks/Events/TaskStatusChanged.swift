import Kernel

/// A task of an item went from one state to another; raised for every move, beside the events of special moves.
package struct TaskStatusChanged: CRMEvent {
    package static let kind: EventKind = "task.status_changed"
    package let document: DocumentID
    package let task: TaskItem
    package let from: TaskState

    package var payload: [String: Value] { task.eventPayload.merging(["from": .string(from.rawValue)]) { $1 } }
    /// Completion and reopening write lines of their own.
    package var timeline: TimelineLine? {
        switch task.state {
        case .completed: nil
        case .waiting where from == .completed: nil
        case .waiting, .inProgress, .awaitingControl, .deferred, .declined:
            TimelineLine(
                "task_status_changed",
                task.timelineData.merging(["from": .string(from.rawValue), "to": .string(task.state.rawValue)]) { $1 })
        }
    }
    package var webhook: WebhookName? { "ONTASKUPDATE" }
    package var audience: Audience { .item }
}
