import Kernel
import Storage

/// Counts and sums per stage, responsible and currency, kept up in the transaction of every change: a kanban head costs
/// one small query whatever the number of deals. Where several writers run in parallel a count is spread over several rows.
package enum StageTotals {
    /// What one row counts.
    struct Key: Hashable, Comparable {
        let pipeline: PipelineID
        let stage: String
        let responsible: Int64
        let currency: String

        /// Nil for what is not counted: entities without stages, the recycle bin.
        init?(_ item: Item) {
            guard !item.isDeleted, let pipeline = item.pipeline, let stage = item.stage else { return nil }
            self.pipeline = pipeline
            self.stage = stage
            responsible = item.responsible?.rawValue ?? 0
            currency = item.amount?.currency ?? "RUB"
        }

        static func < (one: Key, other: Key) -> Bool {
            (one.pipeline.entity.rawValue, one.pipeline.number, one.stage, one.responsible, one.currency)
                < (other.pipeline.entity.rawValue, other.pipeline.number, other.stage, other.responsible, other.currency)
        }
    }

    /// Differences of many items, written together.
    struct Differences {
        private var rows: [Key: (items: Int64, amount: Int64)] = [:]

        mutating func add(_ item: Item?, sign: Int64) {
            guard let item, let key = Key(item) else { return }
            var row = rows[key] ?? (0, 0)
            row.items += sign
            row.amount += sign * (item.amount?.minorUnits ?? 0)
            rows[key] = row
        }

        func write(in transaction: any Transaction) throws {
            // In one order, so that two who write the same rows wait for each other and not in a circle.
            for (key, row) in rows.sorted(by: { $0.key < $1.key }) where row.items != 0 || row.amount != 0 {
                try transaction.execute(
                    """
                    insert into stage_totals (entity, pipeline, stage, responsible_id, currency, shard, items, amount)
                    values ($1, $2, $3, $4, $5, \(transaction.dialect.shard), $6, $7)
                    on conflict (entity, pipeline, stage, responsible_id, currency, shard) do update
                    set items = stage_totals.items + excluded.items, amount = stage_totals.amount + excluded.amount
                    """,
                    [
                        key.pipeline.entity.rawValue, key.pipeline.number, key.stage, key.responsible, key.currency, row.items,
                        row.amount,
                    ])
            }
        }
    }

    static func shift(from old: Item?, to new: Item?, in transaction: any Transaction) throws {
        var differences = Differences()
        differences.add(old, sign: -1)
        differences.add(new, sign: 1)
        try differences.write(in: transaction)
    }

    /// The totals of every stage of a pipeline, of what the viewer may see; `responsible` narrows to these people. One query.
    package static func of(
        _ pipeline: PipelineID, for viewer: Viewer, responsible: [UserID] = [], in reader: any Reader
    ) throws -> [String: StageTotal] {
        var arguments: [any SQLConvertible] = [pipeline.entity.rawValue, pipeline.number]
        var conditions = ["entity = $1", "pipeline = $2"]
        if let condition = viewer.condition(
            .read, on: pipeline.entity, column: "responsible_id", &arguments, reader.dialect)
        {
            conditions.append(condition)
        }
        if !responsible.isEmpty {
            arguments.append(responsible.jsonList())
            conditions.append(reader.dialect.isOneOf("responsible_id", parameter: "$\(arguments.count)"))
        }
        var result: [String: StageTotal] = [:]
        let rows = try reader.query(
            """
            select stage, currency, sum(items), sum(amount) from stage_totals where \(conditions.joined(separator: " and "))
            group by stage, currency order by stage, currency
            """, arguments) { ($0.text(0), $0.text(1), $0.int(2), $0.int64(3)) }
        for (stage, currency, items, amount) in rows {
            result[stage, default: StageTotal()].add(items, Money(minorUnits: amount, currency: currency))
        }
        return result
    }

    /// Counts everything anew: after an import by other means, and for the doctor command.
    package static func recount(_ entity: EntityType, in transaction: any Transaction) throws {
        try transaction.actAlone()
        try transaction.execute("delete from stage_totals where entity = $1", [entity.rawValue])
        try transaction.execute(
            """
            insert into stage_totals (entity, pipeline, stage, responsible_id, currency, shard, items, amount)
            select $1, pipeline, stage, coalesce(responsible_id, 0), case when amount is null then 'RUB' else currency end,
                0, count(*), coalesce(sum(amount), 0)
            from \(entity.table) where deleted_at is null
            group by pipeline, stage, coalesce(responsible_id, 0), case when amount is null then 'RUB' else currency end
            """, [entity.rawValue])
    }
}

/// How many items stand in a stage and what they come to, by currency.
package struct StageTotal: Hashable, Sendable {
    package private(set) var count: Int = 0
    /// One for each currency that occurs, without zeros.
    package private(set) var sums: [Money] = []

    package init() {}

    package mutating func add(_ items: Int, _ sum: Money) {
        count += items
        guard sum.minorUnits != 0 else { return }
        if let place = sums.firstIndex(where: { $0.currency == sum.currency }) {
            sums[place].minorUnits += sum.minorUnits
        } else {
            sums.append(sum)
        }
    }
}
