import CRM
import Kernel
import Storage

/// `crm.timeline.comment.*`: what people and programs write on items.
enum TimelineCommentMethods {
    private static let id = RESTParameter("id", "integer", isRequired: true, Text(ru: "Номер комментария", en: "The comment's number"))
    private static let fields = RESTParameter(
        "fields", "object", isRequired: true,
        Text(ru: "ENTITY_TYPE, ENTITY_ID, COMMENT, FILES как [имя, base64]", en: "ENTITY_TYPE, ENTITY_ID, COMMENT, FILES as [name, base64]"))
    private static let filter = RESTParameter(
        "filter", "object", isRequired: true, Text(ru: "ENTITY_TYPE и ENTITY_ID обязательны", en: "ENTITY_TYPE and ENTITY_ID are required"))

    static let described = [
        PlainField("ID", "integer", .readOnly), PlainField("CREATED", "datetime", .readOnly),
        PlainField("ENTITY_ID", "integer", .required, .immutable), PlainField("ENTITY_TYPE", "string", .required, .immutable),
        PlainField("AUTHOR_ID", "integer", .immutable), PlainField("COMMENT", "string"), PlainField("FILES", "attached_diskfile", .multiple),
    ]

    static let methods: [RESTMethod] = [
        RESTMethod("crm.timeline.comment.fields", .crm, Text(ru: "Описание полей комментария", en: "Describes the fields of a comment")) { _ in
            Answer(described.json)
        },
        .writeWithFiles(
            "crm.timeline.comment.add", .crm, Text(ru: "Добавляет комментарий к элементу", en: "Comments on an item"), [fields],
            files: { try $0.fields().value("FILES") }, add),
        .read("crm.timeline.comment.get", .crm, Text(ru: "Читает комментарий", en: "Reads a comment"), [id]) { call, reader in
            let (comment, items) = try find(call, reader)
            let visible = try WorkOwner.visible(items, call, reader)
            return Answer(try json(comment, on: visible[0].id, names(of: [comment], reader), call))
        },
        .read("crm.timeline.comment.list", .crm, Text(ru: "Комментарии элемента по 50", en: "The comments on an item by fifty"),
            [filter] + ListParameters.all.filter { $0.name != "filter" }, list),
        .writeWithFiles(
            "crm.timeline.comment.update", .crm, Text(ru: "Меняет свой комментарий", en: "Changes one's own comment"), [id, fields],
            files: { try $0.fields().value("FILES") }, update),
        .write("crm.timeline.comment.delete", .crm, Text(ru: "Удаляет комментарий", en: "Deletes a comment"), [id]) { call, command in
            let (comment, items) = try find(call, command.transaction)
            try WorkOwner.requireChangeable(items, call, command.transaction)
            try WorkOwner.requireNamed(items, call)
            try Comment.delete(comment.id, by: .reading(call.viewer, in: command.transaction), in: command)
            return Answer(nil)
        },
    ]

    @Sendable private static func add(_ call: Call, _ files: SentFiles?, _ command: Command) throws -> Answer {
        let fields = try call.fields()
        let item = try WorkOwner.changeable(
            EntityType(named: fields.value("ENTITY_TYPE")), fields.value("ENTITY_ID")?.number, call, command.transaction)
        let id = try Comment.add(
            fields.value("COMMENT")?.scalarText ?? "", to: .item(item.id), files: try files?.all(call, command.transaction) ?? [],
            by: .reading(call.viewer, in: command.transaction), in: command)
        return Answer(.int(id.rawValue))
    }

    @Sendable private static func update(_ call: Call, _ files: SentFiles?, _ command: Command) throws -> Answer {
        let (comment, items) = try find(call, command.transaction)
        try WorkOwner.requireChangeable(items, call, command.transaction)
        try WorkOwner.requireNamed(items, call)
        let text = try call.fields().value("COMMENT")?.scalarText ?? comment.text
        let kept = try files?.all(besides: comment.files, call, command.transaction)
        try Comment.edit(
            comment.id, text: text, files: kept, by: .reading(call.viewer, in: command.transaction), in: command)
        return Answer(.int(comment.id.rawValue))
    }

    /// A comment on items of which the caller may see one.
    private static func find(_ call: Call, _ reader: any Reader) throws -> (Comment, [DocumentID]) {
        let id = CommentID(try call.parameters.id(or: WorkOwner.missing))
        guard let comment = try Comment.load([id], in: reader).first, !comment.isDeleted else { throw WorkOwner.missing }
        let items = try Comment.items(of: id, in: reader)
        guard try !WorkOwner.visible(items, call, reader).isEmpty else { throw WorkOwner.missing }
        return (comment, items)
    }

    private static func list(_ call: Call, _ reader: any Reader) throws -> Answer {
        let filter = try call.parameters.object("filter") ?? JSONObject()
        func owner(_ name: String) -> JSONValue? { filter.value(name) ?? filter.value("=" + name) }
        let item = try WorkOwner.find(EntityType(named: owner("ENTITY_TYPE")), owner("ENTITY_ID")?.number, call, reader)
        let reading = FilterReading(
            code: { ["ID", "AUTHOR_ID", "CREATED", "COMMENT"].contains($0.uppercased()) ? FieldCode($0) : nil }, unknown: .passOver)
        let start = PageStart(call)
        let (comments, total) = try Comment.select(
            of: .item(item.id), try reading.tree(filter), order: try reading.order(try call.parameters.object("order") ?? JSONObject()),
            offset: start.offset, limit: PageStart.size, dates: call.dates, in: reader)
        let names = try names(of: comments, reader)
        let rows = try comments.map { comment -> JSONValue in
            let row = try json(comment, on: item.id, names, call)
            return (row.object?.selected(call)).map(JSONValue.object) ?? row
        }
        return start.answer(.array(rows), total: total)
    }

    // MARK: Answers

    private struct Known {
        var files: [FileID: StoredFile] = [:]
        var people: [UserID: String] = [:]
    }

    private static func names(of comments: [Comment], _ reader: any Reader) throws -> Known {
        let files = try FileLinks.files(comments.flatMap(\.files), in: reader)
        let people = try UserStore.names(of: files.compactMap(\.createdBy), in: reader)
        return Known(files: Dictionary(files.map { ($0.id, $0) }) { first, _ in first }, people: people)
    }

    private static func json(_ comment: Comment, on item: DocumentID, _ known: Known, _ call: Call) throws -> JSONValue {
        let files = comment.files.compactMap { known.files[$0] }.map { file in
            JSONObject.Member(file.id.description, file.json(author: file.createdBy.flatMap { known.people[$0] } ?? "", call))
        }
        return .members([
            "ID": .id(comment.id), "ENTITY_ID": .id(item.id), "ENTITY_TYPE": .string(item.entity?.code.lowercased() ?? ""),
            "CREATED": .string(comment.createdAt.contractText(in: call.zone)), "COMMENT": .string(comment.text),
            "AUTHOR_ID": .id(comment.author), "FILES": files.isEmpty ? nil : .object(JSONObject(files)),
        ])
    }
}
