import Kernel
import Storage

/// The stays of all items of an entity, as programs ask for them: by the names `ID`, `TYPE_ID`, `OWNER_ID`, `CATEGORY_ID`,
/// `STAGE_ID` (also `STATUS_ID`), `STAGE_SEMANTIC_ID` and `CREATED_TIME`.
package struct StageHistoryQuery: Sendable {
    package struct Entry: Sendable {
        package let id: Int64
        package let item: DocumentID
        package let kind: Int
        package let pipeline: Int
        package let stage: String
        package let semantics: String
        package let at: Timestamp
    }

    let entity: EntityType
    let tree: FieldTree
    let order: [ItemSort]
    let dates: DateSetting

    /// - Parameter dates: how moments in the tests are meant.
    package init(entity: EntityType, tree: FieldTree, order: [ItemSort], dates: DateSetting) {
        self.entity = entity
        self.tree = tree
        self.order = order
        self.dates = dates
    }

    /// What may be asked for.
    package static let codes: Set<FieldCode> = Set(columns(.lead).keys)

    private static func columns(_ entity: EntityType) -> [FieldCode: RowColumn] {
        [
            "ID": .number("h.id"), "TYPE_ID": .number("h.kind"), "OWNER_ID": .number("(h.item - \(DocumentID(entity, 0).key))"),
            "CATEGORY_ID": .number("h.pipeline"), "STAGE_SEMANTIC_ID": .text("h.semantics"), "STATUS_SEMANTIC_ID": .text("h.semantics"),
            "STAGE_ID": .text("h.stage"), "STATUS_ID": .text("h.stage"), "CREATED_TIME": .moment("h.at"),
        ]
    }

    package func page(offset: Int, limit: Int, for viewer: Viewer, in reader: any Reader) throws -> [Entry] {
        var conditions = conditions(viewer, reader.dialect)
        let place = "limit \(conditions.argument(limit)) offset \(conditions.argument(offset))"
        return try reader.query(
            """
            select h.id, h.item, h.kind, h.pipeline, h.stage, h.semantics, h.at from \(source) where \(conditions.sql)
            order by \(conditions.order(order, id: "h.id")) \(place)
            """, conditions.arguments
        ) { row in
            Entry(
                id: row.int64(0), item: row.document(1), kind: row.int(2), pipeline: row.int(3), stage: row.text(4), semantics: row.text(5),
                at: row.timestamp(6))
        }
    }

    package func count(for viewer: Viewer, in reader: any Reader) throws -> Int {
        let conditions = conditions(viewer, reader.dialect)
        return try reader.count("select count(*) from \(source) where \(conditions.sql)", conditions.arguments)
    }

    private var source: String { "stage_history h join \(entity.table) t on t.id = h.item - \(DocumentID(entity, 0).key)" }

    /// Only stays of items that are there and that the viewer may see.
    private func conditions(_ viewer: Viewer, _ dialect: any Dialect) -> RowConditions {
        var arguments: [any SQLConvertible] = []
        var terms = ["t.deleted_at is null"]
        if let scope = viewer.condition(.read, on: entity, column: "t.responsible_id", &arguments, dialect) { terms.append(scope) }
        var conditions = RowConditions(StageHistoryQuery.columns(entity), dates: dates, dialect, where: terms, arguments)
        conditions.add(tree)
        return conditions
    }
}
