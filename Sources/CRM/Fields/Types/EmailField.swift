import Kernel
import Storage

/// An e-mail address, kept as it was written.
struct EmailField: FieldType {
    var code: String { "email" }
    var title: Text { FieldTexts.email }
    var columns: [FieldColumn] { [FieldColumn(.text)] }
    var tests: Set<FilterTest.Kind> { [.contains, .filled] }

    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        guard text.count <= 254, EmailAddress(text) != nil else {
            throw field.refusal(FieldTexts.notEmail.with(["value": text]))
        }
        return .string(text)
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String { value.printable }
    func store(_ value: Value) -> [SQLValue] { [.text(value.printable)] }
    func read(_ columns: [SQLValue]) -> Value { Value(text: columns[0]) }
}
