import Kernel
import Storage

/// The rows of `pipelines` and `stages`.
enum PipelineRows {
    static func load(in reader: any Reader) throws -> Pipelines {
        var stages: [PipelineID: [Stage]] = [:]
        _ = try reader.query(
            "select entity, pipeline, code, name, name_en, color, semantics from stages order by entity, pipeline, sort, code"
        ) { row in
            guard let entity = EntityType(rawValue: row.int(0)), let semantics = StageSemantics(rawValue: row.text(6)) else { return }
            stages[PipelineID(entity, row.int(1)), default: []].append(
                Stage(row.text(2), Text(stored: row.text(3), row.optionalText(4)), color: row.text(5), semantics))
        }
        let pipelines = try reader.query(
            "select entity, number, name, name_en from pipelines order by entity, sort, number"
        ) { row -> Pipeline? in
            guard let entity = EntityType(rawValue: row.int(0)) else { return nil }
            let id = PipelineID(entity, row.int(1))
            return Pipeline(id, Text(stored: row.text(2), row.optionalText(3)), stages: stages[id] ?? [])
        }
        return Pipelines(pipelines.compactMap { $0 })
    }

    static func save(_ pipeline: Pipeline, sort: Int, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            insert into pipelines (entity, number, name, name_en, sort) values ($1, $2, $3, $4, $5)
            on conflict (entity, number) do update set name = excluded.name, name_en = excluded.name_en, sort = excluded.sort
            """,
            [
                pipeline.id.entity.rawValue, pipeline.id.number, pipeline.name.russian, pipeline.name.storedEnglish, sort,
            ])
        for (place, stage) in pipeline.stages.enumerated() {
            try save(stage, of: pipeline.id, sort: (place + 1) * 10, in: transaction)
        }
        try transaction.execute(
            """
            delete from stages where entity = $1 and pipeline = $2
                and not (\(transaction.dialect.isOneOf("code", texts: "$3")))
            """, [pipeline.id.entity.rawValue, pipeline.id.number, pipeline.stages.map(\.code).textsJSON])
    }

    private static func save(_ stage: Stage, of pipeline: PipelineID, sort: Int, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            insert into stages (entity, code, pipeline, name, name_en, color, semantics, sort)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (entity, code) do update set name = excluded.name, name_en = excluded.name_en,
                color = excluded.color, semantics = excluded.semantics, sort = excluded.sort
            """,
            [
                pipeline.entity.rawValue, stage.code, pipeline.number, stage.name.russian, stage.name.storedEnglish,
                stage.color, stage.semantics.rawValue, sort,
            ])
    }

    /// How many items stand in each stage of a pipeline, deleted ones in the recycle bin included: they can come back.
    static func occupancy(of id: PipelineID, in reader: any Reader) throws -> [String: Int] {
        let rows = try reader.query(
            "select stage, count(*) from \(id.entity.table) where pipeline = $1 group by stage", [id.number]
        ) { row in (row.text(0), row.int(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}
