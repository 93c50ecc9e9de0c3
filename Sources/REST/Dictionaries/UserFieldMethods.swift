import CRM
import Kernel
import Storage

/// `crm.*.userfield.*`, `user.userfield.*` and `userfieldconfig.*`: fields that administrators make.
enum UserFieldMethods {
    static let methods: [RESTMethod] =
        EntityType.allCases.flatMap { entity in
            let prefix = "crm.\(entity.code.lowercased()).userfield"
            return classic(prefix, .items(entity), .crm) + [reading(prefix, .items(entity))]
        } + classic("user.userfield", .people, .user) + config + common

    private static let id = RESTParameter("id", "integer", isRequired: true, Text(ru: "Номер поля", en: "The field's number"))

    private static let described = RESTParameter(
        "fields", "object", isRequired: true,
        Text(
            ru: "FIELD_NAME, USER_TYPE_ID, EDIT_FORM_LABEL, MULTIPLE, MANDATORY, SORT, LIST",
            en: "FIELD_NAME, USER_TYPE_ID, EDIT_FORM_LABEL, MULTIPLE, MANDATORY, SORT, LIST"))

    private static func classic(_ prefix: String, _ owner: FieldOwner, _ scope: IntegrationScope) -> [RESTMethod] {
        [
            .write("\(prefix).add", scope, Text(ru: "Создаёт поле", en: "Makes a field"), [described]) { call, command in
                let field = try UserFieldInput.create(try call.parameters.object("fields") ?? JSONObject(), owner, call, command)
                return Answer(.int(UserFieldJSON.id(of: field)))
            },
            .read("\(prefix).list", scope, Text(ru: "Поля", en: "The fields"), Array(ListParameters.all[1...2])) { call, reader in
                let rows = try fields(owner, call, reader).map { UserFieldJSON.row($0, call.caller.language, full: false) }
                return try RowList(rows: rows).asked(call).answer
            },
            .write("\(prefix).update", scope, Text(ru: "Изменяет поле", en: "Changes a field"), [id, described]) { call, command in
                let field = try find(owner, call, command.transaction)
                try UserFieldInput.update(field, try call.parameters.object("fields") ?? JSONObject(), call, command)
                return Answer(true)
            },
            .write("\(prefix).delete", scope, Text(ru: "Удаляет поле", en: "Deletes a field"), [id]) { call, command in
                let field = try find(owner, call, command.transaction)
                try FieldStore(call.services.items.catalog).delete(field.code, of: owner, command)
                return Answer(true)
            },
        ]
    }

    private static func reading(_ prefix: String, _ owner: FieldOwner) -> RESTMethod {
        .read("\(prefix).get", .crm, Text(ru: "Читает поле", en: "Reads a field"), [id]) { call, reader in
            Answer(.object(UserFieldJSON.row(try find(owner, call, reader), call.caller.language, full: true)))
        }
    }

    private static let common: [RESTMethod] = [
        RESTMethod("crm.userfield.types", .crm, Text(ru: "Типы полей", en: "The types of fields")) { call in
            Answer(.array(UserFieldTypes.all.map { ["ID": .string($0.name), "title": .string($0.type.title[call.caller.language])] }))
        },
        RESTMethod("crm.userfield.fields", .crm, Text(ru: "Описание описания", en: "Describes the description")) { _ in
            Answer([
                PlainField("ID", "int", .readOnly), PlainField("ENTITY_ID", "string", .immutable),
                PlainField("FIELD_NAME", "string", .immutable), PlainField("USER_TYPE_ID", "string", .immutable),
                PlainField("XML_ID", "string"), PlainField("SORT", "int"), PlainField("MULTIPLE", "char"),
                PlainField("MANDATORY", "char"), PlainField("SHOW_FILTER", "char"), PlainField("SHOW_IN_LIST", "char"),
                PlainField("EDIT_IN_LIST", "char"), PlainField("IS_SEARCHABLE", "char"),
                PlainField("EDIT_FORM_LABEL", "string"), PlainField("LIST_COLUMN_LABEL", "string"),
                PlainField("LIST_FILTER_LABEL", "string"), PlainField("LIST", "uf_enum_element", .multiple),
                PlainField("SETTINGS", "object"),
            ].json)
        },
        RESTMethod("crm.userfield.enumeration.fields", .crm, Text(ru: "Описание варианта", en: "Describes an option")) { _ in
            Answer([
                PlainField("ID", "int", .readOnly), PlainField("SORT", "int"), PlainField("VALUE", "string"),
                PlainField("DEF", "string"), PlainField("DEL", "string"),
            ].json)
        },
        RESTMethod(
            "crm.userfield.settings.fields", .crm, Text(ru: "Описание настроек типа поля", en: "Describes the settings of a type of fields"),
            [RESTParameter("type", "string", isRequired: true, Text(ru: "Тип поля", en: "The type"))]
        ) { call in
            guard let type = call.parameters.text("type"), UserFieldTypes.own(type) != nil else { throw RESTFailure("The type of the field is unknown.") }
            // Only links to items have something to set: to which kinds.
            return Answer(type == "crm" ? EntityType.allCases.map { PlainField($0.code, "char") }.json : .object(JSONObject()))
        },
    ]

    // MARK: userfieldconfig

    private static let config: [RESTMethod] = [
        .write("userfieldconfig.add", .crm, Text(ru: "Создаёт поле", en: "Makes a field")) { call, command in
            let given = try call.parameters.object("field") ?? JSONObject()
            guard let entity = UserFieldJSON.entity(given.value("entityId")?.scalarText) else { throw RESTFailure("entityId is not supported.") }
            return configAnswer(try UserFieldInput.create(UserFieldJSON.classicNames(given), .items(entity), call, command), call)
        },
        .read("userfieldconfig.get", .crm, Text(ru: "Читает поле", en: "Reads a field"), [id]) { call, reader in
            configAnswer(try findAny(call, reader), call)
        },
        .read("userfieldconfig.list", .crm, Text(ru: "Поля", en: "The fields"), ListParameters.all) { call, reader in
            let all = try EntityType.allCases.flatMap { try fields(.items($0), call, reader) }.map { UserFieldJSON.modernRow($0, call.caller.language) }
            var answer = try RowList(rows: all).asked(call).page(call)
            answer.result = ["fields": answer.result]
            return answer
        },
        .write("userfieldconfig.update", .crm, Text(ru: "Изменяет поле", en: "Changes a field"), [id]) { call, command in
            let field = try findAny(call, command.transaction)
            try UserFieldInput.update(field, UserFieldJSON.classicNames(try call.parameters.object("field") ?? JSONObject()), call, command)
            return configAnswer(try findAny(call, command.transaction), call)
        },
        .write("userfieldconfig.delete", .crm, Text(ru: "Удаляет поле", en: "Deletes a field"), [id]) { call, command in
            let field = try findAny(call, command.transaction)
            try FieldStore(call.services.items.catalog).delete(field.code, of: field.owner, command)
            return Answer(nil)
        },
        RESTMethod("userfieldconfig.getTypes", .crm, Text(ru: "Типы полей", en: "The types of fields")) { call in
            let types = UserFieldTypes.all.map { type in
                JSONObject.Member(type.name, ["userTypeId": .string(type.name), "description": .string(type.type.title[call.caller.language])])
            }
            return Answer(["types": .object(JSONObject(types))])
        },
    ]

    private static func configAnswer(_ field: Field, _ call: Call) -> Answer {
        Answer(["field": .object(UserFieldJSON.modernRow(field, call.caller.language))])
    }

    private static func fields(_ owner: FieldOwner, _ call: Call, _ reader: any Reader) throws -> [Field] {
        try call.services.items.catalog.catalog(in: reader).fields.fields(of: owner).filter(\.isCustom)
    }

    private static func find(_ owner: FieldOwner, _ call: Call, _ reader: any Reader) throws -> Field {
        let id = try call.parameters.id()
        guard let field = try fields(owner, call, reader).first(where: { UserFieldJSON.id(of: $0) == id }) else {
            throw RESTFailure(400, "ERROR_NOT_FOUND", "The entity with ID '\(id)' is not found.")
        }
        return field
    }

    private static func findAny(_ call: Call, _ reader: any Reader) throws -> Field {
        let id = try call.parameters.id()
        for entity in EntityType.allCases {
            if let field = try fields(.items(entity), call, reader).first(where: { UserFieldJSON.id(of: $0) == id }) { return field }
        }
        throw RESTFailure("Field with id \(id) is not found.")
    }
}

/// The kinds of fields by the API's names; several of ours are one there.
enum UserFieldTypes {
    static let all: [(name: String, type: any FieldType)] = [
        "string", "integer", "double", "boolean", "date", "datetime", "enumeration", "file", "url", "money", "employee", "crm",
    ].compactMap { name in FieldTypes.named(name == "url" ? "web" : name).map { (name, $0) } }

    /// Our name of a type; nil for one that is not known.
    static func own(_ name: String) -> String? {
        switch name {
        case "url": "web"
        case "address": "string"
        default: all.first { $0.name == name }?.type.code ?? (["text", "phone", "email", "web"].contains(name) ? name : nil)
        }
    }

    static func contract(_ field: Field) -> String {
        switch field.type.code {
        case "text", "phone", "email": "string"
        case "web": "url"
        default: field.type.code
        }
    }
}
