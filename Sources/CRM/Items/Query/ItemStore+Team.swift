import Kernel
import Storage

/// What somebody has in work in one pipeline, and what of it may be forgotten.
package struct OpenWork: Sendable, Equatable {
    /// All open items.
    package var open = 0
    /// Whose next step is past its time.
    package var overdue = 0
    /// For which nothing is planned.
    package var unplanned = 0
    /// Whose client waits for an answer.
    package var incoming = 0

    package static let nothing = OpenWork()

    package static func + (left: OpenWork, right: OpenWork) -> OpenWork {
        OpenWork(
            open: left.open + right.open, overdue: left.overdue + right.overdue, unplanned: left.unplanned + right.unplanned,
            incoming: left.incoming + right.incoming)
    }
}

extension ItemStore {
    /// The open items of people, as far as the viewer may see them, by pipeline and person; who has none is left out. One
    /// query.
    package func openWork(
        _ entity: EntityType, of people: [UserID], for viewer: Viewer, at now: Timestamp, in reader: any Reader
    ) throws -> [PipelineID: [UserID: OpenWork]] {
        guard !people.isEmpty else { return [:] }
        var query = ItemQuery(entity)
        query.responsible = people
        query.semantics = [.process]
        var conditions = try conditions(query, viewer, now, reader)
        let rows: [(PipelineID, UserID, OpenWork)] = try reader.query(
            """
            select t.pipeline, t.responsible_id, count(*), sum(case when t.next_activity_at < \(conditions.argument(now)) then 1 else 0 end),
                sum(case when t.next_activity_at is null then 1 else 0 end), sum(case when t.incoming_count > 0 then 1 else 0 end)
            from \(conditions.source) where \(conditions.sql) group by t.pipeline, t.responsible_id
            """, conditions.arguments
        ) { row in
            (
                PipelineID(entity, row.int(0)), row.id(1),
                OpenWork(open: row.int(2), overdue: row.int(3), unplanned: row.int(4), incoming: row.int(5))
            )
        }
        return Dictionary(grouping: rows, by: \.0).mapValues { Dictionary(uniqueKeysWithValues: $0.map { ($0.1, $0.2) }) }
    }
}
