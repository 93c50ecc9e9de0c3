import Kernel
import Storage

extension DepartmentStore {
    /// Adds a department below `parent` (nil: at the top), as the last of its siblings.
    package static func create(name: String, parent: DepartmentID?, in command: Command) throws -> DepartmentID {
        try command.require(.configurePortal)
        let name = try checkedName(name)
        if let parent { try requireDepartment(parent, in: command.transaction) }
        let id = DepartmentID(try command.transaction.nextID("departments"))
        try command.transaction.execute(
            "insert into departments (id, name, parent_id, sort, created_at) values ($1, $2, $3, $4, $5)",
            [id, name, parent, id.rawValue * 10, command.now])
        command.raise(PeopleChanged())
        return id
    }

    package static func rename(_ id: DepartmentID, to name: String, in command: Command) throws {
        try command.require(.configurePortal)
        let name = try checkedName(name)
        try requireDepartment(id, in: command.transaction)
        try command.transaction.execute("update departments set name = $2 where id = $1", [id, name])
        command.raise(PeopleChanged())
    }

    /// Puts a department under another one.
    /// - Throws: `Failure` `.conflict` when that would make a circle.
    package static func move(_ id: DepartmentID, under parent: DepartmentID?, in command: Command) throws {
        try command.require(.configurePortal)
        try requireDepartment(id, in: command.transaction)
        if let parent {
            try requireDepartment(parent, in: command.transaction)
            guard try !path(to: parent, in: command.transaction).contains(id) else {
                throw Failure(.conflict, PeopleTexts.departmentCycle, field: "PARENT")
            }
        }
        try command.transaction.execute("update departments set parent_id = $2 where id = $1", [id, parent])
        command.raise(PeopleChanged())
    }

    /// Removes a department; its people stay in their other departments. Refused while it has sub-departments.
    package static func delete(_ id: DepartmentID, in command: Command) throws {
        try command.require(.configurePortal)
        try requireDepartment(id, in: command.transaction)
        guard try !command.transaction.exists("select 1 from departments where parent_id = $1 limit 1", [id]) else {
            throw Failure(.conflict, PeopleTexts.departmentHasChildren)
        }
        try command.transaction.execute("delete from department_members where department_id = $1", [id])
        try command.transaction.execute(
            "delete from role_members where kind in ('department', 'tree') and member_id = $1", [id])
        try command.transaction.execute("delete from departments where id = $1", [id])
        command.raise(PeopleChanged())
    }

    /// Makes somebody the head (and a member); the head before stays a member. Nil leaves the department without a head.
    package static func setHead(of id: DepartmentID, to user: UserID?, in command: Command) throws {
        try command.require(.configurePortal)
        try requireDepartment(id, in: command.transaction)
        if let user, try UserStore.user(user, in: command.transaction)?.isActive != true {
            throw Failure(.invalid, PeopleTexts.headMustWork, field: "HEAD")
        }
        try command.transaction.execute(
            "update department_members set is_head = 0 where department_id = $1 and is_head = 1", [id])
        if let user {
            try command.transaction.execute(
                """
                insert into department_members (department_id, user_id, is_head) values ($1, $2, 1)
                on conflict (department_id, user_id) do update set is_head = 1
                """, [id, user])
        }
        command.raise(PeopleChanged(user: user))
    }

    package static func add(_ user: UserID, to id: DepartmentID, in command: Command) throws {
        try command.require(.configurePortal)
        _ = try UserStore.requireUser(user, in: command.transaction)
        try insertMember(user, into: id, in: command)
        command.raise(PeopleChanged(user: user))
    }

    package static func remove(_ user: UserID, from id: DepartmentID, in command: Command) throws {
        try command.require(.configurePortal)
        try command.transaction.execute(
            "delete from department_members where department_id = $1 and user_id = $2", [id, user])
        command.raise(PeopleChanged(user: user))
    }

    /// Makes `departments` the ones a person works in; where they stay, they stay head if they were.
    package static func setDepartments(of user: UserID, to departments: [DepartmentID], in command: Command) throws {
        try command.transaction.actAlone()
        let current = try Self.departments(of: user, in: command.transaction)
        for gone in current where !departments.contains(gone) { try remove(user, from: gone, in: command) }
        for new in departments where !current.contains(new) { try add(user, to: new, in: command) }
    }

    static func insertMember(_ user: UserID, into id: DepartmentID, in command: Command) throws {
        try requireDepartment(id, in: command.transaction)
        try command.transaction.execute(
            """
            insert into department_members (department_id, user_id, is_head) values ($1, $2, 0)
            on conflict (department_id, user_id) do nothing
            """, [id, user])
    }

    private static func requireDepartment(_ id: DepartmentID, in reader: any Reader) throws {
        guard try reader.exists("select 1 from departments where id = $1", [id]) else {
            throw Failure(.notFound, PeopleTexts.noSuchDepartment, field: "DEPARTMENT")
        }
    }

    private static func checkedName(_ text: String) throws -> String {
        let name = text.withoutOuterSpace
        guard (1...200).contains(name.count) else {
            throw Failure(.invalid, PeopleTexts.departmentName, field: "NAME")
        }
        return name
    }
}
