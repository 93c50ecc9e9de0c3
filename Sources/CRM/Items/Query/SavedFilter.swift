import Kernel
import Storage

/// A filter that people keep under a name: a person's own, or for everybody.
package struct SavedFilter: Hashable, Sendable {
    package static let nameLimit = 100
    package static let countLimit = 50

    package let id: Int64
    package let name: String
    /// As they stand in the address of a section: `responsible=7&f.OPPORTUNITY.from=100000`. An address that a person has sent
    /// to a colleague and one that was saved find the same.
    package let conditions: String
    /// Nil: everybody has it.
    package let owner: UserID?
    /// Applied when the section is opened without conditions. A person's own goes before that of everybody.
    package let isDefault: Bool

    /// A person changes their own, whoever configures the portal those of everybody.
    package func mayChange(_ viewer: Viewer) -> Bool { owner.map { $0 == viewer.user } ?? viewer.may(.configurePortal) }
}

/// The rows of `saved_filters`.
package enum SavedFilterStore {
    /// Those of everybody and the person's own, in the order they were made.
    package static func list(_ entity: EntityType, for viewer: Viewer, in reader: any Reader) throws -> [SavedFilter] {
        try reader.query(
            """
            select id, name, query, user_id, is_default from saved_filters
            where entity = $1 and (user_id = $2 or user_id is null)
            order by case when user_id is null then 0 else 1 end, sort, id
            """, [entity.rawValue, viewer.user]
        ) { row in
            SavedFilter(
                id: row.int64(0), name: row.text(1), conditions: row.text(2), owner: row.optionalID(3), isDefault: row.bool(4))
        }
    }

    /// Keeps a filter; for everybody only whoever configures the portal may.
    /// - Throws: `Failure` `.invalid` at `name` or without conditions, `.limited` for the fifty-first of a section.
    package static func add(
        _ name: String, _ conditions: String, of entity: EntityType, forEverybody: Bool = false, isDefault: Bool = false,
        viewer: Viewer, _ command: Command
    ) throws -> Int64 {
        let name = try checked(name)
        if conditions.isEmpty || conditions.utf8.count > 4000 { throw Failure(.invalid, QueryTexts.noConditions) }
        if forEverybody { try command.require(.configurePortal) }
        let known = try list(entity, for: viewer, in: command.transaction)
        if known.count >= SavedFilter.countLimit {
            throw Failure(.limited, QueryTexts.tooManyFilters.with(["limit": String(SavedFilter.countLimit)]))
        }
        let id = try command.transaction.nextID("saved_filters")
        try command.transaction.execute(
            """
            insert into saved_filters (id, user_id, entity, name, query, is_default, sort) values ($1, $2, $3, $4, $5, 0, $1)
            """, [id, forEverybody ? nil : viewer.user, entity.rawValue, name, conditions])
        if isDefault { try setDefault(id, of: entity, to: true, viewer: viewer, command) }
        return id
    }

    /// - Throws: `Failure` `.invalid` at `name`, `.notFound` for another's.
    package static func rename(_ id: Int64, of entity: EntityType, to name: String, viewer: Viewer, _ command: Command) throws {
        let name = try checked(name)
        _ = try changeable(id, entity, viewer, command)
        try command.transaction.execute("update saved_filters set name = $2 where id = $1", [id, name])
    }

    /// Makes it the one with which the section opens, or no longer; there is one for everybody and one for each person.
    /// - Throws: `Failure` `.notFound` for another's.
    package static func setDefault(
        _ id: Int64, of entity: EntityType, to isDefault: Bool, viewer: Viewer, _ command: Command
    ) throws {
        let filter = try changeable(id, entity, viewer, command)
        for other in try list(entity, for: viewer, in: command.transaction) where other.owner == filter.owner && other.isDefault {
            try command.transaction.execute("update saved_filters set is_default = 0 where id = $1", [other.id])
        }
        try command.transaction.execute("update saved_filters set is_default = $2 where id = $1", [id, isDefault])
    }

    /// - Throws: `Failure` `.notFound` for another's.
    package static func delete(_ id: Int64, of entity: EntityType, viewer: Viewer, _ command: Command) throws {
        _ = try changeable(id, entity, viewer, command)
        try command.transaction.execute("delete from saved_filters where id = $1", [id])
    }

    private static func changeable(
        _ id: Int64, _ entity: EntityType, _ viewer: Viewer, _ command: Command
    ) throws -> SavedFilter {
        let filter = try list(entity, for: viewer, in: command.transaction).first { $0.id == id }
        guard let filter, filter.mayChange(viewer) else { throw Failure(.notFound, QueryTexts.noFilter) }
        return filter
    }

    private static func checked(_ name: String) throws -> String {
        let name = name.withoutOuterSpace
        guard (1...SavedFilter.nameLimit).contains(name.count) else { throw Failure(.invalid, QueryTexts.filterName, field: "name") }
        return name
    }
}
