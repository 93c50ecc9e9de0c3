import Kernel
import Storage

/// Time that somebody has spent on a task.
package struct TaskTime: Sendable, Equatable {
    /// Raw values are the REST API's and stored.
    package enum Source: Int, Sendable {
        case unknown = 1
        /// Entered by hand or by a program.
        case entered = 2
    }

    package let id: Int64
    package let task: TaskItemID
    package let person: UserID
    package let seconds: Int
    /// What was done; may be empty.
    package let note: String
    package let createdAt: Timestamp
    package let source: Source

    private static let longest = 366 * 86_400
    private static let longestNote = 5000

    /// What was spent on a task, the latest entry first.
    package static func of(_ task: TaskItemID, in reader: any Reader) throws -> [TaskTime] {
        try reader.query(
            "select id, task, person, seconds, note, created_at, source from task_time where task = $1 order by id desc", [task], read)
    }

    /// Nil when there is none.
    package static func find(_ id: Int64, in reader: any Reader) throws -> TaskTime? {
        try reader.first("select id, task, person, seconds, note, created_at, source from task_time where id = $1", [id], read)
    }

    /// Seconds spent on tasks; those without any are left out.
    package static func totals(of tasks: [TaskItemID], in reader: any Reader) throws -> [TaskItemID: Int64] {
        if tasks.isEmpty { return [:] }
        let rows: [(TaskItemID, Int64)] = try reader.query(
            """
            select task, cast(sum(seconds) as bigint) from task_time
            where \(reader.dialect.isOneOf("task", parameter: "$1")) group by task
            """, [tasks.jsonList()]
        ) { ($0.id(0), $0.int64(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Enters time on a task that `access` sees. Another person's time is entered by those who may change the task.
    /// - Throws: `Failure.notFound`, `.forbidden`, `.invalid` at `seconds` or `note`.
    @discardableResult
    package static func add(
        _ seconds: Int, note: String, to id: TaskItemID, by person: UserID, _ access: TaskAccess, in command: Command
    ) throws -> Int64 {
        let task = try TaskItem.find(id, for: access, in: command.transaction)
        if person != access.user { try task.require(.edit, for: access) }
        let entry = try command.transaction.nextID("task_time")
        try command.transaction.execute(
            "insert into task_time (id, task, person, seconds, note, created_at, source) values ($1, $2, $3, $4, $5, $6, $7)",
            [entry, id, person, try checked(seconds), try checked(note), command.now, Source.entered.rawValue])
        LiveChanges.of(command.transaction).add(task: id)
        return entry
    }

    /// Changes an entry: one's own, or any for those who may change the task.
    /// - Throws: `Failure.forbidden`, `.invalid` at `seconds` or `note`.
    package func edit(seconds: Int?, note: String?, by access: TaskAccess, in command: Command) throws {
        try requireChangeable(by: access, in: command)
        try command.transaction.execute(
            "update task_time set seconds = $2, note = $3 where id = $1",
            [id, try TaskTime.checked(seconds ?? self.seconds), try TaskTime.checked(note ?? self.note)])
        LiveChanges.of(command.transaction).add(task: task)
    }

    /// Takes an entry out: one's own, or any for those who may change the task.
    /// - Throws: `Failure.forbidden`.
    package func delete(by access: TaskAccess, in command: Command) throws {
        try requireChangeable(by: access, in: command)
        try command.transaction.execute("delete from task_time where id = $1", [id])
        LiveChanges.of(command.transaction).add(task: task)
    }

    /// Whether `edit` and `delete` are possible on a task.
    package func isChangeable(on task: TaskItem, by access: TaskAccess) -> Bool {
        person == access.user || task.allows(.edit, for: access)
    }

    private func requireChangeable(by access: TaskAccess, in command: Command) throws {
        let task = try TaskItem.find(task, for: access, in: command.transaction)
        if person != access.user { try task.require(.edit, for: access) }
    }

    private static func checked(_ seconds: Int) throws -> Int {
        guard (1...longest).contains(seconds) else { throw Failure(.invalid, TaskTexts.badTime, field: "seconds") }
        return seconds
    }

    private static func checked(_ note: String) throws -> String {
        let note = note.withoutOuterSpace
        if note.count > longestNote { throw Failure(.invalid, TaskTexts.longTimeNote, field: "note") }
        return note
    }

    private static func read(_ row: Row) -> TaskTime {
        TaskTime(
            id: row.int64(0), task: row.id(1), person: row.id(2), seconds: row.int(3), note: row.text(4), createdAt: row.timestamp(5),
            source: Source(rawValue: row.int(6)) ?? .unknown)
    }
}
