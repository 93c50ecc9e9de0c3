import Kernel
import Storage

/// The rows of `custom_fields`, `field_options` and `field_settings`.
enum FieldRows {
    typealias Options = [FieldOwner: [FieldCode: [FieldOption]]]

    static func options(in reader: any Reader) throws -> Options {
        var result: Options = [:]
        _ = try reader.query(
            "select entity, field, code, name, name_en, is_hidden from field_options order by entity, field, sort, code"
        ) { row in
            guard let owner = FieldOwner(number: row.int(0)) else { return }
            let option = FieldOption(row.text(2), Text(stored: row.text(3), row.optionalText(4)), isHidden: row.bool(5))
            result[owner, default: [:]][FieldCode(row.text(1)), default: []].append(option)
        }
        return result
    }

    /// What an administrator changed of the portal's own fields.
    static func settings(in reader: any Reader) throws -> [EntityType: [FieldCode: FieldAdjustment]] {
        var result: [EntityType: [FieldCode: FieldAdjustment]] = [:]
        _ = try reader.query(
            "select entity, code, is_required, required_from, in_list, in_filter, on_card from field_settings"
        ) { row in
            guard let entity = EntityType(rawValue: row.int(0)) else { return }
            result[entity, default: [:]][FieldCode(row.text(1))] = FieldAdjustment(
                isRequired: row.bool(2), requiredFrom: try requiredFrom(row.text(3)), isInList: row.bool(4),
                isInFilter: row.bool(5), isOnCard: row.bool(6))
        }
        return result
    }

    static func custom(_ options: Options, in reader: any Reader) throws -> [Field] {
        try reader.query(
            """
            select entity, code, type, title, title_en, is_required, is_read_only, is_multiple, required_from,
                in_list, in_filter, on_card, linked_entity, sort, is_hidden
            from custom_fields order by entity, sort, created_at, code
            """
        ) { row -> Field? in
            guard let owner = FieldOwner(number: row.int(0)), let type = FieldTypes.named(row.text(2)) else { return nil }
            let code = FieldCode(row.text(1))
            var flags: FieldFlags = []
            let marks: [FieldFlags] = [.required, .readOnly, .multiple]
            for (place, flag) in marks.enumerated() where row.bool(5 + place) { flags.insert(flag) }
            if row.bool(9) { flags.insert(.list) }
            if row.bool(10) { flags.insert(.filter) }
            if row.bool(11) { flags.insert(.card) }
            if row.bool(14) { flags.insert(.hidden) }
            return Field(
                owner, code, type, .custom(columns(of: code, type, isMultiple: flags.contains(.multiple))),
                Text(stored: row.text(3), row.optionalText(4)), flags, requiredFrom: try requiredFrom(row.text(8)),
                options: options[owner]?[code] ?? [], linkedEntity: row.optionalInt(12).flatMap(EntityType.init(rawValue:)),
                sort: row.int(13))
        }.compactMap { $0 }
    }

    /// The names of a custom field's columns: its code in lower case, checked when the field was made.
    static func columns(of code: FieldCode, _ type: any FieldType, isMultiple: Bool) -> [String] {
        let name = code.rawValue.lowercased()
        return isMultiple ? [name] : type.columns.map { name + $0.suffix }
    }

    static func requiredFrom(_ json: String) throws -> [String: String] {
        var result: [String: String] = [:]
        guard let object = try JSONValue(parsing: json).object else { return result }
        for (pipeline, stage) in object { result[pipeline] = stage.string }
        return result
    }

    static func json(_ requiredFrom: [String: String]) -> String {
        JSONValue.object(
            JSONObject(requiredFrom.sorted { $0.key < $1.key }.map { JSONObject.Member($0.key, .string($0.value)) })
        ).text
    }
}

/// What an administrator may change of a field that the portal declares.
package struct FieldAdjustment: Hashable, Sendable {
    package var isRequired: Bool
    /// Stage code by the pipeline's automation name.
    package var requiredFrom: [String: String]
    package var isInList: Bool
    package var isInFilter: Bool
    package var isOnCard: Bool

    package init(isRequired: Bool, requiredFrom: [String: String], isInList: Bool, isInFilter: Bool, isOnCard: Bool) {
        self.isRequired = isRequired
        self.requiredFrom = requiredFrom
        self.isInList = isInList
        self.isInFilter = isInFilter
        self.isOnCard = isOnCard
    }
}

extension Field {
    /// The field with an administrator's changes; options of the same code are replaced, others added.
    func with(_ adjustment: FieldAdjustment?, options stored: [FieldOption]?) -> Field {
        var field = self
        if let adjustment {
            field.requiredFrom = adjustment.requiredFrom
            field.flags.set(.required, to: isRequired || adjustment.isRequired)
            field.flags.set(.list, to: adjustment.isInList)
            field.flags.set(.filter, to: adjustment.isInFilter)
            field.flags.set(.card, to: adjustment.isOnCard)
        }
        for option in stored ?? [] {
            if let place = field.options.firstIndex(where: { $0.code == option.code }) {
                field.options[place] = option
            } else {
                field.options.append(option)
            }
        }
        return field
    }
}

extension FieldFlags {
    mutating func set(_ flag: FieldFlags, to isSet: Bool) {
        if isSet { insert(flag) } else { remove(flag) }
    }
}

extension Text {
    /// A name as tables keep it: what was typed, and its English form when there is one.
    init(stored name: String, _ english: String?) {
        self.init(ru: name, en: english ?? name)
    }

    /// The English form for the table; nil when it is the same.
    var storedEnglish: String? { english == russian ? nil : english }
}
