import Kernel

/// A piece of work that one person gives another, with everything a card or a list row shows of it.
package struct TaskItem: Sendable, Equatable {
    package let id: TaskItemID
    package let title: String
    package let description: String
    /// Постановщик: who wants it done and accepts it.
    package let author: UserID
    package let responsible: UserID
    /// Соисполнители.
    package let participants: [UserID]
    package let observers: [UserID]
    package let state: TaskState
    package let isImportant: Bool
    /// The responsible may move the deadline without asking.
    package let mayChangeDeadline: Bool
    /// Completion by others than the author waits for the author's word.
    package let isControlled: Bool
    package let deadline: Timestamp?
    /// When the work is to be done; start before end.
    package let plan: TaskPlan?
    package let parent: TaskItemID?
    /// What the responsible wrote on completion, or why they declined.
    package let result: String
    /// The comment that the result is; nil when it was written with a move.
    package let resultComment: CommentID?
    package let createdAt: Timestamp
    package let changedAt: Timestamp
    package let startedAt: Timestamp?
    package let completedAt: Timestamp?
    package let completedBy: UserID?
    /// The CRM items it belongs to, first linked first.
    package let items: [DocumentID]
    package let files: [FileID]
    package let checkList: [CheckListItem]

    package func isOverdue(at now: Timestamp) -> Bool {
        state.isOpen && state != .awaitingControl && deadline.map { $0 < now } ?? false
    }

    /// Everybody who takes part, once each.
    package var people: Set<UserID> { Set([author, responsible] + participants + observers) }

    package func roles(of person: UserID) -> Set<TaskRole> {
        var roles: Set<TaskRole> = []
        if person == author { roles.insert(.author) }
        if person == responsible { roles.insert(.responsible) }
        if participants.contains(person) { roles.insert(.participant) }
        if observers.contains(person) { roles.insert(.observer) }
        return roles
    }
}

/// Planned start and end of a task's work: both or none, start before end.
package struct TaskPlan: Sendable, Equatable {
    package let start: Timestamp
    package let end: Timestamp

    /// - Throws: `Failure.invalid` unless both are given and `start` is before `end`; nil when neither is given.
    package static func checked(start: Timestamp?, end: Timestamp?) throws -> TaskPlan? {
        switch (start, end) {
        case (nil, nil): return nil
        case (let start?, let end?):
            guard start < end else { throw Failure(.invalid, TaskTexts.planReversed, field: "planEnd") }
            return TaskPlan(start: start, end: end)
        case (nil, _): throw Failure(.invalid, TaskTexts.planHalf, field: "planStart")
        case (_, nil): throw Failure(.invalid, TaskTexts.planHalf, field: "planEnd")
        }
    }
}

package enum CheckListTag {}
package typealias CheckListItemID = Identifier<CheckListTag>

/// A line of a task's check list.
package struct CheckListItem: Sendable, Equatable {
    package let id: CheckListItemID
    package let title: String
    package let doneBy: UserID?
    package let doneAt: Timestamp?
    package var isDone: Bool { doneAt != nil }
}
