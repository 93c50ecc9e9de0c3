import Kernel
import Storage

struct IntegerField: FieldType {
    var code: String { "integer" }
    var title: Text { FieldTexts.integer }
    var columns: [FieldColumn] { [FieldColumn(.integer)] }
    var tests: Set<FilterTest.Kind> { [.equals, .range, .filled] }

    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        guard let number = Value.number(parsing: text), let whole = Int64(exactly: number) else {
            throw field.refusal(FieldTexts.notInteger)
        }
        return .int(whole)
    }

    func accept(_ value: Value, for field: Field, in context: FieldContext) throws -> Value {
        if case .string(let text) = value { return try parse(text, for: field, in: context) }
        if case .int = value { return value }
        guard let number = value.number, let whole = Int64(exactly: number) else { throw field.refusal(FieldTexts.notInteger) }
        return .int(whole)
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String { value.printable }

    func store(_ value: Value) -> [SQLValue] {
        if case .int(let number) = value { [.integer(number)] } else { [.null] }
    }

    func read(_ columns: [SQLValue]) -> Value { Value.integer(columns[0]).map(Value.int) ?? .null }
}
