import Kernel
import Storage

/// All people and departments at one moment, for names in lists and the person selector. Small: a few hundred bytes a
/// person, so pages look names up in memory instead of asking the database.
package struct PeopleSnapshot: Sendable {
    /// Everybody by last name, dismissed people included.
    package let people: [PersonCard]
    package let departments: [Department]
    private let places: [UserID: Int]
    private let departmentNames: [DepartmentID: String]

    init(reading reader: any Reader) throws {
        let members = Dictionary(grouping: try DepartmentStore.memberships(in: reader), by: \.user)
        people = try UserStore.everybody(in: reader).map { user in
            PersonCard(user, departments: (members[user.id] ?? []).map(\.department))
        }
        departments = try DepartmentStore.all(in: reader)
        places = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1.id, $0) })
        departmentNames = Dictionary(uniqueKeysWithValues: departments.map { ($0.id, $0.name) })
    }

    /// Nil for an id that nobody has.
    package subscript(id: UserID) -> PersonCard? { places[id].map { people[$0] } }

    /// The name to show; «№ 7» for an id that nobody has.
    package func name(of id: UserID) -> String { self[id]?.name ?? "№ \(id)" }

    package func name(of id: DepartmentID) -> String { departmentNames[id] ?? "№ \(id)" }

    /// Active people whose names, position or login have words beginning with each of the words typed; everybody for an
    /// empty text.
    package func search(_ text: String, limit: Int = 50) -> [PersonCard] {
        let wanted = foldedForSearch(text).split(whereSeparator: \.isWhitespace)
        let found = people.lazy.filter { person in
            guard person.isActive else { return false }
            let words = person.searchText.split(whereSeparator: { $0.isWhitespace || $0 == "-" || $0 == "@" })
            return wanted.allSatisfy { part in
                words.contains { $0.hasPrefix(part) } || person.searchText.hasPrefix(part)
            }
        }
        return Array(found.prefix(limit))
    }

    /// Departments whose names contain the text.
    package func searchDepartments(_ text: String, limit: Int = 20) -> [Department] {
        let wanted = foldedForSearch(text.withoutOuterSpace)
        return Array(
            departments.lazy.filter { wanted.isEmpty || foldedForSearch($0.name).contains(wanted) }.prefix(limit))
    }
}
