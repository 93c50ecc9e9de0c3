import Kernel
import Storage

/// Roles, their members and rights.
package enum RoleStore {
    /// Every role with its rights and members, in three queries: the whole matrix page.
    package static func all(in reader: any Reader) throws -> [Role] {
        let rights = Dictionary(grouping: try storedRights(in: reader), by: \.role)
        let members = Dictionary(grouping: try storedMembers(in: reader), by: \.role)
        return try reader.query(
            "select id, code, name_ru, name_en, configures_automation, configures_portal from roles order by sort, id"
        ) { row in
            let id: RoleID = row.id(0)
            var granted = RoleRights()
            for right in rights[id] ?? [] { granted[right.entity, right.operation] = right.scope }
            granted.permissions = permissions(row, from: 4)
            return Role(
                id: id, code: row.optionalText(1), name: Text(ru: row.text(2), en: row.text(3)), rights: granted,
                members: (members[id] ?? []).map(\.member))
        }
    }

    /// Nil when there is no such role.
    package static func role(_ id: RoleID, in reader: any Reader) throws -> Role? {
        try all(in: reader).first { $0.id == id }
    }

    /// Adds a role without members.
    package static func create(
        code: String? = nil, name: Text, rights: RoleRights, in command: Command
    ) throws -> RoleID {
        try command.require(.configurePortal)
        let name = try checkedName(name)
        let id = RoleID(try command.transaction.nextID("roles"))
        try command.transaction.execute(
            """
            insert into roles (id, code, name_ru, name_en, sort, configures_automation, configures_portal)
            values ($1, $2, $3, $4, $1, 0, 0)
            """, [id, code, name.russian, name.english])
        try store(rights, of: id, in: command)
        return id
    }

    package static func rename(_ id: RoleID, to name: Text, in command: Command) throws {
        try command.require(.configurePortal)
        try requireRole(id, in: command.transaction)
        let name = try checkedName(name)
        try command.transaction.execute(
            "update roles set name_ru = $2, name_en = $3 where id = $1", [id, name.russian, name.english])
        command.raise(PeopleChanged())
    }

    /// Replaces all rights of a role.
    package static func setRights(of id: RoleID, to rights: RoleRights, in command: Command) throws {
        try command.require(.configurePortal)
        try requireRole(id, in: command.transaction)
        try store(rights, of: id, in: command)
    }

    /// Replaces all members of a role.
    package static func setMembers(of id: RoleID, to members: [RoleMember], in command: Command) throws {
        try command.require(.configurePortal)
        try requireRole(id, in: command.transaction)
        try command.transaction.execute("delete from role_members where role_id = $1", [id])
        for member in Set(members).map(\.stored) {
            try command.transaction.execute(
                "insert into role_members (role_id, kind, member_id) values ($1, $2, $3)", [id, member.kind, member.id])
        }
        command.raise(PeopleChanged())
    }

    /// Removes a role; its members keep what other roles give them.
    package static func delete(_ id: RoleID, in command: Command) throws {
        try command.require(.configurePortal)
        try requireRole(id, in: command.transaction)
        try command.transaction.execute("delete from role_members where role_id = $1", [id])
        try command.transaction.execute("delete from role_rights where role_id = $1", [id])
        try command.transaction.execute("delete from roles where id = $1", [id])
        command.raise(PeopleChanged())
    }

    /// Who has rights to configure must not be able to lock out or outrank administrators, so those hold all rights
    /// without any role.
    private static func store(_ rights: RoleRights, of id: RoleID, in command: Command) throws {
        try command.transaction.execute("delete from role_rights where role_id = $1", [id])
        for entity in EntityType.allCases {
            for operation in Operation.allCases where rights[entity, operation] != .none {
                guard operation.scopes.contains(rights[entity, operation]) else {
                    throw Failure(
                        .invalid, AccessTexts.scopeNotOffered, field: "\(entity.code).\(operation.rawValue)")
                }
                try command.transaction.execute(
                    "insert into role_rights (role_id, entity, operation, scope) values ($1, $2, $3, $4)",
                    [id, entity.code, operation.rawValue, rights[entity, operation].rawValue])
            }
        }
        try command.transaction.execute(
            "update roles set configures_automation = $2, configures_portal = $3 where id = $1",
            [
                id, rights.permissions.contains(.configureAutomation), rights.permissions.contains(.configurePortal),
            ])
        command.raise(PeopleChanged())
    }

    static func permissions(_ row: Row, from column: Int) -> Set<PortalPermission> {
        var result: Set<PortalPermission> = []
        if row.bool(column) { result.insert(.configureAutomation) }
        if row.bool(column + 1) { result.insert(.configurePortal) }
        return result
    }

    private struct StoredRight {
        let role: RoleID
        let entity: EntityType
        let operation: Operation
        let scope: RightScope
    }

    private static func storedRights(in reader: any Reader) throws -> [StoredRight] {
        try reader.query("select role_id, entity, operation, scope from role_rights") { row -> StoredRight? in
            guard let entity = EntityType(code: row.text(1)), let operation = Operation(rawValue: row.text(2)),
                let scope = RightScope(rawValue: row.text(3))
            else { return nil }
            return StoredRight(role: row.id(0), entity: entity, operation: operation, scope: scope)
        }.compactMap(\.self)
    }

    private static func storedMembers(in reader: any Reader) throws -> [(role: RoleID, member: RoleMember)] {
        try reader.query("select role_id, kind, member_id from role_members order by role_id, kind, member_id") {
            row -> (role: RoleID, member: RoleMember)? in
            RoleMember(kind: row.text(1), id: row.int64(2)).map { (row.id(0), $0) }
        }.compactMap(\.self)
    }

    private static func requireRole(_ id: RoleID, in reader: any Reader) throws {
        guard try reader.exists("select 1 from roles where id = $1", [id]) else {
            throw Failure(.notFound, AccessTexts.noSuchRole)
        }
    }

    private static func checkedName(_ name: Text) throws -> Text {
        let name = Text(ru: name.russian.withoutOuterSpace, en: name.english.withoutOuterSpace)
        guard (1...100).contains(name.russian.count), (1...100).contains(name.english.count) else {
            throw Failure(.invalid, AccessTexts.roleName, field: "NAME")
        }
        return name
    }
}
