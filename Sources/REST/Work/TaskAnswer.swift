import CRM
import Kernel
import Storage

/// Tasks as the API answers them: what several of them need, loaded once.
struct TaskAnswer: Sendable {
    let call: Call
    let access: TaskAccess
    let people: PeopleSnapshot
    let comments: [TaskItemID: Int]
    /// The caller's.
    let favorites: Set<TaskItemID>
    /// In seconds.
    let spent: [TaskItemID: Int64]

    init(_ tasks: [TaskItem], _ call: Call, _ access: TaskAccess, _ people: PeopleSnapshot, in reader: any Reader) throws {
        self.call = call
        self.access = access
        self.people = people
        let ids = tasks.map(\.id)
        comments = try Comment.counts(of: ids, in: reader)
        favorites = try TaskFavorites.of(call.viewer.user, among: ids, in: reader)
        spent = try TaskTime.totals(of: ids, in: reader)
    }

    func moment(_ moment: Timestamp?) -> JSONValue { moment.json(call.zone) }

    /// The fields, the people behind them, and what the caller may do with it.
    func json(_ task: TaskItem, _ fields: [TaskField]) -> JSONValue {
        var members = fields.map { JSONObject.Member($0.camelName, $0.value(task, self)) }
        let names = Set(fields.map(\.name))
        if names.contains("GROUP_ID") { members.append(JSONObject.Member("group", .array([]))) }
        if names.contains("CREATED_BY") { members.append(JSONObject.Member("creator", person(task.author))) }
        if names.contains("RESPONSIBLE_ID") { members.append(JSONObject.Member("responsible", person(task.responsible))) }
        if names.contains("ACCOMPLICES") { members.append(JSONObject.Member("accomplicesData", group(task.participants))) }
        if names.contains("AUDITORS") { members.append(JSONObject.Member("auditorsData", group(task.observers))) }
        return .object(JSONObject(members))
    }

    /// A single task also tells what may be done with it.
    func single(_ task: TaskItem, _ fields: [TaskField] = TaskField.selected([])) -> JSONValue {
        guard case .object(let object) = json(task, fields) else { return nil }
        let action = JSONObject.Member("action", .object(TaskAnswer.actions(task, for: access, isFavorite: favorites.contains(task.id))))
        let mayAdd = JSONObject.Member("checkListCanAdd", .bool(task.allows(.tick, for: access)))
        return ["task": .object(JSONObject(object.members + [action, mayAdd]))]
    }

    private func person(_ id: UserID) -> JSONValue {
        let card = people[id]
        return [
            "id": .id(id), "name": .string(people.name(of: id)), "link": .string("/people/\(id)"),
            "icon": .string(card?.photo.map { "/files/\($0.rawValue)" } ?? ""), "workPosition": .string(card?.position ?? ""),
        ]
    }

    /// By number; nobody is an empty list, as the original has it.
    private func group(_ ids: [UserID]) -> JSONValue {
        ids.isEmpty ? .array([]) : .object(JSONObject(ids.map { JSONObject.Member($0.description, person($0)) }))
    }

    /// What somebody may do with a task, under the original's names.
    static func actions(_ task: TaskItem, for access: TaskAccess, isFavorite: Bool) -> JSONObject {
        let may = task.actions(for: access)
        func always(_ name: String, _ flag: Bool) -> JSONObject.Member { JSONObject.Member(name, .bool(flag)) }
        func flag(_ name: String, _ wanted: TaskAction...) -> JSONObject.Member {
            JSONObject.Member(name, .bool(!may.isDisjoint(with: wanted)))
        }
        return JSONObject(
            [
                flag("accept"), flag("decline", .decline), flag("complete", .complete, .submit), flag("approve", .accept),
                flag("disapprove", .sendBack), flag("start", .start), flag("pause", .pause), flag("delegate", .delegate),
                flag("remove", .delete), flag("edit", .edit), flag("defer", .postpone), flag("renew", .reopen),
                always("create", true), flag("changeDeadline", .changeDeadline), flag("checklistAddItems", .tick),
                always("addFavorite", !isFavorite), always("deleteFavorite", isFavorite), flag("rate"), flag("edit.originator"), flag("checklist.reorder", .tick),
                flag("elapsedtime.add", .comment), flag("dayplan.timer.toggle"), flag("edit.plan", .edit), flag("checklist.add", .tick),
                always("favorite.add", !isFavorite), always("favorite.delete", isFavorite),
            ])
    }

    /// By number; an empty one is an empty list.
    func checkList(_ task: TaskItem) -> JSONValue {
        if task.checkList.isEmpty { return .array([]) }
        let lines = task.checkList.enumerated().map { place, line in
            let entry: JSONValue = [
                "id": .id(line.id), "taskId": .id(task.id), "parentId": "0", "title": .string(line.title), "sortIndex": .id(Int64(place)),
                "isComplete": .yesNo(line.isDone), "isImportant": "N", "toggledBy": .id(line.doneBy), "toggledDate": moment(line.doneAt),
            ]
            return JSONObject.Member(line.id.description, entry)
        }
        return .object(JSONObject(lines))
    }
}
