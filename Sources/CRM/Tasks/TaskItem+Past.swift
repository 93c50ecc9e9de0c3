import Kernel
import Storage

/// A task that was given elsewhere and comes in with its history.
struct PastTask {
    var draft: TaskDraft
    let state: TaskState
    let result: String
    let createdAt: Timestamp
    /// Nil where nobody knows; a completed task then was completed when it came in.
    let completedAt: Timestamp?
}

extension TaskItem {
    /// Enters a task that was given elsewhere: nobody is told and no robot starts, for it is no news.
    /// - Throws: `Failure.invalid` with the field that is wrong.
    static func enter(_ past: PastTask, in command: Command) throws -> TaskItemID {
        let draft = past.draft
        let title = try checkedTitle(draft.title)
        guard let author = draft.author else { throw Failure(.invalid, TaskTexts.noAuthor, field: "author") }
        let plan = try TaskPlan.checked(start: draft.planStart, end: draft.planEnd)
        let id = TaskItemID(try command.transaction.nextID("tasks"))
        try insert(draft, id, title: title, author: author, plan: plan, in: command)
        let isCompleted = past.state == .completed
        try command.transaction.execute(
            """
            update tasks set state = $2, result = $3, created_at = $4, completed_at = $5, completed_by = $6,
                notice_at = case when $7 = 1 then null else notice_at end where id = $1
            """,
            [
                id, past.state.rawValue, past.result, past.createdAt, isCompleted ? past.completedAt ?? command.now : nil,
                isCompleted ? draft.responsible : nil, !past.state.isOpen || draft.deadline.map { $0 < command.now } ?? false,
            ])
        try setMembers(
            of: id, author: author, responsible: draft.responsible, participants: draft.participants,
            observers: draft.observers, in: command.transaction)
        try setItems(draft.items, of: id, in: command.transaction)
        try addToCheckList(draft.checkList, of: id, in: command)
        try TaskHistory.write(.created, of: id, in: command)
        if let task = try find(id, in: command.transaction), !task.items.isEmpty { try task.refreshed(in: command) }
        return id
    }
}
