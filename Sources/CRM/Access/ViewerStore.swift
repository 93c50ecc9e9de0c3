import Kernel
import Storage

/// Works out what a person may see and do from all their roles.
package enum ViewerStore {
    /// The rights of an active person; nil when there is none. Two to four queries, once per request.
    package static func viewer(for user: UserID, in reader: any Reader) throws -> Viewer? {
        try UserStore.user(user, in: reader).flatMap { try viewer(for: $0, in: reader) }
    }

    /// The rights of somebody who has been read already; nil once dismissed. Up to three queries.
    package static func viewer(for person: User, in reader: any Reader) throws -> Viewer? {
        guard person.isActive else { return nil }
        let user = person.id
        if person.isAdministrator { return Viewer(user: user, isAdministrator: true) }
        let granted = try rights(of: user, in: reader)
        return Viewer(
            user: user, isAdministrator: false, rights: try resolve(granted, for: user, in: reader),
            permissions: granted.permissions)
    }

    /// The widest of all roles the person has: by name, by department, by a department above, as everybody.
    static func rights(of user: UserID, in reader: any Reader) throws -> RoleRights {
        var result = RoleRights()
        _ = try reader.query(
            """
            with recursive up (id, parent_id, is_own, depth) as (
                select d.id, d.parent_id, 1, 0 from departments d
                join department_members m on m.department_id = d.id where m.user_id = $1
                union all
                select d.id, d.parent_id, 0, up.depth + 1 from departments d join up on d.id = up.parent_id
                where up.depth < 100),
            held (role_id) as (
                select role_id from role_members where kind = 'everybody' or (kind = 'user' and member_id = $1)
                union
                select r.role_id from role_members r join up on up.id = r.member_id
                where r.kind = 'tree' or (r.kind = 'department' and up.is_own = 1))
            select x.configures_automation, x.configures_portal, g.entity, g.operation, g.scope
            from held join roles x on x.id = held.role_id left join role_rights g on g.role_id = x.id
            """, [user]
        ) { row in result.widen(by: oneRight(row)) }
        return result
    }

    private static func oneRight(_ row: Row) -> RoleRights {
        var right = RoleRights()
        right.permissions = RoleStore.permissions(row, from: 0)
        if let entity = row.optionalText(2).flatMap({ EntityType(code: $0) }),
            let operation = Operation(rawValue: row.text(3)), let scope = RightScope(rawValue: row.text(4))
        {
            right[entity, operation] = scope
        }
        return right
    }

    /// Turns «department» and «sub-departments» into sets of people, asked for only when some right needs them.
    private static func resolve(
        _ granted: RoleRights, for user: UserID, in reader: any Reader
    ) throws -> [EntityType: [Operation: AccessScope]] {
        var people: [RightScope: Set<UserID>] = [:]
        var result: [EntityType: [Operation: AccessScope]] = [:]
        for entity in EntityType.allCases {
            for operation in Operation.allCases {
                let scope: AccessScope
                switch granted[entity, operation] {
                case .none: continue
                case .own: scope = .own
                case .all: scope = .all
                case .department:
                    let known = try people[.department] ?? colleagues(of: user, withSubdepartments: false, in: reader)
                    people[.department] = known
                    scope = .people(known)
                case .tree:
                    let known = try people[.tree] ?? colleagues(of: user, withSubdepartments: true, in: reader)
                    people[.tree] = known
                    scope = .people(known)
                }
                result[entity, default: [:]][operation] = scope
            }
        }
        return result
    }

    /// People of the same departments, dismissed ones too: their items are still the department's.
    private static func colleagues(
        of user: UserID, withSubdepartments: Bool, in reader: any Reader
    ) throws -> Set<UserID> {
        let below =
            withSubdepartments
            ? "union select d.id from departments d join tree on d.parent_id = tree.id" : ""
        let found = try reader.query(
            """
            with recursive tree (id) as (
                select department_id from department_members where user_id = $1 \(below))
            select distinct m.user_id from tree join department_members m on m.department_id = tree.id
            """, [user]
        ) { row -> UserID in row.id(0) }
        return Set(found).union([user])
    }
}

extension Command {
    /// Refuses a person who lacks a permission. The portal itself and automation are trusted: whoever configured them
    /// had it.
    ///
    /// Whatever needs a permission changes what everybody's work rests on, so no other transaction runs beside it.
    /// - Throws: `Failure` `.forbidden`.
    package func require(_ permission: PortalPermission) throws {
        try transaction.actAlone()
        guard actor.needsRights else { return }
        guard let user = actor.user, let viewer = try ViewerStore.viewer(for: user, in: transaction),
            viewer.may(permission)
        else { throw Failure(.forbidden, PeopleTexts.onlyConfigurers) }
    }
}
