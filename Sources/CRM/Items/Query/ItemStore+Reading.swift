import Kernel
import Storage

/// Reading for pages. Every function takes the viewer and a fixed number of queries, whatever the number of items.
extension ItemStore {
    /// The fields a kanban card shows besides title, sum, client and responsible.
    package func cardFields(of entity: EntityType, in reader: any Reader) throws -> [Field] {
        let own: Set<FieldCode> = [.title, .amount, .responsible]
        return try catalog.catalog(in: reader).fields.fields(of: entity).filter { $0.isOnCard && !own.contains($0.code) }
    }

    /// One page of a kanban column.
    package func column(
        _ query: ItemQuery, sort: ItemSort = .lastActivity, after cursor: ItemCursor? = nil, limit: Int = 20,
        for viewer: Viewer, now: Timestamp, in reader: any Reader
    ) throws -> ItemPage {
        let rows = try keyset(query, sort, cursor, limit + 1, viewer, now, reader)
        let hasMore = rows.count > limit
        let page = Array(rows.prefix(limit))
        let (summaries, names) = try summaries(page, in: reader)
        return ItemPage(
            items: summaries, names: names, next: hasMore ? page.last.map { cursorOf($0.item, sort) } : nil)
    }

    /// The first page of every column of a pipeline: one query a stage, then one for each kind of name.
    package func kanban(
        _ query: ItemQuery, stages: [String], sort: ItemSort = .lastActivity, limit: Int = 20, for viewer: Viewer,
        now: Timestamp, in reader: any Reader
    ) throws -> [String: ItemPage] {
        var columns: [(String, [CardRow], Bool)] = []
        let matches = try TextMatches(of: query, in: reader)
        for stage in stages {
            var narrowed = query
            narrowed.stages = [stage]
            let rows = try keyset(narrowed, sort, nil, limit + 1, viewer, now, reader, matches: matches)
            columns.append((stage, Array(rows.prefix(limit)), rows.count > limit))
        }
        let (all, names) = try summaries(columns.flatMap(\.1), in: reader)
        var rest = all[...]
        var result: [String: ItemPage] = [:]
        for (stage, rows, hasMore) in columns {
            let items = Array(rest.prefix(rows.count))
            rest = rest.dropFirst(rows.count)
            result[stage] = ItemPage(
                items: items, names: names, next: hasMore ? rows.last.map { cursorOf($0.item, sort) } : nil)
        }
        return result
    }

    /// Count and sums of each stage. The kept totals answer when the query does not narrow; a grouped count otherwise.
    package func totals(
        _ query: ItemQuery, for viewer: Viewer, now: Timestamp, in reader: any Reader
    ) throws -> [String: StageTotal] {
        if query.isAnsweredByTotals {
            return try StageTotals.of(
                PipelineID(query.entity, query.pipeline ?? 0), for: viewer, responsible: query.responsible, in: reader)
        }
        let conditions = try conditions(query, viewer, now, reader)
        let rows = try reader.query(
            """
            select t.stage, t.currency, count(*), coalesce(sum(t.amount), 0) from \(conditions.source)
            where \(conditions.sql) group by t.stage, t.currency order by t.stage, t.currency
            """, conditions.arguments) { ($0.text(0), $0.text(1), $0.int(2), $0.int64(3)) }
        var result: [String: StageTotal] = [:]
        for (stage, currency, items, amount) in rows {
            result[stage, default: StageTotal()].add(items, Money(minorUnits: amount, currency: currency))
        }
        return result
    }

    /// A numbered page of a list with all fields of its items.
    /// - Parameter fields: which values to read; nil is those marked for lists.
    package func list(
        _ query: ItemQuery, fields codes: [FieldCode]? = nil, sort: ItemSort = .created, page: Int = 1, size: Int = 50,
        for viewer: Viewer, now: Timestamp, in reader: any Reader
    ) throws -> ItemListPage {
        let registry = try catalog.catalog(in: reader).fields
        let shown = registry.fields(of: query.entity).filter { field in
            codes.map { $0.contains(field.code) } ?? field.isInList || ItemStore.always.contains(field.code)
                || field.code == .stage(of: query.entity)
        }
        let total = try count(query, for: viewer, now: now, in: reader)
        let size = min(max(size, 1), 500)
        let rows = ItemRows(query.entity, shown)
        var conditions = try conditions(query, viewer, now, reader)
        let order = try order(sort, query.entity, registry, &conditions)
        let ordered = try self.rows(rows, conditions, order: order, offset: (max(page, 1) - 1) * size, limit: size, in: reader)
        var items = Dictionary(uniqueKeysWithValues: ordered.map { ($0.id, $0) })
        try rows.addCommunications(to: &items, in: reader)
        let complete = ordered.map { items[$0.id] ?? $0 }
        return ItemListPage(
            items: complete, names: try names(for: complete, in: reader), total: total, page: max(page, 1), size: size)
    }

    package func count(_ query: ItemQuery, for viewer: Viewer, now: Timestamp, in reader: any Reader) throws -> Int {
        let conditions = try narrowedConditions(query, viewer, now, reader)
        return try reader.count("select count(*) from \(conditions.source) where \(conditions.sql)", conditions.arguments)
    }

    /// The ids of everything a query finds, for actions on a whole selection; at most `limit`.
    package func ids(
        _ query: ItemQuery, limit: Int = 10_000, for viewer: Viewer, now: Timestamp, in reader: any Reader
    ) throws -> [DocumentID] {
        let conditions = try conditions(query, viewer, now, reader)
        return try reader.query(
            "select t.id from \(conditions.source) where \(conditions.sql) order by t.id limit \(limit)", conditions.arguments
        ) { DocumentID(query.entity, $0.int64(0)) }
    }

    /// The best matches of a search in every entity the viewer may see, the latest first. One query an entity.
    package func search(
        _ text: String, limit: Int = 10, for viewer: Viewer, now: Timestamp, in reader: any Reader
    ) throws -> [EntityType: [ItemSummary]] {
        var result: [EntityType: [ItemSummary]] = [:]
        guard text.withoutOuterSpace.count >= 2 else { return result }
        for entity in EntityType.allCases where viewer.scope(.read, of: entity) != .none {
            var query = ItemQuery(entity)
            query.text = text
            let rows = try keyset(query, .lastActivity, nil, limit, viewer, now, reader)
            let (found, _) = try summaries(rows, in: reader)
            if !found.isEmpty { result[entity] = found }
        }
        return result
    }

    /// Summaries of known items, for lists of links; those the viewer may not see are left out.
    package func summaries(
        of ids: [DocumentID], for viewer: Viewer, in reader: any Reader
    ) throws -> [DocumentID: ItemSummary] {
        let items = try load(ids, in: reader).values.filter {
            !$0.isDeleted && viewer.may(.read, $0.entity, responsible: $0.responsible)
        }
        let rows = items.map { CardRow(item: $0, hasPhone: !$0.phones.isEmpty, hasEmail: !$0.emails.isEmpty) }
        let (found, _) = try summaries(rows, in: reader)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    }
}
