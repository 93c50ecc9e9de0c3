import Kernel
import Storage

/// A card as it was read, without names.
struct CardRow {
    let item: Item
    let hasPhone: Bool
    let hasEmail: Bool
}

extension ItemStore {
    /// What every card and list row needs, shown or not.
    static let always: Set<FieldCode> = [
        .title, .amount, .paidAmount, .responsible, .contact, .company, .pipeline, "STAGE_SEMANTIC_ID", .createdAt, .movedAt,
        .lastActivityAt, .lastName, .name, .secondName, .companyTitle,
    ]

    /// The ids come from the index alone, then the cards are read by id: the wide rows of those that are not shown are
    /// never touched.
    func keyset(
        _ query: ItemQuery, _ sort: ItemSort, _ cursor: ItemCursor?, _ limit: Int, _ viewer: Viewer, _ now: Timestamp,
        _ reader: any Reader, matches: TextMatches? = nil
    ) throws -> [CardRow] {
        let registry = try catalog.catalog(in: reader).fields
        var conditions = try conditions(query, viewer, now, reader, matches: matches)
        let column = try moment(sort, query.entity, registry)
        let way = sort.isDescending ? "desc" : "asc"
        if let cursor {
            let sign = sort.isDescending ? "<" : ">"
            let (moment, id) = (conditions.argument(cursor.moment), conditions.argument(cursor.id))
            conditions.add("(\(column) \(sign)= \(moment) and (\(column) \(sign) \(moment) or t.id \(sign) \(id)))")
        }
        return try cards(query.entity, conditions, order: "\(column) \(way), t.id \(way)", limit, reader)
    }

    /// The first cards that the conditions find, in an order of columns of `t`.
    func cards(
        _ entity: EntityType, _ conditions: ItemConditions, order: String, _ limit: Int, _ reader: any Reader
    ) throws -> [CardRow] {
        let shown = try catalog.catalog(in: reader).fields.fields(of: entity).filter { field in
            ItemStore.always.contains(field.code) || field.isOnCard || field.code == .stage(of: entity)
        }
        let rows = ItemRows(entity, shown)
        let ids = "select t.id from \(conditions.source) where \(conditions.sql) order by \(order) limit \(limit)"
        return try reader.query(
            """
            select \(rows.columns), t.has_phone, t.has_email from \(rows.source) where t.id in (\(ids)) order by \(order)
            """, conditions.arguments
        ) { row in
            let item = try rows.read(row)
            return CardRow(item: item, hasPhone: row.bool(rows.count), hasEmail: row.bool(rows.count + 1))
        }
    }

    /// Columns go by a moment that is never empty.
    private func moment(_ sort: ItemSort, _ entity: EntityType, _ registry: FieldRegistry) throws -> String {
        let field = try registry.require(sort.field, of: entity)
        guard field.type is DateTimeField, case .system(let columns) = field.storage, field.code != .closedAt else {
            throw field.refusal(FieldTexts.wrongKind)
        }
        return "t.\(columns[0])"
    }

    func cursorOf(_ item: Item, _ sort: ItemSort) -> ItemCursor {
        let value = item.value(sort.field)
        let moment = if case .dateTime(let moment) = value { moment } else { item.createdAt }
        return ItemCursor(moment: moment, id: item.id.id)
    }

    func conditions(
        _ query: ItemQuery, _ viewer: Viewer, _ now: Timestamp, _ reader: any Reader, matches: TextMatches? = nil
    ) throws -> ItemConditions {
        try ItemConditions(
            query, for: viewer, try catalog.catalog(in: reader), matches: try matches ?? TextMatches(of: query, in: reader),
            dates: dates, now: now, reader.dialect)
    }

    /// A stretch of what the conditions find, in an order. The ids come first: the wide rows that are passed over are never touched.
    func rows(
        _ rows: ItemRows, _ conditions: ItemConditions, order: String, offset: Int, limit: Int, in reader: any Reader
    ) throws -> [Item] {
        var conditions = conditions
        let place = "limit \(conditions.argument(limit)) offset \(conditions.argument(offset))"
        return try reader.query(
            """
            select \(rows.columns) from \(source(rows, conditions)) where t.id in
                (select t.id from \(conditions.source) where \(conditions.sql) order by \(order) \(place))
            order by \(order)
            """, conditions.arguments, rows.read)
    }

    func source(_ rows: ItemRows, _ conditions: ItemConditions) -> String {
        conditions.usesCustom ? conditions.source : rows.source
    }

    func order(
        _ sort: ItemSort, _ entity: EntityType, _ registry: FieldRegistry, _ conditions: inout ItemConditions
    ) throws -> String {
        let field = try registry.require(sort.field, of: entity)
        guard field.isSortable, let column = field.storage.columns.first else { throw field.refusal(FieldTexts.notSortable) }
        let way = sort.isDescending ? "desc" : "asc"
        if case .custom = field.storage {
            conditions.useCustom()
            return "c.\(column) is null, c.\(column) \(way), t.id \(way)"
        }
        if ItemStore.filledColumns.contains(column) { return "t.\(column) \(way), t.id \(way)" }
        return "t.\(column) is null, t.\(column) \(way), t.id \(way)"
    }

    /// Never empty: their order is that of an index.
    private static let filledColumns: Set<String> = ["id", "title", "created_at", "modified_at", "moved_at", "last_activity_at"]

    /// Adds the names of clients and people: one query for each kind that occurs.
    func summaries(_ rows: [CardRow], in reader: any Reader) throws -> ([ItemSummary], Names) {
        let names = try names(for: rows.map(\.item), in: reader)
        let summaries = rows.map { row in
            let item = row.item
            let own = item.entity == .lead && !item.fullName.isEmpty ? item.fullName : nil
            return ItemSummary(
                item: item, contactName: item.contact.flatMap(names.item) ?? own,
                companyName: item.company.flatMap(names.item) ?? item.text(.companyTitle),
                responsibleName: item.responsible.flatMap(names.user), hasPhone: row.hasPhone, hasEmail: row.hasEmail)
        }
        return (summaries, names)
    }
}
