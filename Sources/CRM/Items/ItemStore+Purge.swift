import Kernel
import Storage

extension ItemStore {
    /// Deletes for good what has lain in the recycle bin since before a moment, at most `limit` items of each entity a call,
    /// so that other work is not held up. Files that nobody else needs go with the next sweep.
    /// - Returns: how many were deleted; call again while it is not 0.
    package func purge(deletedBefore moment: Timestamp, limit: Int = 200, _ command: Command) throws -> Int {
        try command.transaction.actAlone()
        var count = 0
        for entity in EntityType.allCases {
            let ids = try command.transaction.query(
                "select id from \(entity.table) where deleted_at is not null and deleted_at < $1 order by deleted_at limit $2",
                [moment, limit]
            ) { $0.int64(0) }
            guard !ids.isEmpty else { continue }
            try purge(entity, ids, command)
            count += ids.count
        }
        return count
    }

    private func purge(_ entity: EntityType, _ ids: [Int64], _ command: Command) throws {
        let transaction = command.transaction
        let documents = ids.map { DocumentID(entity, $0) }
        for table in ["communications", "item_links", "product_rows", "payments", "stage_history", "timeline", "timeline_messages"] {
            try transaction.execute(
                "delete from \(table) where \(transaction.dialect.isOneOf("item", parameter: "$1"))", [documents.keysJSON])
        }
        for (table, column) in [("item_links", "other"), ("distinct_items", "first"), ("distinct_items", "second")] {
            try transaction.execute(
                "delete from \(table) where \(transaction.dialect.isOneOf(column, parameter: "$1"))", [documents.keysJSON])
        }
        try transaction.execute(
            """
            delete from file_links where owner_kind in ('item', 'field')
                and \(transaction.dialect.isOneOf("owner_id", parameter: "$1"))
            """, [documents.keysJSON])
        for (table, column) in [(entity.customTable, "item_id"), (entity.table, "id")] {
            try transaction.execute(
                "delete from \(table) where \(transaction.dialect.isOneOf(column, parameter: "$1"))", [ids.idsJSON])
        }
    }
}
