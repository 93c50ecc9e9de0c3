import Kernel
import Storage

/// One line of text.
struct StringField: FieldType {
    static let limit = 1000

    var code: String { "string" }
    var title: Text { FieldTexts.string }
    var columns: [FieldColumn] { [FieldColumn(.text)] }
    var tests: Set<FilterTest.Kind> { [.equals, .contains, .filled] }

    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        let line = text.withoutLineBreaks.withoutOuterSpace
        guard line.count <= StringField.limit else {
            throw field.refusal(FieldTexts.tooLong.with(["limit": String(StringField.limit)]))
        }
        return line.isEmpty ? .null : .string(line)
    }

    func accept(_ value: Value, for field: Field, in context: FieldContext) throws -> Value {
        try parse(value.printable, for: field, in: context)
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String { value.printable }
    func store(_ value: Value) -> [SQLValue] { [.text(value.printable)] }
    func read(_ columns: [SQLValue]) -> Value { Value(text: columns[0]) }
}

extension Value {
    /// A text column; `.null` for null.
    init(text column: SQLValue) {
        if case .text(let text) = column { self = .string(text) } else { self = .null }
    }

    /// The integer of a column; nil for null.
    static func integer(_ column: SQLValue) -> Int64? {
        if case .integer(let number) = column { number } else { nil }
    }
}
