import Kernel
import Storage

/// The roles of a new portal.
package enum DefaultRoles {
    /// Creates those of the four that are missing (a preset may be loaded again): administrators of CRM, heads of
    /// departments, managers and, for everybody, employees who see only what is theirs.
    /// - Returns: the ids by code: `ADMIN`, `HEAD`, `MANAGER`, `EMPLOYEE`.
    @discardableResult
    package static func create(in command: Command) throws -> [String: RoleID] {
        var result: [String: RoleID] = [:]
        for role in try RoleStore.all(in: command.transaction) {
            if let code = role.code { result[code] = role.id }
        }
        for (code, name, rights) in declarations where result[code] == nil {
            let id = try RoleStore.create(code: code, name: name, rights: rights, in: command)
            result[code] = id
            if code == "EMPLOYEE" { try RoleStore.setMembers(of: id, to: [.everybody], in: command) }
        }
        return result
    }

    private static var declarations: [(String, Text, RoleRights)] {
        var administrator = RoleRights(.all)
        administrator.permissions = Set(PortalPermission.allCases)

        var head = RoleRights(.tree, for: [.read, .update, .delete, .export])
        grant(&head, .all, [.create, .import])

        var salesperson = RoleRights(.own, for: [.read, .update, .export])
        grant(&salesperson, .all, [.create])
        // A client known to a colleague must be recognisable, or everybody enters it anew.
        for entity in [EntityType.contact, .company] { salesperson[entity, .read] = .all }

        var employee = RoleRights(.own, for: [.read, .update])
        grant(&employee, .all, [.create])
        return [
            ("ADMIN", AccessTexts.administrator, administrator), ("HEAD", AccessTexts.head, head),
            ("MANAGER", AccessTexts.salesperson, salesperson), ("EMPLOYEE", AccessTexts.employee, employee),
        ]
    }

    private static func grant(_ rights: inout RoleRights, _ scope: RightScope, _ operations: [Operation]) {
        for entity in EntityType.allCases {
            for operation in operations { rights[entity, operation] = scope }
        }
    }
}
