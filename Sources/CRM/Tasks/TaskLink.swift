import Kernel
import Storage

/// That a task comes after another one in the plan.
package struct TaskLink: Sendable, Equatable {
    /// Which end waits for which. Raw values are the REST API's and stored.
    package enum Kind: Int, Sendable, CaseIterable {
        case startAfterStart = 0
        case endAfterStart = 1
        case startAfterEnd = 2
        case endAfterEnd = 3
    }

    package let task: TaskItemID
    /// The task that comes first.
    package let after: TaskItemID
    package let kind: Kind

    /// What a task comes after.
    package static func of(_ task: TaskItemID, in reader: any Reader) throws -> [TaskLink] {
        try reader.query(
            """
            select l.task, l.after_task, l.kind from task_links l join tasks t on t.id = l.after_task
            where l.task = $1 and t.deleted_at is null order by l.after_task
            """, [task]
        ) { TaskLink(task: $0.id(0), after: $0.id(1), kind: Kind(rawValue: $0.int(2)) ?? .startAfterEnd) }
    }

    /// Puts a task after another one; the kind of a link that is there is changed.
    /// - Throws: `Failure.notFound` for tasks out of sight, `.forbidden` without the right to change the later one, `.conflict` when
    ///   a circle would arise.
    package static func add(
        _ task: TaskItemID, after: TaskItemID, _ kind: Kind, by access: TaskAccess, in command: Command
    ) throws {
        try TaskItem.find(task, for: access, in: command.transaction).require(.edit, for: access)
        _ = try TaskItem.find(after, for: access, in: command.transaction)
        if try leads(from: after, to: task, in: command.transaction) { throw Failure(.conflict, TaskTexts.linkCircle) }
        try command.transaction.execute(
            """
            insert into task_links (task, after_task, kind) values ($1, $2, $3)
            on conflict (task, after_task) do update set kind = excluded.kind
            """, [task, after, kind.rawValue])
        LiveChanges.of(command.transaction).add(task: task)
    }

    /// Takes a link away.
    /// - Throws: as `add`, `.notFound` when there is no such link.
    package static func delete(_ task: TaskItemID, after: TaskItemID, by access: TaskAccess, in command: Command) throws {
        try TaskItem.find(task, for: access, in: command.transaction).require(.edit, for: access)
        let deleted = try command.transaction.execute("delete from task_links where task = $1 and after_task = $2", [task, after])
        guard deleted > 0 else { throw Failure(.notFound, TaskTexts.noLink) }
        LiveChanges.of(command.transaction).add(task: task)
    }

    /// Whether a task comes, over any number of links, after another one, or is it.
    private static func leads(from task: TaskItemID, to other: TaskItemID, in reader: any Reader) throws -> Bool {
        try reader.exists(
            """
            with recursive before (id) as (
                select cast($1 as bigint) union select l.after_task from task_links l join before b on l.task = b.id)
            select 1 from before where id = $2
            """, [task, other])
    }
}
