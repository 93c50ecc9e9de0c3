import Kernel
import Storage

extension ItemStore {
    /// Items for a program: some of their fields, in any order, a stretch of them. The id decides between equals; empty values
    /// come first, or last when descending. Four queries at most.
    /// - Parameter fields: which values to read; nil is all of them.
    package func select(
        _ query: ItemQuery, fields codes: Set<FieldCode>? = nil, order: [ItemSort] = [], offset: Int = 0, limit: Int,
        for viewer: Viewer, now: Timestamp, in reader: any Reader
    ) throws -> [Item] {
        let registry = try catalog.catalog(in: reader).fields
        let rows = ItemRows(query.entity, registry.fields(of: query.entity).filter { codes?.contains($0.code) ?? true })
        var conditions = try order.first?.field == .modifiedAt
            ? conditions(query, viewer, now, reader) : narrowedConditions(query, viewer, now, reader)
        let sorting = try sorting(order, query.entity, registry, &conditions)
        let found = try self.rows(rows, conditions, order: sorting, offset: offset, limit: limit, in: reader)
        var items = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
        try rows.complete(&items, in: reader)
        return found.map { items[$0.id] ?? $0 }
    }

    /// How many items a query finds; from the kept totals when nothing narrows it but entity and people.
    package func total(_ query: ItemQuery, for viewer: Viewer, now: Timestamp, in reader: any Reader) throws -> Int {
        guard query.entity.hasStages, query.tree == nil, query == ItemQuery(query.entity) else {
            return try count(query, for: viewer, now: now, in: reader)
        }
        let pipelines = try catalog.catalog(in: reader).pipelines.of(query.entity)
        return try pipelines.reduce(0) { sum, pipeline in
            let totals = try StageTotals.of(pipeline.id, for: viewer, responsible: [], in: reader)
            return sum + totals.values.reduce(0) { $0 + $1.count }
        }
    }

    private func sorting(
        _ order: [ItemSort], _ entity: EntityType, _ registry: FieldRegistry, _ conditions: inout ItemConditions
    ) throws -> String {
        var parts: [String] = []
        for sort in order {
            let way = sort.isDescending ? "desc" : "asc"
            if sort.field == .id {
                parts.append("t.id \(way)")
                return parts.joined(separator: ", ")
            }
            guard let field = registry.field(sort.field, of: entity), !field.isMultiple, let name = field.storage.columns.first else {
                continue
            }
            var column = "t.\(name)"
            if case .custom = field.storage {
                conditions.useCustom()
                column = "c.\(name)"
            }
            parts.append(sort.term(column))
        }
        return (parts + ["t.id \(order.last?.isDescending ?? false ? "desc" : "asc")"]).joined(separator: ", ")
    }
}
