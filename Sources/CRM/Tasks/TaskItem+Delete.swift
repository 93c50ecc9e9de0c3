import Kernel
import Storage

extension TaskItem {
    /// Deletes a task for everybody; robots that wait for it go on. Its subtasks become tasks of their own.
    /// - Parameter tellsPeople: false for many at once, whose notices would bury everything else.
    package static func delete(_ id: TaskItemID, by access: TaskAccess, tellsPeople: Bool = true, in command: Command) throws {
        try command.transaction.lock(id)
        let task = try find(id, for: access, in: command.transaction)
        try task.require(.delete, for: access)
        try command.transaction.execute(
            "update tasks set deleted_at = $2, notice_at = null where id = $1", [id, command.now])
        try command.transaction.execute("update tasks set parent = null where parent = $1", [id])
        try command.transaction.execute("delete from task_links where task = $1 or after_task = $1", [id])
        try command.transaction.execute("delete from task_favorites where task = $1", [id])
        if tellsPeople { try Notice.send(TaskNotices.deleted(task), to: task.people, in: command) }
        try task.changed(in: command) { TaskDeleted(document: $0, task: task) }
    }

    /// Makes tasks of `from` visible on `to` as well: a converted lead's tasks on what it became.
    static func share(from: DocumentID, with to: DocumentID, in command: Command) throws {
        try command.transaction.execute(
            """
            insert into task_items (task, item, place)
            select l.task, $2, (select max(place) + 1 from task_items p where p.task = l.task)
            from task_items l join tasks t on t.id = l.task where l.item = $1 and t.deleted_at is null
            on conflict (task, item) do nothing
            """, [from, to])
    }
}
