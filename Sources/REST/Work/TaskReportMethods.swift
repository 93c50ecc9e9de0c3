import CRM
import Kernel
import Storage

/// `tasks.task.history.list`, `tasks.task.result.*`, `tasks.task.counters.get`: what became of tasks.
enum TaskReportMethods {
    private static let comment = RESTParameter(
        "commentId", "integer", isRequired: true, Text(ru: "Номер комментария", en: "The comment's number"))
    private static let task = RESTParameter("taskId", "integer", isRequired: true, Text(ru: "Номер задачи", en: "The task's number"))

    static let methods: [RESTMethod] = [
        .read("tasks.task.history.list", .task, Text(ru: "История задачи", en: "The history of a task"), [task]) { call, reader in
            let task = try TaskMethods.find(call, reader)
            let entries = try TaskHistory.of(task.id, in: reader)
            let people = try UserStore.users(entries.compactMap(\.actor.user), in: reader)
            let isOldestFirst = call.parameters["order"]?.object?.members.first?.value.scalarText?.lowercased().hasPrefix("desc") != true
            let lines = (isOldestFirst ? entries.reversed() : entries).map { line($0, people, call) }
            return Answer(["list": .array(lines)])
        },
        .read("tasks.task.result.list", .task, Text(ru: "Результат задачи", en: "The result of a task"), [task]) { call, reader in
            let task = try TaskMethods.find(call, reader)
            return Answer(task.result.isEmpty ? [] : [try result(of: task, call, reader)])
        },
        .write(
            "tasks.task.result.addFromComment", .task, Text(ru: "Делает комментарий результатом задачи", en: "Makes a comment the result of its task"),
            [comment]
        ) { call, command in
            let (found, task) = try commented(call, command.transaction)
            let access = try TaskAccess.reading(call.viewer, in: command.transaction)
            let changed = try TaskItem.setResult(task.id, to: found, by: access, in: command)
            return Answer(try result(of: changed, call, command.transaction))
        },
        .write(
            "tasks.task.result.deleteFromComment", .task, Text(ru: "Отменяет результат из комментария", en: "Takes a result from a comment away"),
            [comment]
        ) { call, command in
            let (found, task) = try commented(call, command.transaction)
            guard task.resultComment == found.id else { throw TaskInput.failure("The comment is not the result of its task.") }
            try TaskItem.setResult(task.id, to: nil, by: .reading(call.viewer, in: command.transaction), in: command)
            return Answer(nil)
        },
        .read(
            "tasks.task.counters.get", .task, Text(ru: "Счётчики задач", en: "The counters of tasks"),
            [RESTParameter("userId", "integer", Text(ru: "Чьи; без него — свои", en: "Whose; one's own without it"))], counters),
    ]

    private static func result(of task: TaskItem, _ call: Call, _ reader: any Reader) throws -> JSONValue {
        let comment = try task.resultComment.flatMap { try Comment.load([$0], in: reader).first }
        let moment = (comment?.createdAt ?? task.completedAt ?? task.changedAt).contractText(in: call.zone)
        let author = comment?.author ?? task.completedBy ?? task.responsible
        return [
            "id": .int(task.id.rawValue), "taskId": .int(task.id.rawValue), "commentId": .int(comment?.id.rawValue ?? 0),
            "createdBy": .int(author.rawValue), "createdAt": .string(moment), "updatedAt": .string(moment), "status": 0,
            "text": .string(task.result), "formattedText": .string(task.result), "files": .array((comment?.files ?? []).map { .int($0.rawValue) }),
        ]
    }

    /// A comment on a task that the caller sees.
    private static func commented(_ call: Call, _ reader: any Reader) throws -> (Comment, TaskItem) {
        let missing = TaskInput.failure("Comment is not found.")
        guard let number = call.parameters.value("commentId", at: 0)?.number, number > 0,
            let comment = try Comment.load([CommentID(number)], in: reader).first, !comment.isDeleted, let id = comment.task,
            let task = try TaskItem.find(id, in: reader), task.isVisible(to: try .reading(call.viewer, in: reader))
        else { throw missing }
        return (comment, task)
    }

    private static func line(_ entry: TimelineEntry, _ people: [UserID: User], _ call: Call) -> JSONValue {
        let (field, from, to) = change(entry, call)
        let user = entry.actor.user.flatMap { people[$0] }
        return [
            "id": .int(entry.id), "createdDate": .string(entry.at.contractText(in: call.zone)), "field": .string(field),
            "value": ["from": from, "to": to],
            "user": [
                "id": user.map { .int($0.id.rawValue) } ?? 0, "name": .string(user?.profile.firstName ?? ""),
                "lastName": .string(user?.profile.lastName ?? ""), "secondName": .string(user?.profile.middleName ?? ""),
                "login": .string(user?.login ?? ""),
            ],
        ]
    }

    private static func change(_ entry: TimelineEntry, _ call: Call) -> (field: String, from: JSONValue, to: JSONValue) {
        let (from, to) = (entry.line.data["from"] ?? .null, entry.line.data["to"] ?? .null)
        func each(_ field: String, _ read: (Value) -> JSONValue) -> (String, JSONValue, JSONValue) { (field, read(from), read(to)) }
        switch TaskHistory.Kind(rawValue: entry.line.kind) {
        case .created: return ("NEW", nil, nil)
        case .moved: return each("STATUS") { TaskState(rawValue: $0.printable).map { .id(Int64($0.code)) } ?? nil }
        case .deadline: return each("DEADLINE") { $0.moment(in: call.zone).json(call.zone) }
        case .handedOver: return each("RESPONSIBLE_ID") { $0.userIDs.first.map { .id($0) } ?? nil }
        case .edited, nil: return ("CHANGED", nil, nil)
        }
    }

    private static func counters(_ call: Call, _ reader: any Reader) throws -> Answer {
        let person = call.parameters["userId"]?.number.map { UserID($0) } ?? call.viewer.user
        guard person == call.viewer.user || call.viewer.isAdministrator else { throw RESTFailure.accessDenied }
        let tomorrow = call.zone.startOfDay(call.zone.local(call.now).date.adding(days: 1))
        let counters = try TaskCounters.of(person, now: call.now, tomorrow: tomorrow, in: reader)
        func counter(_ count: Int) -> JSONValue { ["counter": .int(Int64(count)), "code": 0] }
        return Answer([
            "total": counter(counters.overdue + counters.toControl), "expired": counter(counters.overdue), "today": counter(counters.today),
            "wait_ctrl": counter(counters.toControl),
        ])
    }
}
