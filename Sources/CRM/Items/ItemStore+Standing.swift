import Kernel
import Storage

extension ItemStore {
    /// Items that stand on one of these stages, in the order of their keys, after `last`; at most `limit`. Deleted ones do
    /// not stand anywhere.
    package func standing(
        in pipeline: PipelineID, on stages: [String], after last: DocumentID, limit: Int, in reader: any Reader
    ) throws -> [DocumentID] {
        let codes = stages.textsJSON
        return try reader.query(
            """
            select id from \(pipeline.entity.table)
            where pipeline = $1 and \(reader.dialect.isOneOf("stage", texts: "$2")) and deleted_at is null and id > $3
            order by id limit $4
            """, [pipeline.number, codes, last.id, limit]
        ) { DocumentID(pipeline.entity, $0.int64(0)) }
    }
}
