import CRM
import Kernel

/// A field of a task as the API names, describes and gives it.
struct TaskField: Sendable {
    /// `START_DATE_PLAN`; answers call it `startDatePlan`.
    let name: String
    let type: String
    /// Given only when it is asked for by name.
    let isOnDemand: Bool
    let value: @Sendable (TaskItem, TaskAnswer) -> JSONValue

    init(
        _ name: String, _ type: String, isOnDemand: Bool = false, _ value: @escaping @Sendable (TaskItem, TaskAnswer) -> JSONValue
    ) {
        self.name = name
        self.type = type
        self.isOnDemand = isOnDemand
        self.value = value
    }

    /// What the original has and the portal does not: always this value.
    private init(_ name: String, _ type: String, always value: JSONValue) {
        self.init(name, type) { _, _ in value }
    }

    var camelName: String { ModernNames.camelCased(name) }

    static let all: [TaskField] = [
        TaskField("ID", "integer") { task, _ in .id(task.id) },
        TaskField("PARENT_ID", "integer") { task, _ in .id(task.parent) },
        TaskField("TITLE", "string") { task, _ in .string(task.title) },
        TaskField("DESCRIPTION", "string") { task, _ in .string(task.description) },
        TaskField("MARK", "enum", always: nil),
        TaskField("PRIORITY", "enum") { task, _ in task.isImportant ? "2" : "1" },
        TaskField("MULTITASK", "enum", always: "N"),
        TaskField("NOT_VIEWED", "enum", always: "N"),
        TaskField("REPLICATE", "enum", always: "N"),
        TaskField("STAGE_ID", "integer", always: "0"),
        TaskField("CREATED_BY", "integer") { task, _ in .id(task.author) },
        TaskField("CREATED_DATE", "datetime") { task, answer in answer.moment(task.createdAt) },
        TaskField("RESPONSIBLE_ID", "integer") { task, _ in .id(task.responsible) },
        TaskField("CHANGED_DATE", "datetime") { task, answer in answer.moment(task.changedAt) },
        TaskField("CLOSED_BY", "integer") { task, _ in .id(task.completedBy) },
        TaskField("CLOSED_DATE", "datetime") { task, answer in answer.moment(task.completedAt) },
        TaskField("ACTIVITY_DATE", "datetime") { task, answer in answer.moment(task.changedAt) },
        TaskField("DATE_START", "datetime") { task, answer in answer.moment(task.startedAt) },
        TaskField("DEADLINE", "datetime") { task, answer in answer.moment(task.deadline) },
        TaskField("START_DATE_PLAN", "datetime") { task, answer in answer.moment(task.plan?.start) },
        TaskField("END_DATE_PLAN", "datetime") { task, answer in answer.moment(task.plan?.end) },
        TaskField("XML_ID", "string", always: nil),
        TaskField("COMMENTS_COUNT", "integer") { task, answer in .id(Int64(answer.comments[task.id] ?? 0)) },
        TaskField("ALLOW_CHANGE_DEADLINE", "enum") { task, _ in .yesNo(task.mayChangeDeadline) },
        TaskField("ALLOW_TIME_TRACKING", "enum", always: "N"),
        TaskField("TASK_CONTROL", "enum") { task, _ in .yesNo(task.isControlled) },
        TaskField("ADD_IN_REPORT", "enum", always: "N"),
        TaskField("TIME_ESTIMATE", "integer", always: "0"),
        TaskField("TIME_SPENT_IN_LOGS", "integer") { task, answer in answer.spent[task.id].map { .id($0) } ?? nil },
        TaskField("MATCH_WORK_TIME", "enum", always: "N"),
        TaskField("SUBORDINATE", "enum", always: "N"),
        TaskField("FAVORITE", "enum") { task, answer in .yesNo(answer.favorites.contains(task.id)) },
        TaskField("IS_MUTED", "enum", always: "N"),
        TaskField("IS_PINNED", "enum", always: "N"),
        TaskField("DESCRIPTION_IN_BBCODE", "enum", always: "Y"),
        TaskField("STATUS", "enum") { task, _ in .id(Int64(task.state.code)) },
        TaskField("SUB_STATUS", "enum") { task, answer in .id(Int64(task.standing(at: answer.call.now))) },
        TaskField("GROUP_ID", "integer", always: "0"),
        TaskField("AUDITORS", "array") { task, _ in .array(task.observers.map { .id($0) }) },
        TaskField("ACCOMPLICES", "array") { task, _ in .array(task.participants.map { .id($0) }) },
        TaskField("RESULT", "string", isOnDemand: true) { task, _ in .string(task.result) },
        TaskField("CHECKLIST", "array") { task, answer in answer.checkList(task) },
        TaskField("UF_CRM_TASK", "crm", isOnDemand: true) { task, _ in .array(task.items.map { .string($0.contractCode) }) },
        TaskField("UF_TASK_WEBDAV_FILES", "disk_file", isOnDemand: true) { task, _ in .array(task.files.map { .int($0.rawValue) }) },
    ]

    private static let byName: [String: TaskField] = Dictionary(
        uniqueKeysWithValues: all.flatMap { [($0.name, $0), ($0.camelName.uppercased(), $0)] }.reduce(into: [String: TaskField]()) {
            $0[$1.0] = $1.1
        }.map { ($0.key, $0.value) })

    /// By either of its names, in any letter case.
    static func named(_ name: String) -> TaskField? { byName[name.uppercased()] }

    /// `createdDate`, `CREATED_DATE` → `CREATED_DATE`; the code in filters and orders, nil for what cannot stand there.
    static func code(_ name: String) -> FieldCode? {
        let code = FieldCode(named(name)?.name ?? FieldInput.snakeCased(name))
        return TaskItem.isSelectable(code) ? code : nil
    }

    /// Nothing asked for is all but what is on demand; `*` is the same, `UF_*` all of one's own.
    static func selected(_ names: [String]) -> [TaskField] {
        let upper = Set(names.map { $0.uppercased() })
        let wanted = Set(names.compactMap { named($0)?.name })
        let isAll = names.isEmpty || upper.contains("*")
        return all.filter { field in
            field.name == "ID" || wanted.contains(field.name) || isAll && !field.isOnDemand
                || upper.contains("UF_*") && field.name.hasPrefix("UF_")
        }
    }
}

extension FieldInput {
    /// `realStatus` → `REAL_STATUS`; what has no capitals inside is only put into upper case.
    static func snakeCased(_ name: String) -> String {
        guard name != name.uppercased() else { return name }
        var result = ""
        for character in name {
            if character.isUppercase, !result.isEmpty { result += "_" }
            result += character.uppercased()
        }
        return result
    }
}
