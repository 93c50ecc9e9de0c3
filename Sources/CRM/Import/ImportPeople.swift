import Kernel
import Storage

/// The employees by everything a table may call them: number, login (an e-mail), names in either order.
struct ImportPeople: Sendable {
    private let byName: [String: Set<UserID>]

    init(_ users: [User]) {
        var byName: [String: Set<UserID>] = [:]
        for user in users where user.isActive {
            let first = user.profile.firstName
            let last = user.profile.lastName
            let names = [
                String(user.id.rawValue), user.login, "\(first) \(last)", "\(last) \(first)",
                "\(last) \(first) \(user.profile.middleName)", last,
            ]
            for name in names { byName[ImportPeople.plain(name), default: []].insert(user.id) }
        }
        byName[""] = nil
        self.byName = byName
    }

    static func load(in reader: any Reader) throws -> ImportPeople {
        ImportPeople(try UserStore.everybody(in: reader))
    }

    static func key(_ name: String) -> String { "person:" + plain(name) }

    /// - Parameter choices: who was chosen for names that nobody has.
    /// - Returns: nil where it was chosen to leave it to what holds for rows that name nobody.
    /// - Throws: `Failure.invalid` when nobody, or more than one, is called so.
    func find(_ name: String, _ choices: [String: String] = [:]) throws -> UserID? {
        let found = byName[ImportPeople.plain(name)] ?? []
        if found.count == 1, let first = found.first { return first }
        let chosen = choices[ImportPeople.key(name)]
        if chosen == ImportUnknown.usual { return nil }
        if let person = chosen.flatMap({ UserID($0) }) { return person }
        throw Failure(.invalid, (found.isEmpty ? ImportTexts.noPerson : ImportTexts.manyPeople).with(["name": name]))
    }

    private static func plain(_ name: String) -> String {
        name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
