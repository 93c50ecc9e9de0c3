import Kernel

/// A part of the company: who leads it, who works in it, what it belongs to.
package struct Department: Identifiable, Hashable, Sendable {
    package let id: DepartmentID
    package let name: String
    /// Nil at the top.
    package let parent: DepartmentID?
    package let head: UserID?
    /// The place among its siblings, smallest first.
    package let sort: Int
}

/// Who works in which department.
package struct DepartmentMember: Hashable, Sendable {
    package let department: DepartmentID
    package let user: UserID
    package let isHead: Bool
}

/// A department with what is below it, for the structure page.
package struct DepartmentNode: Sendable {
    package let department: Department
    package let members: [UserID]
    package let children: [DepartmentNode]

    /// The whole structure as trees, siblings in their order.
    package static func trees(_ departments: [Department], members: [DepartmentMember]) -> [DepartmentNode] {
        let children = Dictionary(grouping: departments, by: \.parent)
        let people = Dictionary(grouping: members, by: \.department)
        func nodes(under parent: DepartmentID?) -> [DepartmentNode] {
            (children[parent] ?? []).sorted { ($0.sort, $0.id) < ($1.sort, $1.id) }.map { department in
                DepartmentNode(
                    department: department, members: (people[department.id] ?? []).map(\.user),
                    children: nodes(under: department.id))
            }
        }
        return nodes(under: nil)
    }
}
