import Kernel
import Storage

/// A moment; typed and shown in the zone of whoever looks.
struct DateTimeField: FieldType {
    var code: String { "datetime" }
    var title: Text { FieldTexts.dateTime }
    var columns: [FieldColumn] { [FieldColumn(.integer)] }
    var tests: Set<FilterTest.Kind> { [.range, .relative, .filled] }

    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        try accept(.string(text), for: field, in: context)
    }

    func accept(_ value: Value, for field: Field, in context: FieldContext) throws -> Value {
        switch value {
        case .string, .date, .dateTime:
            guard let moment = context.dates.moment(value) else { throw field.refusal(FieldTexts.notDateTime) }
            return .dateTime(moment)
        case .null, .bool, .int, .double, .money, .reference, .list: throw field.refusal(FieldTexts.notDateTime)
        }
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String {
        if case .dateTime(let moment) = value { names.dates.writer(language).dateTime(moment) } else { value.printable }
    }

    func store(_ value: Value) -> [SQLValue] {
        if case .dateTime(let moment) = value { [moment.sqlValue] } else { [.null] }
    }

    func read(_ columns: [SQLValue]) -> Value {
        Value.integer(columns[0]).map { .dateTime(Timestamp(milliseconds: $0)) } ?? .null
    }
}
