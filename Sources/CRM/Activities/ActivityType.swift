import Kernel
import Storage

/// A kind of activity that a program has brought along: «Визит», «Чат».
package struct ActivityType: Sendable, Equatable {
    /// By which its program names it.
    package let code: String
    package let name: String
    package let iconFile: FileID?
    /// Whether its activities are laid out by their program.
    package let isConfigurable: Bool

    package init(code: String, name: String, iconFile: FileID?, isConfigurable: Bool) {
        self.code = code
        self.name = name
        self.iconFile = iconFile
        self.isConfigurable = isConfigurable
    }

    package static func all(in reader: any Reader) throws -> [ActivityType] {
        try reader.query("select code, name, icon_file, is_configurable from activity_types order by created_at, code", ActivityType.init)
    }

    /// Nil when there is none.
    package static func find(_ code: String, in reader: any Reader) throws -> ActivityType? {
        try reader.first("select code, name, icon_file, is_configurable from activity_types where code = $1", [code], ActivityType.init)
    }

    private init(_ row: Row) {
        self.init(code: row.text(0), name: row.text(1), iconFile: row.optionalID(2), isConfigurable: row.bool(3))
    }

    /// Adds the type, over one with the same code.
    /// - Throws: `Failure` `.invalid` at `TYPE_ID` or `NAME`.
    package func save(_ command: Command) throws {
        try command.require(.configurePortal)
        let isSound = (1...100).contains(code.count) && code.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 32 }
        guard isSound else { throw Failure(.invalid, ActivityTexts.badTypeCode, field: "TYPE_ID") }
        let name = name.withoutOuterSpace
        guard name.count <= 200 else { throw Failure(.invalid, ActivityTexts.longTypeName, field: "NAME") }
        try command.transaction.execute(
            """
            insert into activity_types (code, name, icon_file, is_configurable, created_at) values ($1, $2, $3, $4, $5)
            on conflict (code) do update set name = excluded.name, icon_file = excluded.icon_file,
                is_configurable = excluded.is_configurable
            """, [code, name.isEmpty ? code : name, iconFile, isConfigurable, command.now])
    }

    /// Takes a type away; activities that have it keep its code.
    /// - Returns: false when there was none.
    package static func delete(_ code: String, _ command: Command) throws -> Bool {
        try command.require(.configurePortal)
        return try command.transaction.execute("delete from activity_types where code = $1", [code]) > 0
    }
}

/// A word about its state that a program puts on an activity: «Расшифровка: готова».
package struct ActivityBadge: Sendable, Equatable {
    /// How it is coloured. Raw values are the REST API's and stored.
    package enum Tone: String, Sendable, CaseIterable {
        case success, failure, warning, primary, secondary
    }

    package let code: String
    package let title: String
    package let value: String
    package let tone: Tone

    package init(code: String, title: String, value: String, tone: Tone) {
        self.code = code
        self.title = title
        self.value = value
        self.tone = tone
    }

    package static func all(in reader: any Reader) throws -> [ActivityBadge] {
        try reader.query("select code, title, value, tone from activity_badges order by created_at, code") { row in
            ActivityBadge(code: row.text(0), title: row.text(1), value: row.text(2), tone: Tone(rawValue: row.text(3)) ?? .secondary)
        }
    }

    /// Adds the badge, over one with the same code.
    /// - Throws: `Failure` `.invalid` at `code`, `title` or `value`.
    package func save(_ command: Command) throws {
        try command.require(.configurePortal)
        for (text, field) in [(code, "code"), (title, "title"), (value, "value")] where !(1...100).contains(text.count) {
            throw Failure(.invalid, ActivityTexts.badBadge, field: field)
        }
        try command.transaction.execute(
            """
            insert into activity_badges (code, title, value, tone, created_at) values ($1, $2, $3, $4, $5)
            on conflict (code) do update set title = excluded.title, value = excluded.value, tone = excluded.tone
            """, [code, title, value, tone.rawValue, command.now])
    }

    /// - Returns: false when there was none.
    package static func delete(_ code: String, _ command: Command) throws -> Bool {
        try command.require(.configurePortal)
        return try command.transaction.execute("delete from activity_badges where code = $1", [code]) > 0
    }
}
