import Kernel
import Storage

/// The tasks that people have marked with a star, each for themselves.
package enum TaskFavorites {
    /// Those of the tasks that a person has marked.
    package static func of(_ person: UserID, among tasks: [TaskItemID], in reader: any Reader) throws -> Set<TaskItemID> {
        if tasks.isEmpty { return [] }
        let found: [TaskItemID] = try reader.query(
            "select task from task_favorites where person = $1 and \(reader.dialect.isOneOf("task", parameter: "$2"))",
            [person, tasks.jsonList()]
        ) { $0.id(0) }
        return Set(found)
    }

    /// Marks a task for a person, or takes the mark off; false when it was so already. That the person sees the task is checked by
    /// the caller.
    @discardableResult
    package static func set(_ isMarked: Bool, _ task: TaskItemID, for person: UserID, in command: Command) throws -> Bool {
        let was = try of(person, among: [task], in: command.transaction).contains(task)
        guard was != isMarked else { return false }
        try command.transaction.execute(
            isMarked
                ? "insert into task_favorites (person, task) values ($1, $2)"
                : "delete from task_favorites where person = $1 and task = $2", [person, task])
        LiveChanges.of(command.transaction).add(task: task)
        return true
    }
}
