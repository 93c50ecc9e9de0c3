import Kernel
import Storage

extension TaskItem {
    /// A task that exists, whoever asks; nil when there is none or it was deleted.
    package static func find(_ id: TaskItemID, in reader: any Reader) throws -> TaskItem? {
        try load([id], in: reader).first
    }

    /// A task as a person may see it.
    /// - Throws: `Failure.notFound` when there is none or the person takes no part in it.
    package static func find(_ id: TaskItemID, for access: TaskAccess, in reader: any Reader) throws -> TaskItem {
        guard let task = try find(id, in: reader), task.isVisible(to: access) else {
            throw Failure(.notFound, TaskTexts.notFound)
        }
        return task
    }

    /// The tasks of `ids` in that order; missing and deleted ones are left out. Five queries, however many tasks.
    package static func load(_ ids: [TaskItemID], in reader: any Reader) throws -> [TaskItem] {
        if ids.isEmpty { return [] }
        let list = ids.jsonList()
        let parts = TaskParts(
            members: try members(list, in: reader), items: try linkedItems(list, in: reader),
            files: try files(list, in: reader), checkLists: try checkLists(list, in: reader))
        let tasks = try heads(list, parts, in: reader)
        let byID = Dictionary(uniqueKeysWithValues: tasks.map { ($0.id, $0) })
        return ids.compactMap { byID[$0] }
    }

    /// The task that a robot's step made, also when it was deleted since; nil when the step has made none.
    package static func made(byRobot key: String, in reader: any Reader) throws -> TaskItemID? {
        try reader.first("select id from tasks where robot_key = $1", [key]) { $0.id(0) }
    }

    /// Tasks of an item that robots have given and nobody has finished, with the keys of the steps that made them.
    package static func openMadeByRobots(
        on item: DocumentID, in reader: any Reader
    ) throws -> [(id: TaskItemID, robotKey: String)] {
        try reader.query(
            """
            select t.id, t.robot_key from task_items i join tasks t on t.id = i.task
            where i.item = $1 and t.robot_key is not null and t.deleted_at is null
                and t.state in ('waiting', 'in_progress', 'awaiting_control', 'deferred') order by t.id
            """, [item]
        ) { (id: $0.id(0), robotKey: $0.text(1)) }
    }

    /// Whether a task was deleted: what a robot that waited for it wants to know.
    package static func isDeleted(_ id: TaskItemID, in reader: any Reader) throws -> Bool {
        try reader.exists("select 1 from tasks where id = $1 and deleted_at is not null", [id])
    }

    /// Tasks linked to a CRM item: open ones first by deadline, then completed ones, latest first.
    package static func linked(to item: DocumentID, limit: Int = 100, in reader: any Reader) throws -> [TaskItem] {
        let ids: [TaskItemID] = try reader.query(
            """
            select t.id from task_items l join tasks t on t.id = l.task where l.item = $1 and t.deleted_at is null
            order by case when t.state = 'completed' then 1 else 0 end,
                case when t.state = 'completed' then -t.completed_at else coalesce(t.deadline, 9223372036854775807) end, t.id
            limit $2
            """, [item, limit]
        ) { $0.id(0) }
        return try load(ids, in: reader)
    }

    /// The open subtasks and the completed ones of a task, oldest first.
    package static func subtasks(of parent: TaskItemID, in reader: any Reader) throws -> [TaskItem] {
        let ids: [TaskItemID] = try reader.query(
            "select id from tasks where parent = $1 and deleted_at is null order by id", [parent]
        ) { $0.id(0) }
        return try load(ids, in: reader)
    }
}

/// What stands in other tables, by task.
private struct TaskParts {
    let members: [TaskItemID: [(person: UserID, role: TaskRole)]]
    let items: [TaskItemID: [DocumentID]]
    let files: [TaskItemID: [FileID]]
    let checkLists: [TaskItemID: [CheckListItem]]
}

extension TaskItem {
    private static func heads(_ list: String, _ parts: TaskParts, in reader: any Reader) throws -> [TaskItem] {
        try reader.query(
            """
            select id, title, description, author, responsible, state, important, may_change_deadline, controlled,
                deadline, plan_start, plan_end, parent, result, created_at, changed_at, started_at, completed_at, completed_by,
                result_comment
            from tasks where \(reader.dialect.isOneOf("id", parameter: "$1")) and deleted_at is null
            """, [list]
        ) { TaskItem($0, parts) }
    }

    private init(_ row: Row, _ parts: TaskParts) {
        let id: TaskItemID = row.id(0)
        let members = parts.members[id] ?? []
        let plan = row.optionalTimestamp(10).flatMap { start in
            row.optionalTimestamp(11).map { TaskPlan(start: start, end: $0) }
        }
        self.init(
            id: id, title: row.text(1), description: row.text(2), author: row.id(3), responsible: row.id(4),
            participants: members.filter { $0.role == .participant }.map(\.person),
            observers: members.filter { $0.role == .observer }.map(\.person),
            state: TaskState(rawValue: row.text(5)) ?? .waiting, isImportant: row.bool(6),
            mayChangeDeadline: row.bool(7),
            isControlled: row.bool(8), deadline: row.optionalTimestamp(9), plan: plan, parent: row.optionalID(12),
            result: row.text(13), resultComment: row.optionalID(19), createdAt: row.timestamp(14), changedAt: row.timestamp(15),
            startedAt: row.optionalTimestamp(16), completedAt: row.optionalTimestamp(17),
            completedBy: row.optionalID(18),
            items: parts.items[id] ?? [], files: parts.files[id] ?? [], checkList: parts.checkLists[id] ?? [])
    }

    private static func members(
        _ list: String, in reader: any Reader
    ) throws -> [TaskItemID: [(person: UserID, role: TaskRole)]] {
        let rows: [(task: TaskItemID, person: UserID, role: TaskRole)] = try reader.query(
            """
            select task, person, role from task_members
            where \(reader.dialect.isOneOf("task", parameter: "$1")) order by task, person
            """, [list]
        ) { ($0.id(0), $0.id(1), TaskRole(rawValue: $0.text(2)) ?? .observer) }
        return Dictionary(grouping: rows, by: \.task).mapValues { $0.map { ($0.person, $0.role) } }
    }

    private static func linkedItems(_ list: String, in reader: any Reader) throws -> [TaskItemID: [DocumentID]] {
        let rows: [(task: TaskItemID, item: DocumentID)] = try reader.query(
            """
            select task, item from task_items
            where \(reader.dialect.isOneOf("task", parameter: "$1")) order by task, place
            """, [list]
        ) { ($0.id(0), $0.document(1)) }
        return Dictionary(grouping: rows, by: \.task).mapValues { $0.map(\.item) }
    }

    private static func files(_ list: String, in reader: any Reader) throws -> [TaskItemID: [FileID]] {
        let rows: [(task: TaskItemID, file: FileID)] = try reader.query(
            "select task, file from task_files where \(reader.dialect.isOneOf("task", parameter: "$1")) order by task, file",
            [list]
        ) { ($0.id(0), $0.id(1)) }
        return Dictionary(grouping: rows, by: \.task).mapValues { $0.map(\.file) }
    }

    private static func checkLists(_ list: String, in reader: any Reader) throws -> [TaskItemID: [CheckListItem]] {
        let rows: [(task: TaskItemID, item: CheckListItem)] = try reader.query(
            """
            select task, id, title, done_by, done_at from task_checklist
            where \(reader.dialect.isOneOf("task", parameter: "$1")) order by task, place, id
            """, [list]
        ) {
            (
                $0.id(0),
                CheckListItem(
                    id: $0.id(1), title: $0.text(2), doneBy: $0.optionalID(3), doneAt: $0.optionalTimestamp(4))
            )
        }
        return Dictionary(grouping: rows, by: \.task).mapValues { $0.map(\.item) }
    }
}
