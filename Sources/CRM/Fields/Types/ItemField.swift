import Kernel
import Storage

/// A link to a CRM item: of one entity when the field says which (the id is stored), or of any (its key is stored).
struct ItemField: FieldType {
    /// Set for system columns that hold a plain id.
    var entity: EntityType?

    init(_ entity: EntityType? = nil) { self.entity = entity }

    var code: String { "crm" }
    var title: Text { FieldTexts.item }
    var columns: [FieldColumn] { [FieldColumn(.integer)] }
    var isSortable: Bool { false }

    /// Takes `D_15`, and `15` where the entity is known.
    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        let wanted = entity ?? field.linkedEntity
        if let reference = Value.reference(parsing: text) {
            return try accept(.reference(reference), for: field, in: context)
        }
        guard let wanted, let id = Int64(text), id > 0 else { throw refusal(field) }
        return .item(DocumentID(wanted, id))
    }

    func accept(_ value: Value, for field: Field, in context: FieldContext) throws -> Value {
        let wanted = entity ?? field.linkedEntity
        switch value {
        case .string(let text): return try parse(text, for: field, in: context)
        case .int(let id):
            guard let wanted, id > 0 else { throw refusal(field) }
            return .item(DocumentID(wanted, id))
        case .reference(let reference):
            guard case .item(let type) = reference.kind, wanted == nil || wanted?.rawValue == type else { throw refusal(field) }
            return value
        case .null, .bool, .double, .date, .dateTime, .money, .list: throw refusal(field)
        }
    }

    private func refusal(_ field: Field) -> Failure {
        guard let wanted = entity ?? field.linkedEntity else { return field.refusal(FieldTexts.notItem) }
        return field.refusal(FieldTexts.notItemOf.with(["entity": wanted.objectName]))
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String {
        guard case .reference(let reference) = value else { return value.printable }
        return names[reference] ?? FieldTexts.unknownItem.with(["id": String(reference.id)])[language]
    }

    func store(_ value: Value) -> [SQLValue] {
        guard let document = value.documents.first else { return [.null] }
        return [.integer(entity == nil ? document.key : document.id)]
    }

    func read(_ columns: [SQLValue]) -> Value {
        guard let number = Value.integer(columns[0]) else { return .null }
        return .item(entity.map { DocumentID($0, number) } ?? DocumentID(key: number))
    }
}
