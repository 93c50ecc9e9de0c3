import CRM
import Kernel
import Storage

/// `crm.status.*`: stages of leads and deals, sources and other lists as the one dictionary that the original has.
enum StatusMethods {
    private static let id = RESTParameter("id", "integer", isRequired: true, Text(ru: "Номер записи", en: "The entry's number"))

    static let methods: [RESTMethod] = [
        RESTMethod("crm.status.fields", .crm, Text(ru: "Описание полей", en: "Describes the fields")) { _ in
            Answer([
                PlainField("ID", "integer", .readOnly), PlainField("ENTITY_ID", "string", .required, .immutable),
                PlainField("STATUS_ID", "string", .required, .immutable), PlainField("SORT", "integer"),
                PlainField("NAME", "string", .required), PlainField("NAME_INIT", "string", .readOnly),
                PlainField("SYSTEM", "char", .readOnly), PlainField("CATEGORY_ID", "integer", .immutable),
                PlainField("COLOR", "string"), PlainField("SEMANTICS", "char", .immutable),
                PlainField("EXTRA", "crm_status_extra"),
            ].json)
        },
        .read("crm.status.list", .crm, Text(ru: "Все записи справочников", en: "All entries"), Array(ListParameters.all[1...2])) { call, reader in
            try RowList(rows: try StatusBook(call, reader).entries.map(\.row)).asked(call).answer
        },
        .read("crm.status.get", .crm, Text(ru: "Читает запись", en: "Reads an entry"), [id]) { call, reader in
            Answer(.object(try StatusBook(call, reader).entry(call).row))
        },
        .write("crm.status.add", .crm, Text(ru: "Добавляет запись", en: "Adds an entry")) { call, command in
            try add(call, command)
        },
        .write("crm.status.update", .crm, Text(ru: "Изменяет запись", en: "Changes an entry"), [id]) { call, command in
            try update(call, command)
        },
        .write("crm.status.delete", .crm, Text(ru: "Удаляет запись", en: "Deletes an entry"), [id]) { call, command in
            try delete(call, command)
        },
        .read("crm.status.entity.types", .crm, Text(ru: "Справочники", en: "The dictionaries")) { call, reader in
            Answer(.array(try StatusBook(call, reader).types))
        },
        .read("crm.status.entity.items", .crm, Text(ru: "Записи справочника", en: "The entries of one dictionary")) { call, reader in
            guard let name = call.parameters.text("entityId"), !name.isEmpty else {
                throw RESTFailure("The parameter entityId is not defined or invalid.")
            }
            let entries = try StatusBook(call, reader).entries.filter { $0.book == name.uppercased() }
            return Answer(.array(entries.map { ["NAME": .string($0.name), "SORT": .int(Int64($0.sort)), "STATUS_ID": .string($0.code)] }))
        },
    ]

    private static func add(_ call: Call, _ command: Command) throws -> Answer {
        let fields = try call.parameters.object("fields") ?? JSONObject()
        let book = fields.value("ENTITY_ID")?.scalarText?.uppercased() ?? ""
        let code = fields.value("STATUS_ID")?.scalarText ?? ""
        let name = fields.value("NAME")?.scalarText ?? ""
        func missing(_ field: String) -> RESTFailure { RESTFailure(400, "ERROR_CORE", "The field \(field) is required.") }
        if code.isEmpty { throw missing("STATUS_ID") }
        if name.isEmpty { throw missing("NAME") }
        switch StatusBook.place(book) {
        case .pipeline(let id):
            let semantics = fields.value("SEMANTICS")?.scalarText.flatMap(StageSemantics.init(rawValue:)) ?? .process
            let stage = Stage(code, Text(verbatim: name), color: fields.value("COLOR")?.scalarText ?? StageSemantics.process.usualColor, semantics)
            let added = try call.services.pipelines.add(stage, to: id, after: nil, command)
            return Answer(.int(StableNumber.of("\(book):\(added.code)")))
        case .list(let entity, let field):
            var options = try listOptions(entity, field, call, command)
            options.append(FieldOption(code, Text(verbatim: name)))
            try FieldStore(call.services.items.catalog).setOptions(options, of: field, entity, command)
            return Answer(.int(StableNumber.of("\(book):\(code)")))
        case nil: throw RESTFailure(400, "ERROR_CORE", "The field ENTITY_ID is invalid.")
        }
    }

    private static func listOptions(_ entity: EntityType, _ field: FieldCode, _ call: Call, _ command: Command) throws -> [FieldOption] {
        try call.services.items.catalog.catalog(in: command.transaction).fields.require(field, of: entity).options
    }

    private static func update(_ call: Call, _ command: Command) throws -> Answer {
        let entry = try StatusBook(call, command.transaction).entry(call)
        let fields = try call.parameters.object("fields") ?? JSONObject()
        let name = fields.value("NAME")?.scalarText.flatMap { $0.isEmpty ? nil : Text(verbatim: $0) }
        switch StatusBook.place(entry.book) {
        case .pipeline(let id):
            try call.services.pipelines.update(entry.code, of: id, name: name, color: fields.value("COLOR")?.scalarText, command)
            if let sort = fields.value("SORT")?.number { try move(entry, to: sort, in: id, call, command) }
        case .list(let entity, let field):
            var options = try listOptions(entity, field, call, command)
            guard let place = options.firstIndex(where: { $0.code == entry.code }) else { throw RESTFailure("Status is not found.") }
            if let name { options[place].name = name }
            try FieldStore(call.services.items.catalog).setOptions(options, of: field, entity, command)
        case nil: throw RESTFailure("Status is not found.")
        }
        return Answer(true)
    }

    /// Puts a stage where its new number says, among those of its kind.
    private static func move(_ entry: StatusBook.Entry, to sort: Int64, in id: PipelineID, _ call: Call, _ command: Command) throws {
        let book = try StatusBook(call, command.transaction)
        let others = book.entries.filter { $0.book == entry.book && $0.code != entry.code && $0.semantics == entry.semantics }
        let place = others.filter { Int64($0.sort) < sort }.count
        var own = others.map(\.code)
        own.insert(entry.code, at: place)
        var rest = own[...]
        let codes = book.entries.filter { $0.book == entry.book }.map { $0.semantics == entry.semantics ? rest.removeFirst() : $0.code }
        try call.services.pipelines.reorder(codes, of: id, command)
    }

    private static func delete(_ call: Call, _ command: Command) throws -> Answer {
        let entry = try StatusBook(call, command.transaction).entry(call)
        let isForced = try call.parameters.object("params")?.value("FORCED")?.flag ?? false
        if entry.isSystem, !isForced {
            throw RESTFailure("CRM System Status can be deleted only if parameter FORCED is specified and equal to \"Y\".")
        }
        switch StatusBook.place(entry.book) {
        case .pipeline(let id): try call.services.pipelines.deleteStage(entry.code, of: id, command)
        case .list(let entity, let field):
            let options = try listOptions(entity, field, call, command).filter { $0.code != entry.code }
            try FieldStore(call.services.items.catalog).setOptions(options, of: field, entity, command)
        case nil: throw RESTFailure("Status is not found.")
        }
        return Answer(true)
    }
}
