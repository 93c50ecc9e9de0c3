import Kernel
import Storage

/// Reading people. Changing them is in `UserStore+Changing`.
package enum UserStore {
    static let columns = """
        id, login, first_name, last_name, middle_name, position, work_phone, mobile_phone, inner_phone, language, theme,
        time_zone, photo, is_administrator, is_active, password_hash is not null, created_at, dismissed_at, last_seen_at
        """

    static func read(_ row: Row) -> User {
        User(
            id: row.id(0), login: row.text(1),
            profile: UserProfile(
                firstName: row.text(2), lastName: row.text(3), middleName: row.text(4), position: row.text(5),
                workPhone: row.text(6), mobilePhone: row.text(7), innerPhone: row.text(8),
                language: Language(rawValue: row.text(9)) ?? .russian, theme: Theme(rawValue: row.text(10)) ?? .system,
                timeZone: row.optionalText(11)),
            photo: row.optionalID(12), isAdministrator: row.bool(13), isActive: row.bool(14), hasPassword: row.bool(15),
            createdAt: row.timestamp(16), dismissedAt: row.optionalTimestamp(17), lastSeenAt: row.optionalTimestamp(18))
    }

    /// Nil when there is no such person.
    package static func user(_ id: UserID, in reader: any Reader) throws -> User? {
        try reader.first("select \(columns) from users where id = $1", [id], read)
    }

    /// These people in one query; unknown ids are left out.
    package static func users(_ ids: some Sequence<UserID>, in reader: any Reader) throws -> [UserID: User] {
        let list = Set(ids).sorted().jsonList()
        let users = try reader.query("select \(columns) from users where " + reader.dialect.isOneOf("id", parameter: "$1"), [list], read)
        return Dictionary(uniqueKeysWithValues: users.map { ($0.id, $0) })
    }

    /// The person with this sign-in name, in any letter case.
    package static func user(login: String, in reader: any Reader) throws -> User? {
        try reader.first("select \(columns) from users where login = $1", [login.withoutOuterSpace.lowercased()], read)
    }

    /// - Throws: `Failure` `.notFound`.
    package static func requireUser(_ id: UserID, in reader: any Reader) throws -> User {
        guard let user = try user(id, in: reader) else { throw Failure(.notFound, PeopleTexts.noSuchUser) }
        return user
    }

    /// Everybody, dismissed people included, by last name.
    package static func everybody(in reader: any Reader) throws -> [User] {
        try reader.query("select \(columns) from users order by last_name, first_name, id", read)
    }

    /// Active administrators, the first created first.
    package static func administrators(in reader: any Reader) throws -> [UserID] {
        try reader.query("select id from users where is_administrator = 1 and is_active = 1 order by id") { $0.id(0) }
    }

    /// The active person with this inner number; nil when there is none.
    package static func user(innerPhone number: String, in reader: any Reader) throws -> UserID? {
        if number.isEmpty { return nil }
        return try reader.first("select id from users where inner_phone = $1 and is_active = 1 order by id limit 1", [number]) { $0.id(0) }
    }

    /// The names of these people in one query, for lists; unknown ids are left out.
    package static func names(of ids: some Sequence<UserID>, in reader: any Reader) throws -> [UserID: String] {
        let list = JSONValue.array(Set(ids).map { .int($0.rawValue) }).text
        let rows = try reader.query(
            "select id, login, first_name, last_name from users where " + reader.dialect.isOneOf("id", parameter: "$1"),
            [list]
        ) { row -> (UserID, String) in
            let name = UserProfile(firstName: row.text(2), lastName: row.text(3)).name
            return (row.id(0), name.isEmpty ? row.text(1) : name)
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Which of these people can be given work; in the order given.
    package static func active(_ ids: [UserID], in reader: any Reader) throws -> [UserID] {
        let list = JSONValue.array(ids.map { .int($0.rawValue) }).text
        let active = try reader.query(
            "select id from users where is_active = 1 and " + reader.dialect.isOneOf("id", parameter: "$1"), [list]
        ) { row -> UserID in row.id(0) }
        let found = Set(active)
        return ids.filter(found.contains)
    }

    /// Whether the portal has no people yet: the first-run page is shown.
    package static func isEmpty(in reader: any Reader) throws -> Bool {
        try !reader.exists("select 1 from users limit 1")
    }

    /// Nil when there is no such person or no password yet.
    static func passwordHash(of id: UserID, in reader: any Reader) throws -> String? {
        try reader.first("select password_hash from users where id = $1", [id]) { $0.optionalText(0) } ?? nil
    }
}
