import Kernel
import Storage

/// A day, stored as ISO text, which sorts as days do.
struct DateField: FieldType {
    var code: String { "date" }
    var title: Text { FieldTexts.date }
    var columns: [FieldColumn] { [FieldColumn(.text)] }
    var tests: Set<FilterTest.Kind> { [.equals, .range, .relative, .filled] }

    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        try accept(.string(text), for: field, in: context)
    }

    func accept(_ value: Value, for field: Field, in context: FieldContext) throws -> Value {
        switch value {
        case .string, .date, .dateTime:
            guard let day = context.dates.day(value) else { throw field.refusal(FieldTexts.notDate) }
            return .date(day)
        case .null, .bool, .int, .double, .money, .reference, .list: throw field.refusal(FieldTexts.notDate)
        }
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String {
        if case .date(let day) = value { names.dates.style.date(day) } else { value.printable }
    }

    func store(_ value: Value) -> [SQLValue] {
        if case .date(let day) = value { [day.sqlValue] } else { [.null] }
    }

    func read(_ columns: [SQLValue]) -> Value {
        guard case .text(let text) = columns[0], let day = LocalDate(parsing: text) else { return .null }
        return .date(day)
    }
}
