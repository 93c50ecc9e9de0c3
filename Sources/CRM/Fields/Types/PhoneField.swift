import Kernel
import Storage

/// A phone number, kept as it was written; `PhoneNumber` says what it means.
struct PhoneField: FieldType {
    var code: String { "phone" }
    var title: Text { FieldTexts.phone }
    var columns: [FieldColumn] { [FieldColumn(.text)] }
    var tests: Set<FilterTest.Kind> { [.contains, .filled] }

    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        guard text.count <= 100, PhoneNumber(text) != nil else {
            throw field.refusal(FieldTexts.notPhone.with(["value": text]))
        }
        return .string(text)
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String { value.printable }
    func store(_ value: Value) -> [SQLValue] { [.text(value.printable)] }
    func read(_ columns: [SQLValue]) -> Value { Value(text: columns[0]) }
}
