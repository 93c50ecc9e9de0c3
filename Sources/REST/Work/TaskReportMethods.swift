import CRM
import Kernel
import Storage

/// `tasks.task.history.list`, `tasks.task.result.list`, `tasks.task.counters.get`: what became of tasks.
enum TaskReportMethods {
    private static let task = RESTParameter("taskId", "integer", isRequired: true, Text(ru: "Номер задачи", en: "The task's number"))

    static let methods: [RESTMethod] = [
        .read("tasks.task.history.list", .task, Text(ru: "История задачи", en: "The history of a task"), [task]) { call, reader in
            let task = try TaskMethods.find(call, reader)
            let entries = try TaskHistory.of(task.id, in: reader)
            let people = try entries.compactMap(\.actor.user).reduce(into: [UserID: User]()) { people, id in
                if people[id] == nil { people[id] = try UserStore.user(id, in: reader) }
            }
            let isOldestFirst = call.parameters["order"]?.object?.members.first?.value.scalarText?.lowercased().hasPrefix("desc") != true
            let lines = (isOldestFirst ? entries.reversed() : entries).map { line($0, people, call) }
            return Answer(["list": .array(lines)])
        },
        .read("tasks.task.result.list", .task, Text(ru: "Результат задачи", en: "The result of a task"), [task]) { call, reader in
            let task = try TaskMethods.find(call, reader)
            if task.result.isEmpty { return Answer([]) }
            let moment = JSONValue.string((task.completedAt ?? task.changedAt).contractText(in: call.zone))
            return Answer([
                [
                    "id": .int(task.id.rawValue), "taskId": .int(task.id.rawValue), "commentId": 0,
                    "createdBy": .int((task.completedBy ?? task.responsible).rawValue), "createdAt": moment, "updatedAt": moment, "status": 0,
                    "text": .string(task.result), "formattedText": .string(task.result), "files": [],
                ]
            ])
        },
        .read(
            "tasks.task.counters.get", .task, Text(ru: "Счётчики задач", en: "The counters of tasks"),
            [RESTParameter("userId", "integer", Text(ru: "Чьи; без него — свои", en: "Whose; one's own without it"))], counters),
    ]

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
