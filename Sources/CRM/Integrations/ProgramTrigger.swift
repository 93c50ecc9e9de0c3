import Kernel
import Storage

/// A trigger that a program made known by a code: those who set up robots see what the code means.
package struct ProgramTrigger: Sendable, Equatable {
    package let code: String
    package let name: String

    package static func all(in reader: any Reader) throws -> [ProgramTrigger] {
        try reader.query("select code, name from program_triggers order by created_at, code") {
            ProgramTrigger(code: $0.text(0), name: $0.text(1))
        }
    }

    /// Makes a trigger known, or gives a known one another name. Those who configure automation may.
    /// - Throws: `Failure.forbidden`, `.invalid` for a code or name of the wrong form.
    package static func add(_ code: String, name: String, in command: Command) throws {
        try command.require(.configureAutomation)
        let isPlain = code.utf8.allSatisfy { $0 < 128 && ($0 == 45 || $0 == 46 || $0 == 95 || Character(UnicodeScalar($0)).isLetter || (48...57).contains($0)) }
        guard isPlain, (1...100).contains(code.utf8.count) else {
            throw Failure(.invalid, IntegrationTexts.badTriggerCode, field: "CODE")
        }
        let name = name.withoutOuterSpace
        guard (1...200).contains(name.count) else { throw Failure(.invalid, IntegrationTexts.badTriggerName, field: "NAME") }
        try command.transaction.execute(
            """
            insert into program_triggers (code, name, created_at) values ($1, $2, $3)
            on conflict (code) do update set name = $2
            """, [code, name, command.now])
    }

    /// Forgets a trigger; pipelines that wait for its code go on doing so.
    /// - Returns: whether it was known.
    package static func delete(_ code: String, in command: Command) throws -> Bool {
        try command.require(.configureAutomation)
        guard try isKnown(code, in: command.transaction) else { return false }
        try command.transaction.execute("delete from program_triggers where code = $1", [code])
        return true
    }

    package static func isKnown(_ code: String, in reader: any Reader) throws -> Bool {
        try reader.exists("select 1 from program_triggers where code = $1", [code])
    }
}
