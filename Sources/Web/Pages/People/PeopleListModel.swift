import CRM
import Kernel
import Storage

/// Whom the list shows.
enum PeopleFilter: String, CaseIterable, Sendable {
    case working, invited, dismissed

    func includes(_ user: User) -> Bool {
        switch self {
        case .working: user.isActive
        case .invited: user.isActive && !user.hasPassword
        case .dismissed: !user.isActive
        }
    }

    var title: Text {
        switch self {
        case .working: PeoplePageTexts.working
        case .invited: PeoplePageTexts.invited
        case .dismissed: PeoplePageTexts.dismissed
        }
    }
}

/// The list of people: everybody and the departments, on one snapshot.
struct PeopleListModel: Sendable {
    let users: [User]
    let counts: [PeopleFilter: Int]
    let directory: PeopleSnapshot
    let heads: Set<UserID>
    let filter: PeopleFilter
    let query: String
    let department: DepartmentID?
    let dates: DateWriter
    let now: Timestamp

    static func load(_ page: PageRequest) async throws -> PeopleListModel {
        let directory = try await page.services.people.snapshot()
        let dates = page.dates
        let everybody = try await page.services.portal.read { try UserStore.everybody(in: $0) }
        let filter = page.query["show"].flatMap(PeopleFilter.init) ?? .working
        let query = page.query.text("q") ?? ""
        let department: DepartmentID? = page.query.id("department")
        let words = query.lowercased().split(separator: " ")
        let shown = everybody.filter { user in
            let place = directory[user.id]
            let text = "\(user.profile.lastName) \(user.profile.firstName) \(user.profile.middleName) \(user.profile.position) \(user.login)".lowercased()
            return filter.includes(user) && words.allSatisfy { text.contains($0) }
                && (department == nil || place?.departments.contains(where: { $0 == department }) == true)
        }
        let counts = Dictionary(uniqueKeysWithValues: PeopleFilter.allCases.map { kind in (kind, everybody.count { kind.includes($0) }) })
        return PeopleListModel(
            users: shown, counts: counts, directory: directory, heads: Set(directory.departments.compactMap(\.head)), filter: filter,
            query: query, department: department, dates: dates, now: page.now)
    }
}
