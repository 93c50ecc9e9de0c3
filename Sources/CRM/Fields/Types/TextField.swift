import Kernel
import Storage

/// Text of several lines.
struct TextField: FieldType {
    static let limit = 100_000

    var code: String { "text" }
    var title: Text { FieldTexts.text }
    var columns: [FieldColumn] { [FieldColumn(.text)] }
    var tests: Set<FilterTest.Kind> { [.contains, .filled] }

    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        guard text.count <= TextField.limit else {
            throw field.refusal(FieldTexts.tooLong.with(["limit": String(TextField.limit)]))
        }
        return .string(text.replacing("\r\n", with: "\n"))
    }

    func accept(_ value: Value, for field: Field, in context: FieldContext) throws -> Value {
        try parse(value.printable, for: field, in: context)
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String { value.printable }
    func store(_ value: Value) -> [SQLValue] { [.text(value.printable)] }
    func read(_ columns: [SQLValue]) -> Value { Value(text: columns[0]) }
}
