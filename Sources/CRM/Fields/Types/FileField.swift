import Kernel
import Storage

/// A file of the file store. Uploading and the right to download are the file store's business.
struct FileField: FieldType {
    var code: String { "file" }
    var title: Text { FieldTexts.file }
    var columns: [FieldColumn] { [FieldColumn(.integer)] }
    var isSortable: Bool { false }
    var tests: Set<FilterTest.Kind> { [.filled] }

    /// Takes the id of a file that is uploaded already: `12`, `file_12`.
    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        if let reference = Value.reference(parsing: text), reference.kind == .file { return .reference(reference) }
        guard let id = FileID(text), id.rawValue > 0 else { throw field.refusal(FieldTexts.notFile) }
        return .file(id)
    }

    func accept(_ value: Value, for field: Field, in context: FieldContext) throws -> Value {
        switch value {
        case .reference(let reference) where reference.kind == .file: value
        case .int(let id) where id > 0: .file(FileID(id))
        case .string(let text): try parse(text, for: field, in: context)
        case .null, .bool, .int, .double, .date, .dateTime, .money, .reference, .list: throw field.refusal(FieldTexts.notFile)
        }
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String {
        guard case .reference(let reference) = value else { return value.printable }
        return names[reference] ?? FieldTexts.unknownFile.with(["id": String(reference.id)])[language]
    }

    func store(_ value: Value) -> [SQLValue] { [.reference(value)] }
    func read(_ columns: [SQLValue]) -> Value { Value.integer(columns[0]).map { .file(FileID($0)) } ?? .null }
}
