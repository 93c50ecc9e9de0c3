import Kernel
import Storage

/// How far a task that was given elsewhere had come when an import brings it in.
package struct TaskPast: Sendable {
    package struct Line: Sendable, Equatable {
        package let title: String
        package let doneBy: UserID?
        package let doneAt: Timestamp?

        package init(_ title: String, doneBy: UserID?, doneAt: Timestamp?) {
            self.title = title
            self.doneBy = doneBy
            self.doneAt = doneAt
        }
    }

    package var state: TaskState
    /// Nil leaves when the task was made here.
    package var createdAt: Timestamp?
    package var startedAt: Timestamp?
    /// Nil where nobody knows; a completed task then was completed when it came in.
    package var completedAt: Timestamp?
    package var completedBy: UserID?
    package var changedAt: Timestamp?
    /// Nil leaves what the task has.
    package var result: String?
    /// Nil leaves the lines that the task has.
    package var checkList: [Line]?

    package init(_ state: TaskState) { self.state = state }
}

extension TaskItem {
    /// Puts a task into the state it was in, with its check list, whatever the table of transitions says. Nobody is told; the
    /// history of its items says when it was completed, at the command's moment.
    /// - Parameter now: deadlines before it are not warned of any more.
    package static func retell(_ past: TaskPast, of id: TaskItemID, now: Timestamp, in command: Command) throws {
        let before = try find(id, for: .portal, in: command.transaction)
        try take(past, of: id, deadline: before.deadline, now: now, in: command)
        let known = before.checkList.map { TaskPast.Line($0.title, doneBy: $0.doneBy, doneAt: $0.doneAt) }
        if let lines = past.checkList, lines != known { try replaceCheckList(of: id, with: lines, in: command) }
        let task = try find(id, for: .portal, in: command.transaction)
        try task.refreshed(in: command)
        guard task.state != before.state else { return }
        try task.recordMove(from: before.state, note: "", in: command)
        if task.state == .completed { for item in task.items { command.raise(TaskCompleted(document: item, task: task)) } }
    }

    /// Enters a task that was given elsewhere: nobody is told and no robot starts, for it is no news.
    /// - Throws: `Failure.invalid` with the field that is wrong.
    static func enter(_ draft: TaskDraft, _ past: TaskPast, in command: Command) throws -> TaskItemID {
        let title = try checkedTitle(draft.title)
        guard let author = draft.author else { throw Failure(.invalid, TaskTexts.noAuthor, field: "author") }
        let plan = try TaskPlan.checked(start: draft.planStart, end: draft.planEnd)
        let id = try insert(draft, title: title, author: author, plan: plan, in: command)
        try take(past, of: id, deadline: draft.deadline, now: command.now, in: command)
        if let lines = past.checkList { try replaceCheckList(of: id, with: lines, in: command) }
        try TaskHistory.write(.created, of: id, in: command)
        if !draft.items.isEmpty { try find(id, for: .portal, in: command.transaction).refreshed(in: command) }
        return id
    }

    private static func take(_ past: TaskPast, of id: TaskItemID, deadline: Timestamp?, now: Timestamp, in command: Command) throws {
        let isDone = past.state == .completed
        try command.transaction.execute(
            """
            update tasks set state = $2, started_at = $3, completed_at = $4, completed_by = $5, changed_at = $6, notice_at = $7,
                created_at = coalesce($8, created_at), result = coalesce($9, result)
            where id = $1
            """,
            [
                id, past.state.rawValue, past.startedAt, isDone ? past.completedAt ?? command.now : nil, isDone ? past.completedBy : nil,
                past.changedAt ?? command.now, noticeMoment(in: past.state, deadline: deadline, at: now), past.createdAt, past.result,
            ])
    }

    private static func replaceCheckList(of id: TaskItemID, with lines: [TaskPast.Line], in command: Command) throws {
        try command.transaction.execute("delete from task_checklist where task = $1", [id])
        let lines = lines.prefix(checkListLimit)
        guard !lines.isEmpty else { return }
        let first = try command.transaction.nextID("task_checklist", count: Int64(lines.count))
        for (place, line) in lines.enumerated() {
            try command.transaction.execute(
                "insert into task_checklist (id, task, place, title, done_by, done_at) values ($1, $2, $3, $4, $5, $6)",
                [first + Int64(place), id, place, String(line.title.prefix(500)), line.doneBy, line.doneAt])
        }
    }
}
