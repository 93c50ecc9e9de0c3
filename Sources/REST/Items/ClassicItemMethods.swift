import CRM
import Kernel
import Storage

/// `crm.lead.*`, `crm.deal.*`, `crm.contact.*`, `crm.company.*`: one declaration for all four.
enum ClassicItemMethods {
    static let methods = EntityType.allCases.flatMap(methods(of:))

    private static let idParameter = RESTParameter("id", "integer", isRequired: true, Text(ru: "Номер элемента", en: "The item's number"))
    private static let fieldsParameter = RESTParameter("fields", "object", isRequired: true, Text(ru: "Поля и значения", en: "Fields and values"))

    private static func methods(of entity: EntityType) -> [RESTMethod] {
        let prefix = "crm.\(entity.code.lowercased())"
        let name = entity.objectName
        return [
            .read("\(prefix).fields", .crm, Text(ru: "Описание полей", en: "Describes the fields")) { call, reader in
                Answer(.object(try fields(of: entity, call, reader)))
            },
            RESTMethod("\(prefix).add", .crm, Text(ru: "Создаёт \(name.russian)", en: "Creates \(name.english)"), [fieldsParameter]) {
                try await add(entity, $0)
            },
            .read("\(prefix).get", .crm, Text(ru: "Читает по номеру", en: "Reads by number"), [idParameter]) { call, reader in
                let item = try find(DocumentID(entity, try call.parameters.id()), call, reader)
                let fields = RESTField.all(of: entity, in: try call.services.items.catalog.catalog(in: reader).fields)
                return Answer(.object(object(item, fields.filter { $0.code != .contacts }, call)))
            },
            .read("\(prefix).list", .crm, Text(ru: "Список по 50", en: "Lists by fifty"), ListParameters.all) { call, reader in
                try list(entity, call, reader)
            },
            RESTMethod("\(prefix).update", .crm, Text(ru: "Изменяет поля", en: "Changes fields"), [idParameter, fieldsParameter]) {
                try await update(entity, $0)
            },
            .write("\(prefix).delete", .crm, Text(ru: "Переносит в корзину", en: "Puts into the recycle bin"), [idParameter]) { call, command in
                let id = DocumentID(entity, try call.parameters.id())
                _ = try find(id, call, command.transaction)
                try call.services.items.delete(id, for: call.viewer, command)
                return Answer(true)
            },
        ]
    }

    private static func fields(of entity: EntityType, _ call: Call, _ reader: any Reader) throws -> JSONObject {
        let registry = try call.services.items.catalog.catalog(in: reader).fields
        let fields = RESTField.all(of: entity, in: registry)
        return JSONObject(fields.map { JSONObject.Member($0.name, $0.description(call.caller.language)) })
    }

    /// An item that is there, within the caller's rights.
    /// - Throws: the failure by which its family of methods says that there is none.
    static func find(
        _ id: DocumentID, _ call: Call, _ reader: any Reader, or failure: RESTFailure = .notFound
    ) throws -> Item {
        guard let item = try call.services.items.item(id, in: reader), !item.isDeleted,
            call.viewer.may(.read, item.entity, responsible: item.responsible)
        else { throw failure }
        return item
    }

    // MARK: Writing

    private static func add(_ entity: EntityType, _ call: Call) async throws -> Answer {
        let fields = try await FileInput.stored(try call.parameters.object("fields") ?? JSONObject(), of: entity, call)
        let items = call.services.items
        return try await call.services.portal.perform(as: call.caller.actor) { command in
            Answer(.int(try create(entity, fields, items, call, command).id.id))
        }
    }

    /// - Parameters:
    ///   - createdAt: when it was made in another system; nil for now.
    ///   - createdBy: by whom; nil for the caller.
    static func create(
        _ entity: EntityType, _ fields: JSONObject, _ items: ItemStore, _ call: Call, _ command: Command, createdAt: Timestamp? = nil,
        createdBy: UserID? = nil
    ) throws -> Item {
        let registry = try items.catalog.catalog(in: command.transaction).fields
        let input = try FieldInput(fields, of: entity, registry, isNew: true)
        var draft = ItemDraft(entity, input.values)
        draft.createdAt = createdAt
        draft.createdBy = createdBy
        draft.communications = [Communication]().applying(input.communications)
        if entity == .deal { setDates(&draft, call) }
        if draft.values[.responsible]?.isEmpty ?? false { draft.values[.responsible] = nil }
        if draft.values[.amount] == nil, let currency = input.currency, entity.hasStages {
            draft.values[.amount] = .money(Money(minorUnits: 0, currency: currency))
        }
        return try items.create(draft, for: call.viewer, command)
    }

    /// A deal made by a program begins today and is expected to close in a week, unless it says otherwise.
    private static func setDates(_ draft: inout ItemDraft, _ call: Call) {
        let today = call.zone.local(call.now).date
        if draft.values["BEGINDATE"]?.isEmpty ?? true { draft.values["BEGINDATE"] = .date(today) }
        if draft.values["CLOSEDATE"]?.isEmpty ?? true { draft.values["CLOSEDATE"] = .date(today.adding(days: 7)) }
    }

    private static func update(_ entity: EntityType, _ call: Call) async throws -> Answer {
        let id = DocumentID(entity, try call.parameters.id())
        let fields = try await FileInput.stored(try call.parameters.object("fields") ?? JSONObject(), of: entity, call)
        let items = call.services.items
        return try await call.services.portal.perform(as: call.caller.actor) { command in
            _ = try change(id, fields, isNew: false, items, call, command)
            return Answer(true)
        }
    }

    /// - Parameter isNew: whether fields count that the classic methods only take when an item is made.
    static func change(
        _ id: DocumentID, _ fields: JSONObject, isNew: Bool, _ items: ItemStore, _ call: Call, _ command: Command
    ) throws -> Item {
        let item = try find(id, call, command.transaction)
        let registry = try items.catalog.catalog(in: command.transaction).fields
        var input = try FieldInput(fields, of: item.entity, registry, isNew: isNew)
        input.adoptCurrency(for: item)
        return try items.update(id, input.values, communications: input.communications, for: call.viewer, command)
    }

    // MARK: Lists

    private static func list(_ entity: EntityType, _ call: Call, _ reader: any Reader) throws -> Answer {
        let registry = try call.services.items.catalog.catalog(in: reader).fields
        let fields = RESTField.all(of: entity, in: registry)
        let reading = FilterReading(code: { name in code(name, fields, entity, registry) }, unknown: .passOver)
        let wanted = selected(call.parameters.texts("select"), fields)
        let (items, total, start) = try page(of: entity, reading, fields: codes(of: wanted), call, reader)
        let rows = items.map { JSONValue.object(object($0, wanted, call)) }
        return start.answer(.array(rows), total: total)
    }

    /// The items that a call's filter, order and start ask for, and how many there are in all when they are to be counted.
    static func page(
        of entity: EntityType, _ reading: FilterReading, fields: Set<FieldCode>, _ call: Call, _ reader: any Reader
    ) throws -> (items: [Item], total: Int?, start: PageStart) {
        var query = ItemQuery(entity)
        let filter = try call.parameters.object("filter") ?? JSONObject()
        if !filter.isEmpty {
            let registry = try call.services.items.catalog.catalog(in: reader).fields
            var reading = reading
            reading.isMultiple = { registry.field($0, of: entity)?.isMultiple ?? false }
            query.tree = try reading.tree(filter)
        }
        let order = try reading.order(try call.parameters.object("order") ?? JSONObject())
        let start = PageStart(call)
        let items = try call.services.items.select(
            query, fields: fields, order: order, offset: start.offset, limit: PageStart.size, for: call.viewer, now: call.now, in: reader)
        let total = start.counts ? try call.services.items.total(query, for: call.viewer, now: call.now, in: reader) : nil
        return (items, total, start)
    }

    /// What a caller may filter and sort by: its names for fields, and other names of theirs.
    static func code(_ name: String, _ fields: [RESTField], _ entity: EntityType, _ registry: FieldRegistry) -> FieldCode? {
        let upper = name.uppercased()
        if let field = fields.first(where: { $0.name == upper }) {
            if case .hasMessenger = field.source { return nil }
            return field.code
        }
        return registry.field(FieldCode(upper), of: entity)?.code
    }

    /// No select: everything but multifields; `*` everything plain, `UF_*` everything of one's own, and what is named.
    private static func selected(_ names: [String], _ fields: [RESTField]) -> [RESTField] {
        let names = Set(names.map { $0.uppercased() })
        let isAll = names.isEmpty
        return fields.filter { field in
            if field.name == "ID" || names.contains(field.name) { return true }
            if field.isMultifield || field.code == .contacts { return false }
            return field.isCustom ? isAll || names.contains("UF_*") : isAll || names.contains("*")
        }
    }

    /// The columns to read for these fields.
    static func codes(of fields: [RESTField]) -> Set<FieldCode> {
        var codes: Set<FieldCode> = [.id]
        for field in fields {
            switch field.source {
            case .field(let field): codes.insert(field.code)
            case .currency(let amount): codes.insert(amount)
            case .presence(.phone): codes.insert(.phone)
            case .presence: codes.insert(.email)
            case .hasMessenger: codes.insert(.messenger)
            case .isClosed: codes.insert("STAGE_SEMANTIC_ID")
            }
        }
        return codes
    }

    /// The fields with their values; multifields only when there are any.
    static func object(_ item: Item, _ fields: [RESTField], _ call: Call) -> JSONObject {
        JSONObject(
            fields.compactMap { field in
                let value = field.classic(item, call)
                if field.isMultifield, value == .array([]) { return nil }
                return JSONObject.Member(field.name, value)
            })
    }
}

/// The parameters that all lists take.
enum ListParameters {
    static let all = [
        RESTParameter("select", "string[]", Text(ru: "Какие поля вернуть", en: "Which fields to give")),
        RESTParameter("filter", "object", Text(ru: "Условия: >=, %, @, !", en: "Conditions: >=, %, @, !")),
        RESTParameter("order", "object", Text(ru: "Сортировка: поле → asc или desc", en: "Sorting: field → asc or desc")),
        RESTParameter("start", "integer", Text(ru: "Смещение; −1 не считает всего", en: "Offset; −1 does not count")),
    ]
}
