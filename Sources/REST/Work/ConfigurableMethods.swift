import CRM
import Kernel
import Storage

/// `crm.activity.configurable.*`: activities that a program lays out itself.
enum ConfigurableMethods {
    private static let fields = RESTParameter(
        "fields", "object", isRequired: true,
        Text(
            ru: "typeId, completed, deadline, pingOffsets, isIncomingChannel, responsibleId, badgeCode, originatorId, originId",
            en: "typeId, completed, deadline, pingOffsets, isIncomingChannel, responsibleId, badgeCode, originatorId, originId"))
    private static let layout = RESTParameter(
        "layout", "object", isRequired: true,
        Text(
            ru: "header.title, header.tags, body.blocks (text, largeText, link, withTitle, lineOfBlocks, deadline), footer.buttons; действия — redirect",
            en: "header.title, header.tags, body.blocks (text, largeText, link, withTitle, lineOfBlocks, deadline), footer.buttons; actions: redirect"))

    static let methods: [RESTMethod] = [
        .write(
            "crm.activity.configurable.add", .crm, Text(ru: "Добавляет дело со своей разметкой", en: "Adds an activity with a layout of its own"),
            TodoMethods.owner + [fields, layout], add),
        .read("crm.activity.configurable.get", .crm, Text(ru: "Читает дело и его разметку", en: "Reads an activity and its layout"), [TodoMethods.id]) { call, reader in
            let (activity, configured) = try find(call, reader)
            let visible = try WorkOwner.visible(activity.items, call, reader).first
            return Answer([
                "activity": [
                    "id": .int(activity.id.rawValue), "ownerTypeId": .int(Int64(visible?.entity.rawValue ?? 0)), "ownerId": .int(visible?.id.id ?? 0),
                    "fields": fields(activity, configured, call), "layout": configured.layout,
                ]
            ])
        },
        .write(
            "crm.activity.configurable.update", .crm, Text(ru: "Меняет дело или его разметку", en: "Changes an activity or its layout"),
            [TodoMethods.id, fields, layout], update),
    ]

    private static let incomingDeadline = RESTFailure(
        400, "INCOMING_ACTIVITY_CAN_NOT_BE_WITH_DEADLINE", "An incoming activity has no deadline.")

    private static func wrong(_ name: String) -> RESTFailure { RESTFailure(400, "WRONG_FIELD_VALUE", "The value of \(name) is wrong.") }

    @Sendable private static func add(_ call: Call, _ command: Command) throws -> Answer {
        let item = try WorkOwner.changeable(
            EntityType(call.parameters["ownerTypeId"]), call.parameters["ownerId"]?.number, call, command.transaction)
        let sent = try call.parameters.object("fields") ?? JSONObject()
        let (layout, json) = try read(call.parameters["layout"])
        var draft = ActivityDraft(.todo, subject: String(layout.title.prefix(500)), responsible: try responsible(sent, command.transaction) ?? call.viewer.user, items: [item.id])
        draft.typeCode = try type(sent, command.transaction)
        draft.isIncoming = try flag(sent, "isIncomingChannel") ?? false
        draft.deadline = try deadline(sent, call)
        if draft.isIncoming, draft.deadline != nil { throw incomingDeadline }
        draft.direction = draft.isIncoming ? .incoming : .outgoing
        if draft.deadline != nil { draft.reminderMinutes = reminder(sent) }
        let id = try Activity.plan(draft, in: command)
        var configured = ConfiguredActivity(activity: id, layout: json)
        try take(sent, into: &configured, command.transaction)
        try configured.save(command)
        if try flag(sent, "completed") ?? false { try Activity.complete(id, in: command) }
        return Answer(["activity": ["id": .int(id.rawValue)]])
    }

    @Sendable private static func update(_ call: Call, _ command: Command) throws -> Answer {
        var (activity, configured) = try find(call, command.transaction)
        try WorkOwner.requireChangeable(activity.items, call, command.transaction)
        let sent = try call.parameters.object("fields") ?? JSONObject()
        var changes = ActivityChanges()
        if let json = call.parameters["layout"], !json.isVoid {
            let layout = try read(json)
            (changes.subject, configured.layout) = (String(layout.0.title.prefix(500)), layout.1)
        }
        changes.responsible = try responsible(sent, command.transaction)
        if sent.value("deadline") != nil { changes.deadline = .some(try deadline(sent, call)) }
        if let deadline = changes.deadline, deadline != nil, activity.isIncoming { throw incomingDeadline }
        if changes.deadline == .some(nil) { changes.reminderMinutes = .some(nil) } else if let minutes = reminder(sent) { changes.reminderMinutes = .some(minutes) }
        activity = try Activity.edit(activity.id, changes, in: command)
        try take(sent, into: &configured, command.transaction)
        try configured.save(command)
        if let isCompleted = try flag(sent, "completed"), isCompleted == activity.isPlanned {
            if isCompleted { try Activity.complete(activity.id, in: command) } else { try Activity.reopen(activity.id, in: command) }
        }
        return Answer(["activity": ["id": .int(activity.id.rawValue)]])
    }

    private static func find(_ call: Call, _ reader: any Reader) throws -> (Activity, ConfiguredActivity) {
        let (activity, _) = try ActivityMethods.find(call, reader, or: WorkOwner.missing)
        guard let configured = try ConfiguredActivity.of([activity.id], in: reader)[activity.id] else { throw WorkOwner.missing }
        return (activity, configured)
    }

    private static func fields(_ activity: Activity, _ configured: ConfiguredActivity, _ call: Call) -> JSONValue {
        [
            "typeId": .string(activity.typeCode ?? "CONFIGURABLE"), "completed": .bool(!activity.isPlanned), "deadline": activity.deadline.json(call.zone),
            "pingOffsets": activity.reminderMinutes.map { [.int(Int64($0))] } ?? [], "isIncomingChannel": .bool(activity.isIncoming),
            "responsibleId": .int(activity.responsible.rawValue), "badgeCode": configured.badge.map(JSONValue.string) ?? nil,
            "originatorId": configured.originator.map(JSONValue.string) ?? nil, "originId": configured.origin.map(JSONValue.string) ?? nil,
        ]
    }

    // MARK: Reading

    private static func read(_ json: JSONValue?) throws -> (ActivityLayout, JSONValue) {
        let json = json ?? .null
        guard json.bytes.count <= 64 << 10 else { throw wrong("layout") }
        do {
            return (try ActivityLayout(json), json)
        } catch let refusal as ActivityLayout.Refusal {
            throw RESTFailure(400, refusal.code, "\(refusal.path) is missing or wrong.")
        }
    }

    private static func take(_ sent: JSONObject, into configured: inout ConfiguredActivity, _ reader: any Reader) throws {
        if let badge = sent.value("badgeCode") {
            let code = badge.scalarText.flatMap { $0.isEmpty ? nil : $0 }
            if let code, try !ActivityBadge.all(in: reader).contains(where: { $0.code == code }) { throw wrong("badgeCode") }
            configured.badge = code
        }
        if let originator = sent.value("originatorId") { configured.originator = originator.scalarText.map { String($0.prefix(200)) } }
        if let origin = sent.value("originId") { configured.origin = origin.scalarText.map { String($0.prefix(200)) } }
    }

    private static func type(_ sent: JSONObject, _ reader: any Reader) throws -> String {
        guard let code = sent.value("typeId")?.scalarText, !code.isEmpty, code != "CONFIGURABLE" else { return "CONFIGURABLE" }
        guard let type = try ActivityType.find(code, in: reader), type.isConfigurable else { throw wrong("typeId") }
        return type.code
    }

    private static func responsible(_ sent: JSONObject, _ reader: any Reader) throws -> UserID? {
        try TodoMethods.responsible(sent.value("responsibleId"), reader, or: wrong("responsibleId"))
    }

    private static func deadline(_ sent: JSONObject, _ call: Call) throws -> Timestamp? {
        try call.moment(sent.value("deadline"), "deadline", code: "WRONG_FIELD_VALUE")
    }

    private static func reminder(_ sent: JSONObject) -> Int? { TodoMethods.reminder(sent.value("pingOffsets")) }

    private static func flag(_ sent: JSONObject, _ name: String) throws -> Bool? {
        guard let json = sent.value(name), !json.isVoid else { return nil }
        guard let flag = json.flag else { throw wrong(name) }
        return flag
    }
}
