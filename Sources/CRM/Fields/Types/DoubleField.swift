import Kernel
import Storage

/// A number that may have a fraction.
struct DoubleField: FieldType {
    var code: String { "double" }
    var title: Text { FieldTexts.double }
    var columns: [FieldColumn] { [FieldColumn(.real)] }
    var tests: Set<FilterTest.Kind> { [.equals, .range, .filled] }

    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        guard let number = Value.number(parsing: text) else { throw field.refusal(FieldTexts.notNumber) }
        return .number(number)
    }

    func accept(_ value: Value, for field: Field, in context: FieldContext) throws -> Value {
        guard let number = value.number, number.isFinite else { throw field.refusal(FieldTexts.notNumber) }
        return .number(number)
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String {
        language == .russian ? value.printable.replacing(".", with: ",") : value.printable
    }

    func store(_ value: Value) -> [SQLValue] { [value.number.map(SQLValue.real) ?? .null] }

    func read(_ columns: [SQLValue]) -> Value {
        switch columns[0] {
        case .real(let number): .number(number)
        case .integer(let number): .int(number)
        case .null, .text, .blob: .null
        }
    }
}
