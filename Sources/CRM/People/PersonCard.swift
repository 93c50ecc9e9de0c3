import Kernel

/// A person as lists, chips and avatars show them.
package struct PersonCard: Identifiable, Hashable, Sendable {
    package let id: UserID
    package let name: String
    package let position: String
    package let photo: FileID?
    package let isActive: Bool
    package let isAdministrator: Bool
    package let departments: [DepartmentID]
    /// For searching: lower-case, ё as е.
    let searchText: String

    /// One or two letters for the avatar: «НО».
    package var initials: String {
        let words = name.split(whereSeparator: { !$0.isLetter })
        return words.prefix(2).compactMap { $0.first.map { $0.uppercased() } }.joined()
    }

    /// Which of the palette's `count` avatar colours is the person's; the same on every page for ever.
    package func colour(of count: Int) -> Int {
        // Fibonacci hashing: neighbouring ids get colours far apart.
        let mixed = UInt64(bitPattern: id.rawValue) &* 0x9E37_79B9_7F4A_7C15
        return Int((mixed >> 33) % UInt64(max(1, count)))
    }

    init(_ user: User, departments: [DepartmentID]) {
        id = user.id
        name = user.name
        position = user.profile.position
        photo = user.photo
        isActive = user.isActive
        isAdministrator = user.isAdministrator
        self.departments = departments
        searchText = user.profile.searchText(login: user.login)
    }
}
