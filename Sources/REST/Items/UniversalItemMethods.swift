import CRM
import Kernel
import Storage

/// `crm.item.*`: the newer methods for every kind of item, with names in camel case and real JSON types.
enum UniversalItemMethods {
    private static let type = RESTParameter("entityTypeId", "integer", isRequired: true, Text(ru: "Вид: 1 лид, 2 сделка, 3 контакт, 4 компания", en: "Kind: 1 lead, 2 deal, 3 contact, 4 company"))
    private static let id = RESTParameter("id", "integer", isRequired: true, Text(ru: "Номер элемента", en: "The item's number"))
    private static let fields = RESTParameter("fields", "object", isRequired: true, Text(ru: "Поля и значения", en: "Fields and values"))

    static let methods: [RESTMethod] = [
        .read("crm.item.fields", .crm, Text(ru: "Описание полей", en: "Describes the fields"), [type]) { call, reader in
            let (_, names) = try names(call, reader)
            let fields = names.fields.map { field -> JSONObject.Member in
                var entry = field.description(call.caller.language).object ?? JSONObject()
                entry["upperName"] = .string(field.name)
                return JSONObject.Member(names.name(of: field), .object(entry))
            }
            return Answer(["fields": .object(JSONObject(fields))])
        },
        RESTMethod("crm.item.add", .crm, Text(ru: "Создаёт элемент", en: "Creates an item"), [type, fields]) { call in
            try await write(call) { entity, fields, command in
                try ClassicItemMethods.create(entity, fields, call.services.items, call, command)
            }
        },
        .read("crm.item.get", .crm, Text(ru: "Читает элемент", en: "Reads an item"), [type, id]) { call, reader in
            let (entity, names) = try names(call, reader)
            let item = try find(entity, call, reader)
            return Answer(["item": .object(object(item, names.fields, names, call, multifields: true))])
        },
        .read("crm.item.list", .crm, Text(ru: "Список по 50", en: "Lists by fifty"), [type] + ListParameters.all) { call, reader in
            try list(call, reader)
        },
        RESTMethod("crm.item.update", .crm, Text(ru: "Изменяет элемент", en: "Changes an item"), [type, id, fields]) { call in
            try await write(call) { entity, fields, command in
                let item = try find(entity, call, command.transaction)
                return try ClassicItemMethods.change(item.id, fields, isNew: true, call.services.items, call, command)
            }
        },
        .write("crm.item.delete", .crm, Text(ru: "Переносит в корзину", en: "Puts into the recycle bin"), [type, id]) { call, command in
            let item = try find(try entity(call), call, command.transaction)
            try call.services.items.delete(item.id, for: call.viewer, command)
            return Answer([])
        },
    ]

    static func entity(_ call: Call) throws -> EntityType {
        guard let type = EntityType(call.parameters["entityTypeId"]) else {
            throw RESTFailure(400, "NOT_FOUND", "SPA not found")
        }
        return type
    }

    private static func names(_ call: Call, _ reader: any Reader) throws -> (EntityType, ModernNames) {
        let entity = try entity(call)
        let registry = try call.services.items.catalog.catalog(in: reader).fields
        return (entity, ModernNames(entity, registry, usesOriginal: call.parameters.flag("useOriginalUfNames")))
    }

    private static func find(_ entity: EntityType, _ call: Call, _ reader: any Reader) throws -> Item {
        let notFound = RESTFailure(400, "NOT_FOUND", "Item not found")
        return try ClassicItemMethods.find(DocumentID(entity, try call.parameters.id(or: notFound)), call, reader, or: notFound)
    }

    private static func object(_ item: Item, _ fields: [RESTField], _ names: ModernNames, _ call: Call, multifields: Bool) -> JSONObject {
        var members = fields.map { JSONObject.Member(names.name(of: $0), $0.modern(item, call)) }
        members.append(JSONObject.Member("entityTypeId", .int(Int64(item.entity.rawValue))))
        guard multifields, item.entity != .deal else { return JSONObject(members) }
        let entries = item.communications.map { value -> JSONValue in
            [
                "id": value.id.map(JSONValue.int) ?? nil, "typeId": .string(value.kind.rawValue), "valueType": .string(value.valueType),
                "value": .string(value.raw),
            ]
        }
        return JSONObject(members + [JSONObject.Member("fm", .array(entries))])
    }

    // MARK: Writing

    /// Reads the fields in the names of the classic methods, changes something, answers the item as it is then.
    private static func write(
        _ call: Call, _ body: @escaping @Sendable (EntityType, JSONObject, Command) throws -> Item
    ) async throws -> Answer {
        let given = try call.parameters.object("fields") ?? JSONObject()
        let (entity, classic) = try await call.services.portal.read { try classicFields(given, call, $0) }
        let fields = try await FileInput.stored(classic, of: entity, call)
        do {
            return try await call.services.portal.perform(as: call.caller.actor) { command in
                let changed = try body(entity, fields, command)
                let (_, names) = try names(call, command.transaction)
                let item = try call.services.items.item(changed.id, in: command.transaction) ?? changed
                return Answer(["item": .object(object(item, names.fields, names, call, multifields: true))])
            }
        } catch let failure as Failure where failure.code == .invalid {
            throw RESTFailure(400, "CRM_FIELD_ERROR_VALUE_NOT_VALID", failure.message[call.caller.language])
        }
    }

    /// The fields under the names of the classic methods.
    static func classicFields(_ given: JSONObject, _ call: Call, _ reader: any Reader) throws -> (EntityType, JSONObject) {
        let (entity, names) = try names(call, reader)
        var fields = JSONObject()
        for (name, value) in given {
            if name.lowercased() == "fm" {
                for (kind, entries) in multifields(value) { fields[kind] = .array(entries) }
            } else if let field = names.field(name) {
                fields[field.name] = value
            } else if name.lowercased() == "currencyid" {
                fields["CURRENCY_ID"] = value
            }
        }
        return (entity, fields)
    }

    /// `[{typeId, valueType, value}]` on adding; on changing an object by entry ids, `n0`, `n1`… for new ones.
    private static func multifields(_ json: JSONValue) -> [(String, [JSONValue])] {
        var byKind: [(String, [JSONValue])] = []
        let entries: [(String, JSONValue)]
        switch json {
        case .object(let object): entries = object.members.map { ($0.key, $0.value) }
        case .array(let list): entries = list.map { ("", $0) }
        case .null, .bool, .int, .double, .string: entries = []
        }
        for (key, entry) in entries {
            guard let object = entry.object, let kind = object.value("typeId")?.scalarText?.uppercased() else { continue }
            let id = Int64(key) ?? object.value("id")?.number
            let member = JSONValue.members([
                "ID": id.map(JSONValue.int), "VALUE": object.value("value") ?? object.value("delete").map { _ in "" },
                "VALUE_TYPE": object.value("valueType"),
            ])
            if let place = byKind.firstIndex(where: { $0.0 == kind }) { byKind[place].1.append(member) } else { byKind.append((kind, [member])) }
        }
        return byKind
    }

    // MARK: Lists

    private static func list(_ call: Call, _ reader: any Reader) throws -> Answer {
        let (entity, names) = try names(call, reader)
        let registry = try call.services.items.catalog.catalog(in: reader).fields
        let reading = FilterReading(
            code: { name in names.field(name)?.code ?? registry.field(FieldCode(name), of: entity)?.code }, unknown: .refuse)
        let select = call.parameters.texts("select")
        let isAll = select.isEmpty || select.contains("*")
        let wanted = names.fields.filter { field in
            isAll || field.name == "ID" || select.contains { names.field($0)?.name == field.name } || field.isCustom && select.contains { $0.lowercased() == "uf_*" }
        }
        let withMultifields = isAll || select.contains { $0.lowercased() == "fm" }
        var codes = ClassicItemMethods.codes(of: wanted)
        if withMultifields { codes.formUnion([.phone, .email, .web, .messenger]) }
        let (items, total, start) = try ClassicItemMethods.page(of: entity, reading, fields: codes, call, reader)
        let rows = items.map { JSONValue.object(object($0, wanted, names, call, multifields: withMultifields)) }
        return start.answer(["items": .array(rows)], total: total)
    }
}
