import Kernel
import Storage

/// A filter that people keep under a name: a person's own, or for everybody.
package struct SavedFilter: Hashable, Sendable {
    package let id: Int64
    package let name: String
    package let query: ItemQuery
    /// Nil: everybody has it.
    package let owner: UserID?
    /// Applied when the page is opened without a filter.
    package let isDefault: Bool
}

/// The rows of `saved_filters`.
package enum SavedFilterStore {
    /// A person's own filters and those of everybody.
    package static func list(_ entity: EntityType, for viewer: Viewer, in reader: any Reader) throws -> [SavedFilter] {
        try reader.query(
            """
            select id, name, query, user_id, is_default from saved_filters
            where entity = $1 and (user_id = $2 or user_id is null) order by user_id is null desc, sort, id
            """, [entity.rawValue, viewer.user]
        ) { row in
            SavedFilter(
                id: row.int64(0), name: row.text(1), query: try ItemQuery(json: JSONValue(parsing: row.text(2)), entity),
                owner: row.optionalID(3), isDefault: row.bool(4))
        }
    }

    /// Keeps a filter; for everybody only whoever configures the portal may.
    package static func add(
        _ name: String, _ query: ItemQuery, forEverybody: Bool = false, isDefault: Bool = false, viewer: Viewer, _ command: Command
    ) throws -> Int64 {
        let name = name.withoutOuterSpace
        guard (1...100).contains(name.count) else { throw Failure(.invalid, QueryTexts.filterName, field: "name") }
        if forEverybody { try command.require(.configurePortal) }
        let id = try command.transaction.nextID("saved_filters")
        let owner = forEverybody ? nil : viewer.user
        if isDefault {
            try command.transaction.execute(
                "update saved_filters set is_default = 0 where entity = $1 and user_id = $2", [query.entity.rawValue, viewer.user])
        }
        try command.transaction.execute(
            """
            insert into saved_filters (id, user_id, entity, pipeline, name, query, is_default, sort)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """, [id, owner, query.entity.rawValue, query.pipeline, name, query.json.text, isDefault, id])
        return id
    }

    /// - Throws: `Failure` `.notFound` for another's.
    package static func delete(_ id: Int64, viewer: Viewer, _ command: Command) throws {
        let count = try command.transaction.execute(
            "delete from saved_filters where id = $1 and (user_id = $2 or user_id is null and $3 = 1)",
            [id, viewer.user, viewer.may(.configurePortal)])
        if count == 0 { throw Failure(.notFound, QueryTexts.noFilter) }
    }
}
