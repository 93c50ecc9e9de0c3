import Kernel
import Storage

/// How far a task that an import brings in had come.
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
    package var startedAt: Timestamp?
    package var completedAt: Timestamp?
    package var completedBy: UserID?
    package var changedAt: Timestamp?
    package var checkList: [Line]

    package init(_ state: TaskState, checkList: [Line] = []) {
        self.state = state
        self.checkList = checkList
    }
}

extension TaskItem {
    /// Puts a task into the state it was in, with its check list, whatever the table of transitions says. Nobody is told; the
    /// history of its items says when it was completed, at the command's moment.
    /// - Parameter now: deadlines before it are not warned of any more.
    package static func retell(_ past: TaskPast, of id: TaskItemID, now: Timestamp, in command: Command) throws {
        let before = try find(id, for: .portal, in: command.transaction)
        let isDone = past.state == .completed
        try command.transaction.execute(
            """
            update tasks set state = $2, started_at = $3, completed_at = $4, completed_by = $5, changed_at = $6, notice_at = $7
            where id = $1
            """,
            [
                id, past.state.rawValue, past.startedAt, isDone ? past.completedAt ?? command.now : nil, isDone ? past.completedBy : nil,
                past.changedAt ?? command.now, before.noticeMoment(in: past.state, deadline: before.deadline, at: now),
            ])
        let lines = before.checkList.map { TaskPast.Line($0.title, doneBy: $0.doneBy, doneAt: $0.doneAt) }
        if lines != past.checkList { try replaceCheckList(of: id, with: past.checkList, in: command) }
        let task = try find(id, for: .portal, in: command.transaction)
        try task.refreshed(in: command)
        guard task.state != before.state else { return }
        try task.recordMove(from: before.state, note: "", in: command)
        if isDone { for item in task.items { command.raise(TaskCompleted(document: item, task: task)) } }
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
