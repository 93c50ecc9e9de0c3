import CRM
import Kernel
import Storage

/// `crm.activity.*`: calls, meetings, letters and to-dos on items.
enum ActivityMethods {
    private static let id = RESTParameter("id", "integer", isRequired: true, Text(ru: "Номер дела", en: "The activity's number"))
    private static let fields = RESTParameter(
        "fields", "object", isRequired: true,
        Text(
            ru: "TYPE_ID: 1 встреча, 2 звонок, 4 письмо (только запись, без отправки), 6 дело CRM_TODO",
            en: "TYPE_ID: 1 meeting, 2 call, 4 letter (entered, not sent), 6 to-do CRM_TODO"))

    static let notFound = RESTFailure("Activity is not found")

    static let methods: [RESTMethod] = [
        RESTMethod("crm.activity.fields", .crm, Text(ru: "Описание полей дела", en: "Describes the fields of an activity")) { _ in
            Answer(ActivityFields.described.json)
        },
        RESTMethod("crm.activity.communication.fields", .crm, Text(ru: "Описание полей связи", en: "Describes the fields of a communication")) { _ in
            Answer(ActivityFields.communications.json)
        },
        .writeWithFiles(
            "crm.activity.add", .crm, Text(ru: "Планирует дело или заносит состоявшееся", en: "Plans an activity or enters a done one"), [fields],
            files: { try $0.fields().value("FILES") }, add),
        .read("crm.activity.get", .crm, Text(ru: "Читает дело", en: "Reads an activity"), [id]) { call, reader in
            let (activity, visible) = try find(call, reader)
            var object = ActivityFields.json(activity, owners: Set(visible), call)
            object["COMMUNICATIONS"] = ActivityFields.communications(of: activity)
            return Answer(.object(object))
        },
        .read("crm.activity.list", .crm, Text(ru: "Дела по 50", en: "Activities by fifty"), ListParameters.all, list),
        .writeWithFiles(
            "crm.activity.update", .crm, Text(ru: "Меняет дело, завершает или возобновляет его", en: "Changes an activity, completes or reopens it"),
            [id, fields], files: { try $0.fields().value("FILES") }, update),
        .write("crm.activity.delete", .crm, Text(ru: "Удаляет дело", en: "Deletes an activity"), [id]) { call, command in
            let activity = try changeable(call, command.transaction)
            try Activity.delete(activity.id, in: command)
            return Answer(true)
        },
    ]

    @Sendable private static func add(_ call: Call, _ files: SentFiles?, _ command: Command) throws -> Answer {
        let input = ActivityInput(try call.fields(), files: files, call, command.transaction)
        let draft = try input.draft()
        if draft.kind == .mail {
            guard let entered = try Activity.registerMail(input.mail(draft), in: command) else { throw notFound }
            return Answer(.int(entered.activity.rawValue))
        }
        let id = try Activity.plan(draft, in: command)
        if input.isCompleted ?? false { try Activity.complete(id, callOutcome: draft.kind == .call ? .answered : nil, in: command) }
        return Answer(.int(id.rawValue))
    }

    @Sendable private static func update(_ call: Call, _ files: SentFiles?, _ command: Command) throws -> Answer {
        let activity = try changeable(call, command.transaction)
        let input = ActivityInput(try call.fields(), files: files, call, command.transaction)
        try Activity.edit(activity.id, try input.changes(of: activity), in: command)
        if let isCompleted = input.isCompleted, isCompleted == activity.isPlanned {
            if isCompleted { try Activity.complete(activity.id, in: command) } else { try Activity.reopen(activity.id, in: command) }
        }
        return Answer(true)
    }

    /// An activity that stands on an item which the caller may see, with those items.
    static func find(_ call: Call, _ reader: any Reader, _ name: String = "id", or failure: RESTFailure = notFound) throws -> (
        Activity, [DocumentID]
    ) {
        let id = ActivityID(try call.parameters.id(name, or: failure))
        guard let activity = try Activity.load([id], in: reader).first else { throw failure }
        let visible = try WorkOwner.visible(activity.items, call, reader).map(\.id)
        if visible.isEmpty { throw failure }
        return (activity, visible)
    }

    /// An activity that stands on an item which the caller may change.
    private static func changeable(_ call: Call, _ reader: any Reader) throws -> Activity {
        let (activity, _) = try find(call, reader)
        do {
            try WorkOwner.requireChangeable(activity.items, call, reader)
        } catch let failure as RESTFailure where failure == WorkOwner.denied {
            throw RESTFailure.accessDenied
        }
        return activity
    }

    // MARK: Lists

    private static func list(_ call: Call, _ reader: any Reader) throws -> Answer {
        let filter = try call.parameters.object("filter") ?? JSONObject()
        let (owners, rest) = owners(filter)
        let reading = FilterReading(
            code: { Activity.isSelectable(FieldCode($0)) ? FieldCode($0) : nil }, unknown: .passOver)
        var tree = try reading.tree(rest)
        if let owners { tree = .all([tree, .test("OWNER", FieldComparison(.equals, owners.map(Value.item)))]) }
        let start = PageStart(call)
        let (activities, total) = try Activity.select(
            tree, order: try reading.order(try call.parameters.object("order") ?? JSONObject()), offset: start.offset,
            limit: PageStart.size, isCounted: start.counts, for: call.viewer, dates: call.dates, in: reader)
        let select = Set(call.parameters.texts("select").map { $0.uppercased() })
        let rows = activities.map { activity -> JSONValue in
            var object = ActivityFields.json(activity, owners: Set(owners ?? []), call)
            if select.contains("COMMUNICATIONS") { object["COMMUNICATIONS"] = ActivityFields.communications(of: activity) }
            return .object(object.selected(select))
        }
        return start.answer(.array(rows), total: start.counts ? total : nil)
    }

    /// The items that a filter names, and what else it asks: kind and number belong together.
    private static func owners(_ filter: JSONObject) -> ([DocumentID]?, JSONObject) {
        func take(_ name: String) -> JSONValue? { filter.value(name) ?? filter.value("=" + name) ?? filter.value("@" + name) }
        func without(_ names: String...) -> JSONObject {
            JSONObject(filter.members.filter { member in !names.contains(FilterReading.parts(member.key).name.uppercased()) })
        }
        if let bindings = take("BINDINGS") {
            let items = bindings.elements.compactMap { binding -> DocumentID? in
                guard let object = binding.object, let entity = EntityType(object.value("OWNER_TYPE_ID")),
                    let id = object.value("OWNER_ID")?.number, (1..<1 << 47).contains(id)
                else { return nil }
                return DocumentID(entity, id)
            }
            return (items, without("BINDINGS"))
        }
        guard let types = take("OWNER_TYPE_ID"), let ids = take("OWNER_ID") else { return (nil, filter) }
        let items = types.elements.compactMap { EntityType($0) }.flatMap { entity in
            ids.elements.compactMap(\.number).filter { (1..<1 << 47).contains($0) }.map { DocumentID(entity, $0) }
        }
        return (items, without("OWNER_TYPE_ID", "OWNER_ID"))
    }
}
