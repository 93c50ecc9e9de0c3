import Kernel

/// What can be done with a task; whether one may is asked of `TaskItem.allows`.
package enum TaskAction: String, Sendable, CaseIterable {
    // Moves from state to state, as in `TaskItem.transitions`.
    case start, pause, complete, submit, accept, sendBack = "send_back", decline
    case postpone, reopen
    // Changes that leave the state as it is.
    case edit, delegate, changeDeadline = "change_deadline", tick, comment, delete
}

/// One row of the transition table.
package struct TaskTransition: Sendable, Equatable {
    package let action: TaskAction
    package let from: Set<TaskState>
    package let to: TaskState
    package let by: Set<TaskRole>

    init(_ action: TaskAction, from: Set<TaskState>, to: TaskState, by: Set<TaskRole>) {
        self.action = action
        self.from = from
        self.to = to
        self.by = by
    }
}

extension TaskItem {
    private static let doers: Set<TaskRole> = [.author, .responsible, .participant]

    /// The whole life of a task. Heads of its people and administrators may do what the author may.
    package static let transitions: [TaskTransition] = [
        TaskTransition(.start, from: [.waiting, .deferred], to: .inProgress, by: doers),
        TaskTransition(.pause, from: [.inProgress], to: .waiting, by: doers),
        TaskTransition(.postpone, from: [.waiting, .inProgress], to: .deferred, by: doers),
        TaskTransition(.decline, from: [.waiting, .inProgress, .deferred], to: .declined, by: [.responsible]),
        // A controlled task is completed by its author only; others submit it for control.
        TaskTransition(.complete, from: [.waiting, .inProgress, .deferred, .declined], to: .completed, by: doers),
        TaskTransition(
            .submit, from: [.waiting, .inProgress, .deferred], to: .awaitingControl, by: [.responsible, .participant]),
        TaskTransition(.accept, from: [.awaitingControl], to: .completed, by: [.author]),
        TaskTransition(.sendBack, from: [.awaitingControl], to: .waiting, by: [.author]),
        TaskTransition(.reopen, from: [.completed, .declined], to: .waiting, by: [.author, .responsible]),
        TaskTransition(.reopen, from: [.awaitingControl], to: .waiting, by: [.responsible, .participant]),
    ]

    /// The row of the table that `action` takes now, for somebody who has `roles`.
    package func transition(_ action: TaskAction, as roles: Set<TaskRole>) -> TaskTransition? {
        TaskItem.transitions.first { row in
            row.action == action && row.from.contains(state) && !row.by.isDisjoint(with: roles) && suits(row, roles)
        }
    }

    /// Control decides between completing and submitting: exactly one of the two is offered.
    private func suits(_ row: TaskTransition, _ roles: Set<TaskRole>) -> Bool {
        let mustSubmit = isControlled && !roles.contains(.author)
        switch row.action {
        case .complete: return !mustSubmit
        case .submit: return mustSubmit
        case .start, .pause, .accept, .sendBack, .decline, .postpone, .reopen, .edit, .delegate, .changeDeadline, .tick,
            .comment, .delete:
            return true
        }
    }
}
