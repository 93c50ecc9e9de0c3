import CRM
import Kernel
import Storage

/// `crm.timeline.logmessage.*`, `crm.timeline.bindings.*`, `crm.timeline.item.*`: the history of items.
enum TimelineMethods {
    private static let id = RESTParameter("id", "integer", isRequired: true, Text(ru: "Номер записи", en: "The entry's number"))
    private static let fields = RESTParameter(
        "fields", "object", isRequired: true, Text(ru: "entityTypeId, entityId, title, text, iconCode", en: "entityTypeId, entityId, title, text, iconCode"))
    private static let owner = [
        RESTParameter("ownerTypeId", "integer", isRequired: true, Text(ru: "Вид элемента", en: "The item's kind")),
        RESTParameter("ownerId", "integer", isRequired: true, Text(ru: "Номер элемента", en: "The item's number")),
    ]
    private static let entity = [
        RESTParameter("entityTypeId", "integer", isRequired: true, Text(ru: "Вид элемента", en: "The item's kind")),
        RESTParameter("entityId", "integer", isRequired: true, Text(ru: "Номер элемента", en: "The item's number")),
        RESTParameter("order", "object", Text(ru: "id: asc или desc", en: "id: asc or desc")),
        RESTParameter("start", "integer", Text(ru: "Смещение", en: "Offset")),
    ]

    static let methods: [RESTMethod] = [
        .write("crm.timeline.logmessage.add", .crm, Text(ru: "Пишет запись в историю элемента", en: "Writes into an item's history"), [fields], add),
        .read("crm.timeline.logmessage.get", .crm, Text(ru: "Читает запись", en: "Reads an entry"), [id]) { call, reader in
            Answer(["logMessage": json(try find(call, reader), call)])
        },
        .read("crm.timeline.logmessage.list", .crm, Text(ru: "Записи элемента по 50", en: "The entries of an item by fifty"), entity, list),
        .write("crm.timeline.logmessage.delete", .crm, Text(ru: "Удаляет запись", en: "Deletes an entry"), [id]) { call, command in
            let message = try find(call, command.transaction)
            try WorkOwner.requireChangeable([message.item], call, command.transaction)
            try message.delete(for: call.viewer, in: command)
            return Answer(true)
        },
        .read("crm.timeline.bindings.fields", .crm, Text(ru: "Описание полей связи", en: "Describes the fields of a binding")) { _, _ in
            Answer(
                [
                    PlainField("OWNER_ID", "integer", .required, .immutable), PlainField("ENTITY_ID", "integer", .required, .immutable),
                    PlainField("ENTITY_TYPE", "string", .required, .immutable),
                ].json)
        },
        .read(
            "crm.timeline.bindings.list", .crm, Text(ru: "Элементы, в чьей истории стоит запись", en: "The items in whose history an entry stands"),
            [RESTParameter("filter", "object", isRequired: true, Text(ru: "OWNER_ID", en: "OWNER_ID"))], bindings),
        binding("bind", Text(ru: "Ставит комментарий в историю ещё одного элемента", en: "Puts a comment into one more item's history")) {
            try Comment.bind($0, to: $1, in: $2)
        },
        binding("unbind", Text(ru: "Убирает комментарий из истории элемента", en: "Takes a comment out of an item's history")) {
            try Comment.unbind($0, from: $1, in: $2)
        },
        .write("crm.timeline.item.pin", .crm, Text(ru: "Закрепляет запись", en: "Pins an entry"), [id] + owner) { call, command in
            let (entry, item) = try entry(call, command.transaction)
            try TimelineStore.pin(entry, of: item.id, command)
            return Answer(nil)
        },
        .write("crm.timeline.item.unpin", .crm, Text(ru: "Открепляет запись", en: "Unpins an entry"), [id] + owner) { call, command in
            let (entry, item) = try entry(call, command.transaction)
            try TimelineStore.unpin(entry, of: item.id, command)
            return Answer(nil)
        },
    ]

    @Sendable private static func add(_ call: Call, _ command: Command) throws -> Answer {
        let fields = try call.fields()
        for name in ["entityTypeId", "entityId", "title", "text", "iconCode"] where fields.value(name)?.isVoid ?? true {
            throw RESTFailure.missing(name)
        }
        let item = try WorkOwner.changeable(
            EntityType(fields.value("entityTypeId")), fields.value("entityId")?.number, call, command.transaction)
        let message = try LogMessage.add(
            to: item.id, title: fields.value("title")?.scalarText ?? "", text: fields.value("text")?.scalarText ?? "",
            icon: fields.value("iconCode")?.scalarText ?? "", in: command)
        return Answer(["logMessage": json(message, call)])
    }

    private static func find(_ call: Call, _ reader: any Reader) throws -> LogMessage {
        let id = try call.parameters.id(or: WorkOwner.missing)
        guard let message = try LogMessage.find(id, in: reader), try !WorkOwner.visible([message.item], call, reader).isEmpty else {
            throw WorkOwner.missing
        }
        return message
    }

    private static func list(_ call: Call, _ reader: any Reader) throws -> Answer {
        let item = try WorkOwner.find(
            EntityType(call.parameters["entityTypeId"]), call.parameters["entityId"]?.number, call, reader)
        let order = try call.parameters.object("order")?.value("id")?.scalarText?.lowercased() ?? "asc"
        let start = PageStart(call)
        let messages = try LogMessage.list(
            of: item.id, newestFirst: order.hasPrefix("desc"), offset: start.offset, limit: PageStart.size, in: reader)
        return start.answer(.array(messages.map { json($0, call) }), total: try LogMessage.count(of: item.id, in: reader))
    }

    private static func json(_ message: LogMessage, _ call: Call) -> JSONValue {
        [
            "id": .int(message.id), "created": .string(message.createdAt.contractText(in: call.zone)),
            "authorId": message.author.map { .int($0.rawValue) } ?? nil, "title": .string(message.title), "text": .string(message.text),
            "iconCode": .string(message.icon),
        ]
    }

    private static func bindings(_ call: Call, _ reader: any Reader) throws -> Answer {
        let filter = try call.parameters.object("filter") ?? JSONObject()
        guard let id = (filter.value("OWNER_ID") ?? filter.value("=OWNER_ID"))?.number, id > 0 else {
            throw RESTFailure("The filter OWNER_ID is not defined or invalid.")
        }
        let items = try Comment.items(of: CommentID(id), in: reader) + (LogMessage.find(id, in: reader).map { [$0.item] } ?? [])
        let rows = try WorkOwner.visible(items, call, reader).map { item -> JSONValue in
            ["OWNER_ID": .id(id), "ENTITY_ID": .id(item.id.id), "ENTITY_TYPE": .string(item.entity.code.lowercased())]
        }
        return Answer(.array(rows), total: rows.count)
    }

    private static func binding(
        _ name: String, _ about: Text, _ body: @escaping @Sendable (CommentID, DocumentID, Command) throws -> Void
    ) -> RESTMethod {
        let fields = RESTParameter("fields", "object", isRequired: true, Text(ru: "OWNER_ID, ENTITY_ID, ENTITY_TYPE", en: "OWNER_ID, ENTITY_ID, ENTITY_TYPE"))
        return .write("crm.timeline.bindings.\(name)", .crm, about, [fields]) { call, command in
            let fields = try call.fields()
            let id = CommentID(fields.value("OWNER_ID")?.number ?? 0)
            guard let comment = try Comment.load([id], in: command.transaction).first, comment.task == nil, !comment.isDeleted else {
                throw WorkOwner.missing
            }
            try WorkOwner.requireChangeable(try Comment.items(of: id, in: command.transaction), call, command.transaction)
            let item = try WorkOwner.changeable(
                EntityType(named: fields.value("ENTITY_TYPE")), fields.value("ENTITY_ID")?.number, call, command.transaction)
            try body(id, item.id, command)
            return Answer(true)
        }
    }

    /// A comment or message on an item that the caller may change.
    private static func entry(_ call: Call, _ reader: any Reader) throws -> (Int64, Item) {
        let item = try WorkOwner.changeable(
            EntityType(call.parameters["ownerTypeId"]), call.parameters["ownerId"]?.number, call, reader)
        let id = try call.parameters.id(or: WorkOwner.missing)
        guard let entry = try TimelineStore.entry(of: id, on: item.id, in: reader) else { throw WorkOwner.missing }
        return (entry, item)
    }
}
