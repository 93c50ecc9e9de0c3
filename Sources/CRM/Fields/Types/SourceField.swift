import Kernel
import Storage

/// Where a client came from: a list with options that every portal has, to which administrators add their own.
struct SourceField: FieldType {
    private let list = ListField()

    var code: String { "source" }
    var title: Text { FieldTexts.source }
    var columns: [FieldColumn] { list.columns }
    var tests: Set<FilterTest.Kind> { list.tests }

    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        try list.parse(text, for: field, in: context)
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String {
        list.text(value, for: field, language, names)
    }

    func store(_ value: Value) -> [SQLValue] { list.store(value) }
    func read(_ columns: [SQLValue]) -> Value { list.read(columns) }
}
