import Kernel
import Storage

/// Settings that a program keeps in the portal: its own, or its own for a person.
package struct ProgramOptions: Sendable {
    /// How many each program may keep, for itself and for each person.
    package static let countLimit = 1000
    private static let longestName = 255
    private static let longestValue = 65_536

    private let program: String
    /// 0 for those that are no person's.
    private let person: UserID

    package init(program: String, person: UserID? = nil) {
        self.program = program
        self.person = person ?? UserID(0)
    }

    /// By name.
    package func all(in reader: any Reader) throws -> [(name: String, value: JSONValue)] {
        try reader.query("select name, value from program_options where program = $1 and person = $2 order by name", [program, person]) {
            ($0.text(0), try JSONValue(parsing: $0.text(1)))
        }
    }

    package func value(_ name: String, in reader: any Reader) throws -> JSONValue? {
        try reader.first("select value from program_options where program = $1 and person = $2 and name = $3", [program, person, name]) {
            try JSONValue(parsing: $0.text(0))
        }
    }

    /// Null removes it.
    /// - Throws: `Failure` `.invalid` for a name or value that is too long, `.limited` for too many.
    package func set(_ name: String, _ value: JSONValue, in command: Command) throws {
        let transaction = command.transaction
        if value.isNull {
            try transaction.execute("delete from program_options where program = $1 and person = $2 and name = $3", [program, person, name])
            return
        }
        let text = value.text
        guard (1...Self.longestName).contains(name.count), text.utf8.count <= Self.longestValue else {
            throw Failure(.invalid, ProgramTexts.badOption, field: name)
        }
        try transaction.execute(
            """
            insert into program_options (program, person, name, value, changed_at) values ($1, $2, $3, $4, $5)
            on conflict (program, person, name) do update set value = excluded.value, changed_at = excluded.changed_at
            """, [program, person, name, text, command.now])
        let count = try transaction.count("select count(*) from program_options where program = $1 and person = $2", [program, person])
        guard count <= Self.countLimit else {
            throw Failure(.limited, ProgramTexts.tooManyOptions.with(["limit": String(Self.countLimit)]))
        }
    }
}
