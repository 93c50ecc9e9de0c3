import CRM
import Kernel
import Storage

/// Reads descriptions of fields.
enum UserFieldInput {
    static func create(_ fields: JSONObject, _ owner: FieldOwner, _ call: Call, _ command: Command) throws -> Field {
        func missing(_ name: String) -> RESTFailure { RESTFailure(400, "ERROR_CORE", "The '\(name)' field is not found.") }
        guard let name = fields.value("FIELD_NAME")?.scalarText, !name.isEmpty else { throw missing("FIELD_NAME") }
        guard let type = fields.value("USER_TYPE_ID")?.scalarText, !type.isEmpty else { throw missing("USER_TYPE_ID") }
        guard let own = UserFieldTypes.own(type) else { throw RESTFailure(400, "ERROR_CORE", "The user type '\(type)' is not supported.") }
        let code = String(owner.code(named: name).prefix(50))
        var options: [FieldOption] = []
        for entry in fields.value("LIST")?.elements ?? [] {
            guard let value = entry.object?.value("VALUE")?.scalarText, !value.isEmpty else { continue }
            options.append(FieldOption(String(try command.transaction.nextID("field_options")), Text(verbatim: value)))
        }
        let draft = FieldDraft(
            owner, FieldCode(code), type: own, title: label(fields) ?? Text(verbatim: code),
            isRequired: fields.value("MANDATORY")?.flag ?? false, isMultiple: fields.value("MULTIPLE")?.flag ?? false,
            isInList: fields.value("SHOW_IN_LIST")?.flag ?? false, isInFilter: flag(fields.value("SHOW_FILTER")) ?? true, options: options,
            linkedEntity: linked(fields.value("SETTINGS")), sort: fields.value("SORT")?.number.map { Int(clamping: $0) })
        return try refusing { try FieldStore(call.services.items.catalog).create(draft, command) }
    }

    static func update(_ field: Field, _ fields: JSONObject, _ call: Call, _ command: Command) throws {
        var options = field.options
        for entry in fields.value("LIST")?.elements ?? [] {
            guard let object = entry.object else { continue }
            let value = object.value("VALUE")?.scalarText ?? ""
            if let id = object.value("ID")?.scalarText, let place = options.firstIndex(where: { $0.code == id }) {
                if object.value("DEL")?.flag ?? false { options[place].isHidden = true } else if !value.isEmpty { options[place].name = Text(verbatim: value) }
            } else if !value.isEmpty {
                options.append(FieldOption(String(try command.transaction.nextID("field_options")), Text(verbatim: value)))
            }
        }
        let draft = FieldDraft(
            field.owner, field.code, type: field.type.code, title: label(fields) ?? field.title,
            isRequired: fields.value("MANDATORY")?.flag ?? field.isRequired, isReadOnly: field.isReadOnly, isMultiple: field.isMultiple,
            requiredFrom: field.requiredFrom, isInList: fields.value("SHOW_IN_LIST")?.flag ?? field.isInList,
            isInFilter: flag(fields.value("SHOW_FILTER")) ?? field.isInFilter, isOnCard: field.isOnCard, options: options,
            linkedEntity: field.linkedEntity, sort: fields.value("SORT")?.number.map { Int(clamping: $0) })
        _ = try refusing { try FieldStore(call.services.items.catalog).update(draft, command) }
    }

    private static func refusing<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let failure as Failure where failure.code == .invalid || failure.code == .conflict {
            throw RESTFailure(400, "ERROR_CORE", failure.message.english)
        }
    }

    /// `N` hides; `Y`, `I`, `E`, `S` show.
    private static func flag(_ json: JSONValue?) -> Bool? { json.map { $0.flag ?? true } }

    /// A text, or one for each language.
    private static func label(_ fields: JSONObject) -> Text? {
        for name in ["EDIT_FORM_LABEL", "LABEL", "LIST_COLUMN_LABEL", "LIST_FILTER_LABEL"] {
            switch fields.value(name) {
            case .object(let object)?:
                let first = object.members.first?.value.scalarText ?? ""
                let russian = object.value("ru")?.scalarText ?? first
                if !russian.isEmpty { return Text(ru: russian, en: object.value("en")?.scalarText ?? russian) }
            case let value?:
                if let text = value.scalarText, !text.isEmpty { return Text(verbatim: text) }
            case nil: continue
            }
        }
        return nil
    }

    /// A field that links to one kind of item keeps to it.
    private static func linked(_ settings: JSONValue?) -> EntityType? {
        let wanted = EntityType.allCases.filter { settings?.object?.value($0.code)?.flag ?? false }
        return wanted.count == 1 ? wanted[0] : nil
    }
}
