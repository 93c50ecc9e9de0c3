import Kernel
import Storage

/// A name in a messenger.
struct MessengerField: FieldType {
    var code: String { "im" }
    var title: Text { FieldTexts.messenger }
    var columns: [FieldColumn] { [FieldColumn(.text)] }
    var tests: Set<FilterTest.Kind> { [.contains, .filled] }

    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        guard text.count <= 255 else { throw field.refusal(FieldTexts.tooLong.with(["limit": "255"])) }
        return .string(text)
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String { value.printable }
    func store(_ value: Value) -> [SQLValue] { [.text(value.printable)] }
    func read(_ columns: [SQLValue]) -> Value { Value(text: columns[0]) }
}
