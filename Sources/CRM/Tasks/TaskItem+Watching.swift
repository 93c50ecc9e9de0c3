import Kernel
import Storage

extension TaskItem {
    /// Makes the person of `access` watch a task that they see, or no longer. Whoever has another part in it keeps that.
    /// - Throws: `Failure.notFound`.
    @discardableResult
    package static func watch(
        _ isWatching: Bool, _ id: TaskItemID, by access: TaskAccess, in command: Command
    ) throws -> TaskItem {
        try command.transaction.lock(id)
        let task = try find(id, for: access, in: command.transaction)
        guard let person = access.user, task.observers.contains(person) != isWatching else { return task }
        if isWatching {
            try addObserver(person, to: id, in: command.transaction)
        } else {
            try command.transaction.execute(
                "delete from task_members where task = $1 and person = $2 and role = $3", [id, person, TaskRole.observer.rawValue])
        }
        let changed = try find(id, for: .portal, in: command.transaction)
        try changed.refreshed(in: command)
        try changed.recordEdit(of: task, in: command)
        return changed
    }

    /// Makes the text of a comment the result of its task, or (nil) takes such a result away.
    /// - Throws: `Failure.notFound`, `.forbidden` for those who only watch, `.invalid` for a comment without text.
    @discardableResult
    package static func setResult(
        _ id: TaskItemID, to comment: Comment?, by access: TaskAccess, in command: Command
    ) throws -> TaskItem {
        try command.transaction.lock(id)
        let task = try find(id, for: access, in: command.transaction)
        try task.require(.tick, for: access)
        if let comment, comment.text.isEmpty { throw Failure(.invalid, CommentTexts.empty, field: "comment") }
        try command.transaction.execute(
            "update tasks set result = $2, result_comment = $3, changed_at = $4 where id = $1",
            [id, comment?.text ?? "", comment?.id, command.now])
        let changed = try find(id, for: .portal, in: command.transaction)
        try TaskHistory.write(.edited, of: id, in: command)
        try changed.changed(in: command) { TaskChanged(document: $0, task: changed) }
        return changed
    }
}
