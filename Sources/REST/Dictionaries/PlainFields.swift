import Kernel

/// The `*.fields` answers of things that are no items.
enum PlainFields {
    struct Marks: OptionSet {
        let rawValue: Int
        static let required = Marks(rawValue: 1)
        static let readOnly = Marks(rawValue: 2)
        static let immutable = Marks(rawValue: 4)
        static let multiple = Marks(rawValue: 8)
    }

    static func describe(_ fields: [(name: String, type: String, marks: Marks)]) -> JSONObject {
        JSONObject(
            fields.map { field in
                JSONObject.Member(
                    field.name,
                    [
                        "type": .string(field.type), "isRequired": .bool(field.marks.contains(.required)),
                        "isReadOnly": .bool(field.marks.contains(.readOnly)), "isImmutable": .bool(field.marks.contains(.immutable)),
                        "isMultiple": .bool(field.marks.contains(.multiple)), "isDynamic": false, "title": .string(field.name),
                    ])
            })
    }
}
