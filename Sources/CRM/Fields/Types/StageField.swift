import Kernel
import Storage

/// The stage an item stands in, by its code. Whether an item may go there is for `ItemStore.move` to say.
struct StageField: FieldType {
    var code: String { "crm_status" }
    var title: Text { FieldTexts.stage }
    var columns: [FieldColumn] { [FieldColumn(.text)] }

    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value { .string(text) }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String {
        field.entity.flatMap { names.pipelines.stage(value.printable, of: $0) }?.name[language] ?? value.printable
    }

    func store(_ value: Value) -> [SQLValue] { [.text(value.printable)] }
    func read(_ columns: [SQLValue]) -> Value { Value(text: columns[0]) }
}
