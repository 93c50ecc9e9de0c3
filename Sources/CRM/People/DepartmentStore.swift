import Kernel
import Storage

/// The company's structure: reading. Changing it is in `DepartmentStore+Changing`.
package enum DepartmentStore {
    private static let selection = """
        select d.id, d.name, d.parent_id, h.user_id, d.sort from departments d
        left join department_members h on h.department_id = d.id and h.is_head = 1
        """

    private static func read(_ row: Row) -> Department {
        Department(
            id: row.id(0), name: row.text(1), parent: row.optionalID(2), head: row.optionalID(3), sort: row.int(4))
    }

    /// Every department, siblings in their order.
    package static func all(in reader: any Reader) throws -> [Department] {
        try reader.query(selection + " order by d.sort, d.id", read)
    }

    /// Nil when there is no such department.
    package static func department(_ id: DepartmentID, in reader: any Reader) throws -> Department? {
        try reader.first(selection + " where d.id = $1", [id], read)
    }

    static func headed(by user: UserID, in reader: any Reader) throws -> [Department] {
        try reader.query(selection + " where h.user_id = $1 order by d.id", [user], read)
    }

    /// Who works where; heads first, dismissed people left out.
    package static func memberships(in reader: any Reader) throws -> [DepartmentMember] {
        try reader.query(
            """
            select m.department_id, m.user_id, m.is_head from department_members m join users u on u.id = m.user_id
            where u.is_active = 1 order by m.department_id, m.is_head desc, u.last_name, u.first_name, u.id
            """
        ) { DepartmentMember(department: $0.id(0), user: $0.id(1), isHead: $0.bool(2)) }
    }

    /// The departments a person works in.
    package static func departments(of user: UserID, in reader: any Reader) throws -> [DepartmentID] {
        try reader.query(
            "select department_id from department_members where user_id = $1 order by department_id", [user]
        ) { $0.id(0) }
    }

    /// Active people of a department, its head first; with sub-departments also everybody below, each once.
    package static func members(
        of department: DepartmentID, withSubdepartments: Bool, in reader: any Reader
    ) throws -> [UserID] {
        let below =
            withSubdepartments
            ? "union select d.id from departments d join tree on d.parent_id = tree.id" : ""
        return try reader.query(
            """
            with recursive tree (id) as (select id from departments where id = $1 \(below))
            select m.user_id from tree join department_members m on m.department_id = tree.id
            join users u on u.id = m.user_id where u.is_active = 1
            group by m.user_id
            order by max(case when m.department_id = $1 then m.is_head + 1 else 0 end) desc, m.user_id
            """, [department]
        ) { $0.id(0) }
    }

    /// Everybody in the departments that a person heads, and below those; the person is not among them, dismissed people are.
    package static func peopleBelow(_ head: UserID, in reader: any Reader) throws -> Set<UserID> {
        Set(
            try reader.query(
                """
                with recursive tree (id) as (
                    select department_id from department_members where user_id = $1 and is_head = 1
                    union select d.id from departments d join tree on d.parent_id = tree.id)
                select distinct m.user_id from tree join department_members m on m.department_id = tree.id where m.user_id <> $1
                """, [head]
            ) { $0.id(0) })
    }

    /// The department and all above it, nearest first: for cycle checks and breadcrumbs.
    package static func path(to department: DepartmentID, in reader: any Reader) throws -> [DepartmentID] {
        try reader.query(
            """
            with recursive up (id, parent_id, depth) as (
                select id, parent_id, 0 from departments where id = $1
                union all
                select d.id, d.parent_id, up.depth + 1 from departments d join up on d.id = up.parent_id
                where up.depth < 100)
            select id from up order by depth
            """, [department]
        ) { $0.id(0) }
    }

    /// «Руководитель ответственного» (process.md section 1): the head of the person's department; when the person is the
    /// head, the head above; nobody above, the administrators. Dismissed heads are passed over.
    /// - Returns: one person, or all active administrators.
    package static func supervisors(of user: UserID, in reader: any Reader) throws -> [UserID] {
        if let head = try nearestHead(above: user, in: reader) { return [head] }
        return try UserStore.administrators(in: reader)
    }

    private static func nearestHead(above user: UserID, in reader: any Reader) throws -> UserID? {
        try reader.first(
            """
            with recursive up (id, parent_id, depth) as (
                select d.id, d.parent_id, 0 from departments d
                join department_members m on m.department_id = d.id where m.user_id = $1
                union all
                select d.id, d.parent_id, up.depth + 1 from departments d join up on d.id = up.parent_id
                where up.depth < 100)
            select m.user_id from up
            join department_members m on m.department_id = up.id and m.is_head = 1
            join users u on u.id = m.user_id
            where u.is_active = 1 and m.user_id <> $1
            order by up.depth, up.id limit 1
            """, [user]
        ) { $0.id(0) }
    }
}
