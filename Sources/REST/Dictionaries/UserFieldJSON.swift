import CRM
import Kernel

/// Fields of administrators as the API shows them.
enum UserFieldJSON {
    static func id(of field: Field) -> Int64 { StableNumber.of("\(field.owner.contractCode):\(field.code)") }

    static func entity(_ id: String?) -> EntityType? {
        guard let id = id?.uppercased(), id.hasPrefix("CRM_") else { return nil }
        return EntityType(code: id.dropFirst(4))
    }

    /// - Parameter full: labels in both languages, as `get` gives them.
    static func row(_ field: Field, _ language: Language, full: Bool) -> JSONObject {
        let label: JSONValue = full ? ["ru": .string(field.title.russian), "en": .string(field.title.english)] : .string(field.title[language])
        var settings = JSONObject()
        if field.type.code == "crm" {
            for entity in EntityType.allCases { settings[entity.code] = .yesNo(field.linkedEntity == nil || field.linkedEntity == entity) }
        }
        return .of([
            "ID": .string(String(id(of: field))), "ENTITY_ID": .string(field.owner.contractCode), "FIELD_NAME": .string(field.code.rawValue),
            "USER_TYPE_ID": .string(UserFieldTypes.contract(field)), "XML_ID": .null, "SORT": .string(String(field.sort)),
            "MULTIPLE": .yesNo(field.isMultiple), "MANDATORY": .yesNo(field.isRequired), "SHOW_FILTER": .yesNo(field.isInFilter),
            "SHOW_IN_LIST": .yesNo(field.isInList), "EDIT_IN_LIST": .yesNo(!field.isReadOnly), "IS_SEARCHABLE": .yesNo(field.isInFilter),
            "SETTINGS": settings.isEmpty ? [] : .object(settings), "EDIT_FORM_LABEL": label, "LIST_COLUMN_LABEL": label, "LIST_FILTER_LABEL": label,
            "ERROR_MESSAGE": .null, "HELP_MESSAGE": .null,
            "LIST": field.type.code == "enumeration" ? .array(options(field, language)) : nil,
        ])
    }

    private static func options(_ field: Field, _ language: Language) -> [JSONValue] {
        field.options.enumerated().filter { !$0.element.isHidden }.map { place, option in
            [
                "ID": .string(option.code), "VALUE": .string(option.name[language]), "SORT": .string(String((place + 1) * 10)), "DEF": "N",
                "XML_ID": .string(option.code),
            ]
        }
    }

    static func modernRow(_ field: Field, _ language: Language) -> JSONObject {
        JSONObject(
            row(field, language, full: true).members.map { member in
                if member.key == "LIST" {
                    let options = member.value.elements.map { option in
                        JSONValue.object(JSONObject((option.object ?? JSONObject()).members.map { JSONObject.Member(ModernNames.camelCased($0.key), $0.value) }))
                    }
                    return JSONObject.Member("enum", .array(options))
                }
                return JSONObject.Member(ModernNames.camelCased(member.key), member.value)
            })
    }

    /// `editFormLabel` → `EDIT_FORM_LABEL`, `enum` → `LIST`
    static func classicNames(_ fields: JSONObject) -> JSONObject {
        JSONObject(
            fields.members.map { member in
                if member.key == "enum" { return JSONObject.Member("LIST", .array(member.value.elements.map { .object(classicNames($0.object ?? JSONObject())) })) }
                var name = ""
                for sign in member.key { name += sign.isUppercase ? "_\(sign)" : sign.uppercased() }
                return JSONObject.Member(name, member.value)
            })
    }
}
