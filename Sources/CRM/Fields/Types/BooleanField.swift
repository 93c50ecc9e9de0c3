import Kernel
import Storage

/// Yes or no; not filled is neither.
struct BooleanField: FieldType {
    var code: String { "boolean" }
    var title: Text { FieldTexts.boolean }
    var columns: [FieldColumn] { [FieldColumn(.integer)] }

    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        if text == "on" { return .bool(true) }
        guard let answer = Value.bool(parsing: text) else { throw field.refusal(FieldTexts.notYesNo) }
        return .bool(answer)
    }

    func accept(_ value: Value, for field: Field, in context: FieldContext) throws -> Value {
        switch value {
        case .bool: value
        case .string(let text): try parse(text, for: field, in: context)
        case .int(let number): .bool(number != 0)
        case .null, .double, .date, .dateTime, .money, .reference, .list: throw field.refusal(FieldTexts.notYesNo)
        }
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String {
        (value.isTrue ? FieldTexts.yes : FieldTexts.no)[language]
    }

    func store(_ value: Value) -> [SQLValue] { [value.isTrue.sqlValue] }
    func read(_ columns: [SQLValue]) -> Value { Value.integer(columns[0]).map { .bool($0 != 0) } ?? .null }
}
