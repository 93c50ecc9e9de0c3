import Kernel
import Storage

/// The pipeline an item belongs to, by its number.
struct PipelineField: FieldType {
    private let number = IntegerField()

    var code: String { "crm_category" }
    var title: Text { FieldTexts.pipeline }
    var columns: [FieldColumn] { [FieldColumn(.integer)] }

    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        try number.parse(text, for: field, in: context)
    }

    func accept(_ value: Value, for field: Field, in context: FieldContext) throws -> Value {
        try number.accept(value, for: field, in: context)
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String {
        guard case .int(let id) = value, let entity = field.entity, let pipeline = names.pipelines[PipelineID(entity, Int(id))] else {
            return value.printable
        }
        return pipeline.name[language]
    }

    func store(_ value: Value) -> [SQLValue] { number.store(value) }
    func read(_ columns: [SQLValue]) -> Value { number.read(columns) }
}
