import Kernel
import Storage

extension TaskItem {
    /// Adds lines at the end of the check list; those who do the task may.
    package static func addToCheckList(
        _ id: TaskItemID, _ titles: [String], by access: TaskAccess, in command: Command
    ) throws {
        try changeCheckList(of: id, by: access, in: command) { task in
            try addToCheckList(titles, of: task.id, after: task.checkList.count, in: command)
        }
    }

    /// Ticks a line off, or takes the tick back.
    package static func tick(
        _ id: TaskItemID, _ item: CheckListItemID, done: Bool, by access: TaskAccess, in command: Command
    ) throws {
        try changeCheckList(of: id, by: access, in: command) { task in
            try task.requireItem(item)
            try command.transaction.execute(
                "update task_checklist set done_by = $2, done_at = $3 where id = $1",
                [item, done ? command.actor.user : nil, done ? command.now : nil])
        }
    }

    package static func renameCheckListItem(
        _ id: TaskItemID, _ item: CheckListItemID, to title: String, by access: TaskAccess, in command: Command
    ) throws {
        let title = try checkedCheckListTitle(title)
        try changeCheckList(of: id, by: access, in: command) { task in
            try task.requireItem(item)
            try command.transaction.execute("update task_checklist set title = $2 where id = $1", [item, title])
        }
    }

    /// Puts the lines into the given order, which must name each of them once.
    package static func reorderCheckList(
        _ id: TaskItemID, _ order: [CheckListItemID], by access: TaskAccess, in command: Command
    ) throws {
        try changeCheckList(of: id, by: access, in: command) { task in
            guard order.count == task.checkList.count, Set(order) == Set(task.checkList.map(\.id)) else {
                throw Failure(.conflict, TaskTexts.orderMismatch)
            }
            for (place, item) in order.enumerated() {
                try command.transaction.execute("update task_checklist set place = $2 where id = $1", [item, place])
            }
        }
    }

    package static func removeFromCheckList(
        _ id: TaskItemID, _ item: CheckListItemID, by access: TaskAccess, in command: Command
    ) throws {
        try changeCheckList(of: id, by: access, in: command) { task in
            try task.requireItem(item)
            try command.transaction.execute("delete from task_checklist where id = $1", [item])
        }
    }

    /// Lines of a task that is being made; blank ones are left out.
    static func addToCheckList(_ titles: [String], of task: TaskItemID, after count: Int = 0, in command: Command)
        throws
    {
        let titles = titles.map(\.withoutOuterSpace).filter { !$0.isEmpty }
        if titles.isEmpty { return }
        if count + titles.count > checkListLimit {
            throw Failure(.limited, TaskTexts.longCheckList, field: "checkList")
        }
        let last = try command.transaction.count("select max(place) from task_checklist where task = $1", [task])
        let first = try command.transaction.nextID("task_checklist", count: Int64(titles.count))
        for (offset, title) in titles.enumerated() {
            try command.transaction.execute(
                "insert into task_checklist (id, task, place, title) values ($1, $2, $3, $4)",
                [first + Int64(offset), task, last + 1 + offset, String(title.prefix(500))])
        }
    }

    private static func changeCheckList(
        of id: TaskItemID, by access: TaskAccess, in command: Command, _ change: (TaskItem) throws -> Void
    ) throws {
        try command.transaction.lock(id)
        let task = try find(id, for: access, in: command.transaction)
        try task.require(.tick, for: access)
        try change(task)
        try command.transaction.execute("update tasks set changed_at = $2 where id = $1", [id, command.now])
        LiveChanges.of(command.transaction).add(task: id)
    }

    private static func checkedCheckListTitle(_ text: String) throws -> String {
        let title = text.withoutOuterSpace
        if title.isEmpty { throw Failure(.invalid, TaskTexts.emptyCheckListItem, field: "title") }
        return String(title.prefix(500))
    }

    private func requireItem(_ item: CheckListItemID) throws {
        if !checkList.contains(where: { $0.id == item }) { throw Failure(.notFound, TaskTexts.noCheckListItem) }
    }
}
