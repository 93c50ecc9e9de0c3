import Kernel
import Storage

/// The companies and contacts that rows name by their titles, looked up together.
struct ImportLinks: Sendable {
    private let byTitle: [EntityType: [String: DocumentID]]

    /// Finds what the rows name in columns that are links; of several with one title the oldest.
    static func load(
        _ plan: ImportPlan, _ rows: [SheetRow], _ fields: FieldRegistry, in reader: any Reader
    ) throws -> ImportLinks {
        var titles: [EntityType: Set<String>] = [:]
        for (column, code) in plan.columns.enumerated() {
            guard let field = code.flatMap({ fields.field($0, of: plan.entity) }), let entity = field.linkedEntity
            else { continue }
            for row in rows where row.cells.indices.contains(column) {
                titles[entity, default: []].insert(row.cells[column].withoutOuterSpace)
            }
        }
        var byTitle: [EntityType: [String: DocumentID]] = [:]
        for (entity, names) in titles { byTitle[entity] = try named(names, entity, in: reader) }
        return ImportLinks(byTitle: byTitle)
    }

    /// - Throws: `Failure.invalid` when there is no such item; a number names it too.
    func find(_ text: String, _ field: Field, _ context: FieldContext) throws -> Value {
        guard let entity = field.linkedEntity else { return try field.parse([text], in: context) }
        if let item = byTitle[entity]?[text] { return .item(item) }
        if Int64(text) != nil { return try field.parse([text], in: context).elements.first ?? .null }
        throw Failure(
            .invalid, ImportTexts.noLinked.with(["entity": entity.name, "name": Text(verbatim: text)]),
            field: field.code.rawValue)
    }

    private static func named(
        _ titles: Set<String>, _ entity: EntityType, in reader: any Reader
    ) throws -> [String: DocumentID] {
        let rows: [(String, Int64)] = try reader.query(
            """
            select title, id from \(entity.table)
            where \(reader.dialect.isOneOf("title", texts: "$1")) and deleted_at is null order by id
            """, [titles.sorted().textsJSON]
        ) { ($0.text(0), $0.int64(1)) }
        return Dictionary(rows.map { ($0.0, DocumentID(entity, $0.1)) }) { first, _ in first }
    }
}
