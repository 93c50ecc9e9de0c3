import Kernel
import Storage

extension TaskItem {
    /// Takes a task from state to state by the transition table; tells those whom it concerns and every linked item.
    /// Completing a controlled task by somebody else than its author submits it for control.
    /// - Parameter note: the result for completing and submitting, the reason for declining and sending back; may be empty
    ///   except for declining.
    /// - Throws: `Failure.notFound`, or `.forbidden` when the state or the person's role does not allow it.
    @discardableResult
    package static func move(
        _ id: TaskItemID, _ action: TaskAction, note: String = "", by access: TaskAccess, in command: Command
    ) throws -> TaskItem {
        try command.transaction.lock(id)
        let task = try find(id, for: access, in: command.transaction)
        let roles = task.roles(for: access)
        let step = action == .complete && task.transition(.complete, as: roles) == nil ? .submit : action
        guard let transition = task.transition(step, as: roles) else {
            throw Failure(.forbidden, TaskTexts.refusal(action, in: task.state), field: action.rawValue)
        }
        let note = note.withoutOuterSpace
        if step == .decline, note.isEmpty { throw Failure(.invalid, TaskTexts.noReason, field: "note") }
        try task.store(transition, note: note, in: command)
        let moved = try find(id, for: .portal, in: command.transaction)
        try moved.recordMove(from: task.state, note: note, in: command)
        try moved.tell(of: transition, from: task.state, in: command)
        return moved
    }

    /// Done. A controlled task waits for its author's word unless the author says so.
    @discardableResult
    package static func complete(
        _ id: TaskItemID, result: String = "", by access: TaskAccess, in command: Command
    ) throws -> TaskItem {
        try move(id, .complete, note: result, by: access, in: command)
    }

    private func store(_ transition: TaskTransition, note: String, in command: Command) throws {
        let isCompleted = transition.to == .completed
        // Accepted work was completed by whoever submitted it: the submitter is kept, the moment is that of acceptance.
        let finisher = transition.action == .accept ? completedBy : command.actor.user
        let closesResult = [.complete, .submit, .decline, .sendBack].contains(transition.action)
        let writesResult = closesResult && !note.isEmpty
        let keepsFinisher = isCompleted || transition.to == .awaitingControl
        try command.transaction.execute(
            """
            update tasks set state = $2, changed_at = $3, started_at = $4, completed_at = $5, completed_by = $6, result = $7,
                notice_at = $8, result_comment = $9
            where id = $1
            """,
            [
                id, transition.to.rawValue, command.now,
                transition.to == .inProgress ? startedAt ?? command.now : startedAt,
                isCompleted ? command.now : nil, keepsFinisher ? finisher : nil,
                writesResult ? note : result,
                TaskItem.noticeMoment(in: transition.to, deadline: deadline, at: command.now), writesResult ? nil : resultComment,
            ])
    }

    /// When to tell that the deadline has passed: not again once it has, not while nothing is expected.
    static func noticeMoment(in state: TaskState, deadline: Timestamp?, at now: Timestamp) -> Timestamp? {
        switch state {
        case .waiting, .inProgress: deadline.flatMap { $0 > now ? $0 : nil }
        case .awaitingControl, .completed, .deferred, .declined: nil
        }
    }

    private func tell(of transition: TaskTransition, from: TaskState, in command: Command) throws {
        try refreshed(in: command)
        try Notice.send(TaskNotices.moved(self), to: audience(of: transition.action), in: command)
        tellPrograms("ONTASKUPDATE", in: command)
        for item in items {
            command.raise(TaskStatusChanged(document: item, task: self, from: from))
            if state == .completed { command.raise(TaskCompleted(document: item, task: self)) }
            if from == .completed { command.raise(TaskReopened(document: item, task: self)) }
        }
    }

    /// Who is told of a move; whoever made it is left out later.
    private func audience(of action: TaskAction) -> Set<UserID> {
        switch action {
        case .start, .pause, .postpone, .submit, .decline: [author]
        case .accept, .sendBack: Set([responsible] + participants)
        case .complete, .reopen: people
        case .edit, .delegate, .changeDeadline, .tick, .comment, .delete: []
        }
    }
}
