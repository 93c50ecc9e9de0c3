import Kernel

/// Something that a column of a table can fill: a field of the row's own item, or of the contact or company that the row
/// brings along.
package struct ImportColumn: Sendable {
    enum Role: Sendable {
        /// Family, first and second name in one cell.
        case fullName
        /// The currency of the sum in the same row.
        case currency
        case field(Field)
    }

    /// `PHONE`; `CONTACT.PHONE` for a field of the row's contact.
    package let code: FieldCode
    package let title: Text
    let role: Role
    /// Set for what the row brings along.
    let related: EntityType?

    var field: Field? {
        if case .field(let field) = role { field } else { nil }
    }

    /// Whether several columns may fill it.
    var takesSeveral: Bool { field.map { $0.isMultiple || $0.type is TextField } ?? false }
    /// Whether the headings propose it for several columns.
    var isProposedAgain: Bool { field?.isMultiple ?? false }

    /// Everything that the columns of such a table can fill, in the order of the card.
    package static func all(_ kind: TableKind, _ registry: FieldRegistry) -> [ImportColumn] {
        guard let entity = kind.entity else {
            let fields = kind == .task ? TaskTable.fields : ProductTable.fields
            return fields.filter { !$0.isReadOnly }.map { ImportColumn($0, nil) }
        }
        var columns = own(entity, registry)
        if entity.hasStages { columns.append(ImportColumn(TableFields.currency, ExportTexts.currency, .currency, nil)) }
        for related in related(entity) {
            columns += own(related, registry).filter { !notRelated.contains($0.code) }.map { $0.of(related) }
        }
        return columns
    }

    /// Of two columns with one code, the first.
    package static func byCode(_ kind: TableKind, _ registry: FieldRegistry) -> [FieldCode: ImportColumn] {
        Dictionary(all(kind, registry).map { ($0.code, $0) }) { first, _ in first }
    }

    /// What a row can bring along besides its own item.
    static func related(_ entity: EntityType) -> [EntityType] {
        switch entity {
        case .deal: [.company, .contact]
        case .contact: [.company]
        case .lead, .company: []
        }
    }

    private static func own(_ entity: EntityType, _ registry: FieldRegistry) -> [ImportColumn] {
        let fields = ImportPlan.importable(entity, registry).map { ImportColumn($0, nil) }
        let hasName = entity == .lead || entity == .contact
        return (hasName ? [ImportColumn(ImportPlan.fullName, ImportTexts.fullName, .fullName, nil)] : []) + fields
    }

    /// Follows from the row's own item.
    private static let notRelated: Set<FieldCode> = [.company, .contact, .contacts, .responsible, .createdAt, "ORIGIN_ID"]

    private init(_ field: Field, _ related: EntityType?) { self.init(field.code, field.title, .field(field), related) }

    private init(_ code: FieldCode, _ title: Text, _ role: Role, _ related: EntityType?) {
        self.code = code
        self.title = title
        self.role = role
        self.related = related
    }

    private func of(_ entity: EntityType) -> ImportColumn {
        ImportColumn(
            FieldCode("\(entity.code).\(code.rawValue)"), ImportTexts.relatedField.with(["entity": entity.name, "field": title]), role, entity)
    }
}
