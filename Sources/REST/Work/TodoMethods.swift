import CRM
import Kernel
import Storage

/// `crm.activity.todo.*` and `crm.activity.binding.*`: the newer methods for activities.
enum TodoMethods {
    static let owner = [
        RESTParameter("ownerTypeId", "integer", isRequired: true, Text(ru: "Вид элемента", en: "The item's kind")),
        RESTParameter("ownerId", "integer", isRequired: true, Text(ru: "Номер элемента", en: "The item's number")),
    ]
    static let id = RESTParameter("id", "integer", isRequired: true, Text(ru: "Номер дела", en: "The activity's number"))
    private static let content = [
        RESTParameter("deadline", "datetime", isRequired: true, Text(ru: "Срок", en: "Deadline")),
        RESTParameter("title", "string", Text(ru: "Название", en: "Title")),
        RESTParameter("description", "string", Text(ru: "Описание", en: "Description")),
        RESTParameter("responsibleId", "integer", Text(ru: "Ответственный", en: "Responsible")),
        RESTParameter("pingOffsets", "integer[]", Text(ru: "За сколько минут напомнить; берётся первое", en: "Minutes before to remind at; the first counts")),
        RESTParameter("colorId", "string", Text(ru: "Цвет: default, 1…7", en: "Colour: default, 1…7")),
    ]

    static let methods = todo + bindings

    // MARK: To-dos

    private static let todo: [RESTMethod] = [
        .write("crm.activity.todo.add", .crm, Text(ru: "Планирует дело", en: "Plans a to-do"), owner + content) { call, command in
            let item = try item(call, command.transaction)
            guard let deadline = try deadline(call, "deadline") else { throw badMoment }
            let responsible = try responsible(call.parameters["responsibleId"], command.transaction) ?? call.viewer.user
            var draft = ActivityDraft(.todo, subject: title(call) ?? ActivityKind.todo.title[call.caller.language], responsible: responsible, items: [item.id])
            draft.description = call.parameters.text("description") ?? ""
            draft.deadline = deadline
            draft.reminderMinutes = reminder(call.parameters["pingOffsets"])
            if let color = try color(call) { draft.color = color }
            return answer(try Activity.plan(draft, in: command))
        },
        change("update", Text(ru: "Меняет дело", en: "Changes a to-do"), content) { call, reader in
            var changes = ActivityChanges()
            guard let deadline = try deadline(call, "deadline") else { throw badMoment }
            changes.deadline = .some(deadline)
            changes.subject = title(call)
            changes.description = call.parameters.text("description")
            changes.responsible = try responsible(call.parameters["responsibleId"], reader)
            if let minutes = reminder(call.parameters["pingOffsets"]) { changes.reminderMinutes = .some(minutes) }
            changes.color = try color(call)
            return changes
        },
        change("updateDeadline", Text(ru: "Переносит срок дела", en: "Moves a to-do's deadline"), [value("datetime")]) { call, _ in
            var changes = ActivityChanges()
            guard let deadline = try deadline(call, "value") else { throw badMoment }
            changes.deadline = .some(deadline)
            return changes
        },
        change("updateDescription", Text(ru: "Меняет описание дела", en: "Changes a to-do's description"), [value("string")]) { call, _ in
            var changes = ActivityChanges()
            changes.description = call.parameters.text("value") ?? ""
            return changes
        },
        change(
            "updateResponsibleUser", Text(ru: "Передаёт дело", en: "Hands a to-do over"), [content[3]],
            completed: "CAN_NOT_UPDATE_RESPONSIBLE_USER_COMPLETED_TODO"
        ) { call, reader in
            var changes = ActivityChanges()
            guard let person = try responsible(call.parameters["responsibleId"], reader) else { throw badPerson }
            changes.responsible = person
            return changes
        },
        change(
            "updateColor", Text(ru: "Меняет цвет дела", en: "Changes a to-do's colour"),
            [RESTParameter("colorId", "string", isRequired: true, Text(ru: "default, 1…7", en: "default, 1…7"))],
            completed: "CAN_NOT_UPDATE_COLOR_COMPLETED_TODO"
        ) { call, _ in
            var changes = ActivityChanges()
            guard let color = try color(call) else { throw badColor }
            changes.color = .some(color)
            return changes
        },
    ]

    private static let badColor = RESTFailure(400, "CAN_NOT_UPDATE_WRONG_COLOR_TODO", "The colour is default or a number from 1 to 7.")
    private static let badMoment = RESTFailure(400, "WRONG_DATETIME_FORMAT", "The value is not a correct date and time.")
    static let badPerson = RESTFailure(400, "INVALID_ARG_VALUE", "There is no such person.")

    private static func value(_ type: String) -> RESTParameter {
        RESTParameter("value", type, isRequired: true, Text(ru: "Новое значение", en: "The new value"))
    }

    private static func change(
        _ name: String, _ about: Text, _ parameters: [RESTParameter], completed: String = "CAN_NOT_UPDATE_COMPLETED_TODO",
        _ changes: @escaping @Sendable (Call, any Reader) throws -> ActivityChanges
    ) -> RESTMethod {
        .write("crm.activity.todo.\(name)", .crm, about, [id] + owner + parameters) { call, command in
            let item = try item(call, command.transaction)
            let (activity, _) = try ActivityMethods.find(call, command.transaction, or: WorkOwner.missing)
            guard activity.kind == .todo, activity.items.contains(item.id) else { throw WorkOwner.missing }
            guard activity.isPlanned else { throw RESTFailure(400, completed, "A completed activity cannot be changed.") }
            try Activity.edit(activity.id, try changes(call, command.transaction), in: command)
            return answer(activity.id)
        }
    }

    private static func answer(_ id: ActivityID) -> Answer { Answer(["id": .int(id.rawValue)]) }

    private static func item(_ call: Call, _ reader: any Reader) throws -> Item {
        try WorkOwner.changeable(EntityType(call.parameters["ownerTypeId"]), call.parameters["ownerId"]?.number, call, reader)
    }

    private static func title(_ call: Call) -> String? {
        call.parameters.text("title").flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }

    /// Nil when none was sent; `default` is `.some(nil)`.
    private static func color(_ call: Call) throws -> ActivityColor?? {
        guard let code = call.parameters.text("colorId"), !code.isEmpty else { return nil }
        if code == "default" { return .some(nil) }
        guard let color = ActivityColor(rawValue: code) else { throw badColor }
        return color
    }

    private static func deadline(_ call: Call, _ name: String) throws -> Timestamp? {
        try call.moment(call.parameters[name], name, code: "WRONG_DATETIME_FORMAT")
    }

    /// The first of `pingOffsets`, in minutes; nil for none that can be.
    static func reminder(_ json: JSONValue?) -> Int? {
        json?.elements.first?.number.flatMap { (0...43_200).contains($0) ? Int($0) : nil }
    }

    /// Who was named; nil for nobody.
    /// - Throws: `wrong` for somebody who does not work here.
    static func responsible(_ json: JSONValue?, _ reader: any Reader, or wrong: RESTFailure = badPerson) throws -> UserID? {
        guard let json, !json.isVoid else { return nil }
        guard let id = json.number, let person = try UserStore.active([UserID(id)], in: reader).first else { throw wrong }
        return person
    }

    // MARK: Bindings

    private static let bound = [
        RESTParameter("activityId", "integer", isRequired: true, Text(ru: "Номер дела", en: "The activity's number")),
        RESTParameter("entityTypeId", "integer", isRequired: true, Text(ru: "Вид элемента", en: "The item's kind")),
        RESTParameter("entityId", "integer", isRequired: true, Text(ru: "Номер элемента", en: "The item's number")),
    ]

    private static let bindings: [RESTMethod] = [
        .read("crm.activity.binding.list", .crm, Text(ru: "Элементы дела", en: "The items of an activity"), [bound[0]]) { call, reader in
            let (_, visible) = try ActivityMethods.find(call, reader, "activityId", or: WorkOwner.denied)
            return Answer(.array(visible.map { ["entityTypeId": .int(Int64($0.type)), "entityId": .int($0.id)] }))
        },
        .write("crm.activity.binding.add", .crm, Text(ru: "Ставит дело ещё на один элемент", en: "Puts an activity on one more item"), bound) { call, command in
            let (activity, item) = try binding(call, command.transaction)
            if activity.items.contains(item.id) {
                throw RESTFailure(400, "ACTIVITY_IS_ALREADY_BOUND", "The activity is already bound to the item.")
            }
            return try bind(activity, to: activity.items + [item.id], command)
        },
        .write("crm.activity.binding.delete", .crm, Text(ru: "Снимает дело с элемента", en: "Takes an activity off an item"), bound) { call, command in
            let (activity, item) = try binding(call, command.transaction)
            guard activity.items.contains(item.id) else {
                throw RESTFailure(400, "BINDING_NOT_FOUND", "The activity is not bound to the item.")
            }
            let left = activity.items.filter { $0 != item.id }
            if left.isEmpty { throw RESTFailure(400, "LAST_BINDING_CANNOT_BE_DELETED", "The last binding cannot be deleted.") }
            return try bind(activity, to: left, command)
        },
        .write("crm.activity.binding.move", .crm, Text(ru: "Переносит дело на другой элемент", en: "Moves an activity to another item"), moved, move),
    ]

    private static let moved = [bound[0]] + ["source", "target"].flatMap { end in
        [
            RESTParameter("\(end)EntityTypeId", "integer", isRequired: true, Text(ru: "Вид элемента", en: "The item's kind")),
            RESTParameter("\(end)EntityId", "integer", isRequired: true, Text(ru: "Номер элемента", en: "The item's number")),
        ]
    }

    @Sendable private static func move(_ call: Call, _ command: Command) throws -> Answer {
        let (activity, _) = try ActivityMethods.find(call, command.transaction, "activityId", or: WorkOwner.missing)
        try WorkOwner.requireChangeable(activity.items, call, command.transaction)
        func item(_ end: String) throws -> DocumentID {
            try WorkOwner.changeable(
                EntityType(call.parameters["\(end)EntityTypeId"]), call.parameters["\(end)EntityId"]?.number, call, command.transaction
            ).id
        }
        let (source, target) = (try item("source"), try item("target"))
        if source.entity != target.entity {
            throw RESTFailure(400, "SOURCE_AND_TARGET_ENTITY_TYPES_ARE_NOT_EQUAL_ERROR", "Source and target must be items of one kind.")
        }
        if source == target { throw RESTFailure(400, "SOURCE_AND_TARGET_ENTITY_ID_ARE_EQUAL_ERROR", "Source and target are the same item.") }
        guard activity.items.contains(source) else { throw RESTFailure(400, "BINDING_NOT_FOUND", "The activity is not bound to the item.") }
        if activity.items.contains(target) { throw RESTFailure(400, "ACTIVITY_IS_ALREADY_BOUND", "The activity is already bound to the item.") }
        return try bind(activity, to: activity.items.filter { $0 != source } + [target], command)
    }

    private static func binding(_ call: Call, _ reader: any Reader) throws -> (Activity, Item) {
        let (activity, _) = try ActivityMethods.find(call, reader, "activityId", or: WorkOwner.missing)
        try WorkOwner.requireChangeable(activity.items, call, reader)
        let item = try WorkOwner.changeable(
            EntityType(call.parameters["entityTypeId"]), call.parameters["entityId"]?.number, call, reader)
        return (activity, item)
    }

    private static func bind(_ activity: Activity, to items: [DocumentID], _ command: Command) throws -> Answer {
        var changes = ActivityChanges()
        changes.items = items
        try Activity.edit(activity.id, changes, in: command)
        return Answer(true)
    }
}
