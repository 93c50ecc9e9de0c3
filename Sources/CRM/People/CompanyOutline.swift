import Kernel

/// A whole company to be founded at once: its people, its departments with their heads, who fills which role of the process.
/// People and departments are named by codes of the outline.
package struct CompanyOutline: Sendable {
    package struct Person: Sendable {
        package let code: String
        package let user: NewUser
        package let department: String?
        /// The code of a role of rights: `HEAD`, `MANAGER`.
        package let role: String?

        package init(_ code: String, _ user: NewUser, department: String? = nil, role: String? = nil) {
            self.code = code
            self.user = user
            self.department = department
            self.role = role
        }
    }

    package struct Department: Sendable {
        package let code: String
        package let name: String
        /// A department that stands earlier in the outline.
        package let parent: String?
        package let head: String

        package init(_ code: String, name: String, parent: String? = nil, head: String) {
            self.code = code
            self.name = name
            self.parent = parent
            self.head = head
        }
    }

    package let people: [Person]
    package let departments: [Department]
    /// Global constants that name a person: code of the constant → code of the person.
    package let constants: [String: String]

    package init(people: [Person], departments: [Department], constants: [String: String]) {
        self.people = people
        self.departments = departments
        self.constants = constants
    }

    /// Hires everybody and puts them in their places.
    /// - Parameter passwordHash: of the password that all of them get; nil for none.
    /// - Returns: the people by the outline's codes.
    /// - Throws: `Failure` as the single commands do.
    package func found(passwordHash: String?, in command: Command) throws -> [String: UserID] {
        var hired: [String: UserID] = [:]
        for person in people { hired[person.code] = try UserStore.insert(person.user, passwordHash: passwordHash, in: command) }
        try arrange(hired, in: command)
        for (code, person) in constants.sorted(by: { $0.key < $1.key }) {
            guard let user = hired[person] else { continue }
            try ConstantStore.setValue(of: code, to: .user(user), in: command)
        }
        for role in try RoleStore.all(in: command.transaction) {
            let members = people.filter { $0.role != nil && $0.role == role.code }.compactMap { hired[$0.code] }
            if !members.isEmpty { try RoleStore.setMembers(of: role.id, to: members.map(RoleMember.user), in: command) }
        }
        return hired
    }

    /// Members first: whoever becomes a head is one already.
    private func arrange(_ hired: [String: UserID], in command: Command) throws {
        var made: [String: DepartmentID] = [:]
        for department in departments {
            made[department.code] = try DepartmentStore.create(
                name: department.name, parent: department.parent.flatMap { made[$0] }, in: command)
        }
        for person in people {
            guard let user = hired[person.code], let department = person.department.flatMap({ made[$0] }) else { continue }
            try DepartmentStore.setDepartments(of: user, to: [department], in: command)
        }
        for department in departments {
            guard let id = made[department.code] else { continue }
            try DepartmentStore.setHead(of: id, to: hired[department.head], in: command)
        }
    }
}
