import Kernel
import Storage

/// One page of a list of tasks.
package struct TaskPage: Sendable {
    package let tasks: [TaskItem]
    /// How many the query finds in all.
    package let total: Int
}

extension TaskItem {
    /// A page of the tasks that somebody may see. Seven queries, however many tasks.
    package static func list(
        _ query: TaskQuery, for access: TaskAccess, order: TaskOrder = .deadline, limit: Int = 50, offset: Int = 0,
        in reader: any Reader
    ) throws -> TaskPage {
        var condition = TaskCondition(query, for: access, in: reader)
        let total = try reader.count("select count(*) from tasks t where \(condition.sql)", condition.arguments)
        let page = "limit \(condition.bind(limit)) offset \(condition.bind(offset))"
        let ids: [TaskItemID] = try reader.query(
            "select t.id from tasks t where \(condition.sql) order by \(order.sql) \(page)", condition.arguments
        ) { $0.id(0) }
        return TaskPage(tasks: try load(ids, in: reader), total: total)
    }
}

extension TaskItem {
    /// The ids of everything that a list finds, in its order.
    static func ids(
        _ query: TaskQuery, for access: TaskAccess, order: TaskOrder, in reader: any Reader
    ) throws -> [TaskItemID] {
        let condition = TaskCondition(query, for: access, in: reader)
        return try reader.query(
            "select t.id from tasks t where \(condition.sql) order by \(order.sql)", condition.arguments
        ) { $0.id(0) }
    }
}

/// The task board: columns by deadline with their first cards and how many there are in all.
package struct TaskBoard: Sendable {
    package struct Column: Sendable {
        package let column: TaskColumn
        package let count: Int
        package let tasks: [TaskItem]
    }

    package let columns: [Column]

    /// The whole board. Thirteen queries, however many tasks.
    /// - Parameter perColumn: how many cards of each column; further ones by `page`.
    package static func load(
        _ query: TaskQuery, for access: TaskAccess, days: TaskBoardDays, perColumn: Int = 30, in reader: any Reader
    ) throws -> TaskBoard {
        let counts = try counts(query, access, days, in: reader)
        let ids = try TaskColumn.allCases.map { column in
            (counts[column] ?? 0) == 0
                ? [] : try page(column, query, access, days, limit: perColumn, offset: 0, in: reader)
        }
        let tasks = Dictionary(
            uniqueKeysWithValues: try TaskItem.load(ids.flatMap(\.self), in: reader).map { ($0.id, $0) })
        return TaskBoard(
            columns: zip(TaskColumn.allCases, ids).map { column, ids in
                Column(column: column, count: counts[column] ?? 0, tasks: ids.compactMap { tasks[$0] })
            })
    }

    /// More cards of one column.
    package static func page(
        of column: TaskColumn, _ query: TaskQuery, for access: TaskAccess, days: TaskBoardDays, limit: Int = 30,
        offset: Int,
        in reader: any Reader
    ) throws -> [TaskItem] {
        try TaskItem.load(page(column, query, access, days, limit: limit, offset: offset, in: reader), in: reader)
    }

    private static func counts(
        _ query: TaskQuery, _ access: TaskAccess, _ days: TaskBoardDays, in reader: any Reader
    ) throws -> [TaskColumn: Int] {
        var condition = TaskCondition(query, for: access, in: reader)
        let cases = TaskColumn.allCases.map { "when \(sql($0, days, &condition)) then '\($0.rawValue)'" }
        let rows: [(TaskColumn, Int)] = try reader.query(
            """
            select place, count(*) from (
                select case \(cases.joined(separator: " ")) else 'later' end as place from tasks t where \(condition.sql)) placed
            group by place
            """, condition.arguments
        ) { (TaskColumn(rawValue: $0.text(0)) ?? .later, $0.int(1)) }
        return Dictionary(rows) { $0 + $1 }
    }

    private static func page(
        _ column: TaskColumn, _ query: TaskQuery, _ access: TaskAccess, _ days: TaskBoardDays, limit: Int, offset: Int,
        in reader: any Reader
    ) throws -> [TaskItemID] {
        var condition = TaskCondition(query, for: access, in: reader)
        let place = sql(column, days, &condition)
        condition.add(place)
        let order =
            switch column {
            case .completed: "t.completed_at desc, t.id desc"
            case .withoutDeadline: "t.important desc, t.id desc"
            case .overdue, .today, .thisWeek, .nextWeek, .later: "t.deadline, t.id"
            }
        let range = "limit \(condition.bind(limit)) offset \(condition.bind(offset))"
        return try reader.query(
            "select t.id from tasks t where \(condition.sql) order by \(order) \(range)", condition.arguments
        ) { $0.id(0) }
    }

    /// The column as a condition; agrees with `TaskBoardDays.column`.
    private static func sql(_ column: TaskColumn, _ days: TaskBoardDays, _ condition: inout TaskCondition) -> String {
        let open = "t.state <> 'completed'"
        func between(_ start: Timestamp, _ end: Timestamp) -> String {
            "(\(open) and t.deadline >= \(condition.bind(start)) and t.deadline < \(condition.bind(end)))"
        }
        return switch column {
        case .completed: "t.state = 'completed'"
        case .withoutDeadline: "(\(open) and t.deadline is null)"
        case .overdue: "(\(open) and t.deadline < \(condition.bind(days.now)))"
        case .today: between(days.now, days.tomorrow)
        case .thisWeek: between(days.tomorrow, days.nextWeek)
        case .nextWeek: between(days.nextWeek, days.weekAfter)
        case .later: "(\(open) and t.deadline >= \(condition.bind(days.weekAfter)))"
        }
    }
}
