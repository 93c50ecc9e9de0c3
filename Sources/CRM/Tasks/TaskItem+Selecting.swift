import Kernel
import Storage

extension TaskItem {
    /// Tasks for a program: any tests, any order, a stretch of what the caller may see. Seven queries, however many tasks.
    ///
    /// Names are those of the REST API: `REAL_STATUS` is the stored state's code; `STATUS` is −1 for an overdue task, −3 for one
    /// that is due within a day, else the same.
    /// - Parameter isCounted: whether the page tells how many there are in all; else its total is 0.
    package static func select(
        _ tree: FieldTree?, order: [ItemSort] = [], offset: Int = 0, limit: Int, isCounted: Bool = true, for access: TaskAccess,
        now: Timestamp, dates: DateSetting, in reader: any Reader
    ) throws -> TaskPage {
        let visible = TaskCondition(TaskQuery(), for: access, in: reader)
        var conditions = RowConditions(
            columns(now, access.user), dates: dates, reader.dialect, where: [visible.sql], visible.arguments)
        if let tree { conditions.add(tree) }
        let total =
            isCounted ? try reader.count("select count(*) from tasks t where \(conditions.sql)", conditions.arguments) : 0
        let sorting = conditions.order(order, id: "t.id", isDescending: true)
        let page = "limit \(conditions.argument(limit)) offset \(conditions.argument(offset))"
        let ids: [TaskItemID] = try reader.query(
            "select t.id from tasks t where \(conditions.sql) order by \(sorting) \(page)", conditions.arguments
        ) { $0.id(0) }
        return TaskPage(tasks: try load(ids, in: reader), total: total)
    }

    /// Whether programs may filter or sort by a name.
    package static func isSelectable(_ code: FieldCode) -> Bool { columns(Timestamp(milliseconds: 0), nil)[code] != nil }

    private static func columns(_ now: Timestamp, _ viewer: UserID?) -> [FieldCode: RowColumn] {
        func members(_ condition: String) -> RowColumn {
            .related(to: "t.id", in: "select task from task_members where \(condition)", column: "person")
        }
        return [
            "ID": .number("t.id"), "TITLE": .text("t.title"), "DESCRIPTION": .text("nullif(t.description, '')"),
            "REAL_STATUS": .number(stateCode), "STATUS": .number(standing(now)), "PRIORITY": .number("(t.important + 1)"),
            "CREATED_BY": .reference("t.author"), "RESPONSIBLE_ID": .reference("t.responsible"), "CLOSED_BY": .reference("t.completed_by"),
            "PARENT_ID": .reference("t.parent"), "GROUP_ID": .reference("cast(null as bigint)"),
            "ACCOMPLICE": members("role = 'participant'"), "AUDITOR": members("role = 'observer'"), "MEMBER": members("1 = 1"),
            "DOER": members("role in ('responsible', 'participant')"),
            "UF_CRM_TASK": .related(to: "t.id", in: "select task from task_items where 1 = 1", column: "item"),
            "CREATED_DATE": .moment("t.created_at"), "CHANGED_DATE": .moment("t.changed_at"), "ACTIVITY_DATE": .moment("t.changed_at"),
            "CLOSED_DATE": .moment("t.completed_at"), "DATE_START": .moment("t.started_at"), "DEADLINE": .moment("t.deadline"),
            "START_DATE_PLAN": .moment("t.plan_start"), "END_DATE_PLAN": .moment("t.plan_end"),
            "ALLOW_CHANGE_DEADLINE": .flag("t.may_change_deadline"), "TASK_CONTROL": .flag("t.controlled"),
            "FAVORITE": .flag(
                "(case when t.id in (select task from task_favorites where person = \(viewer?.rawValue ?? 0)) then 1 else 0 end)"),
        ]
    }

    private static let stateCode: String = {
        let cases = TaskState.allCases.map { "when '\($0.rawValue)' then \($0.code)" }
        return "(case t.state \(cases.joined(separator: " ")) end)"
    }()

    private static func standing(_ now: Timestamp) -> String {
        let waits = "t.state not in ('completed', 'awaiting_control')"
        return """
            (case when \(waits) and t.deadline < \(now.milliseconds) then -1 \
            when \(waits) and t.deadline < \((now + .days(1)).milliseconds) then -3 else \(stateCode) end)
            """
    }

    /// The `STATUS` of `select`, as the REST API's `subStatus`.
    package func standing(at now: Timestamp) -> Int {
        if isOverdue(at: now) { return -1 }
        if isOverdue(at: now + .days(1)) { return -3 }
        return state.code
    }
}
