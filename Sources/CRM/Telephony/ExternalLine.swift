import Kernel
import Storage

/// A line of a telephone exchange outside, as its program made it known.
package struct ExternalLine: Sendable, Equatable {
    package let id: Int64
    /// Whatever the exchange calls it; unique.
    package let number: String
    package let name: String
    /// Whether an outgoing call to an unknown number makes a lead when its program does not say.
    package let makesLeads: Bool

    /// All lines, the oldest first.
    package static func all(in reader: any Reader) throws -> [ExternalLine] { try select("1 = 1", [], in: reader) }

    /// Nil when there is none.
    package static func find(_ number: String, in reader: any Reader) throws -> ExternalLine? {
        try select("number = $1", [number], in: reader).first
    }

    /// Makes a line known. Administrators and those who configure the portal may.
    /// - Throws: `Failure.forbidden`, `.invalid` without a number, `.conflict` for a number that is known.
    package static func add(_ number: String, name: String, makesLeads: Bool, in command: Command) throws -> ExternalLine {
        try command.require(.configurePortal)
        let number = number.withoutOuterSpace
        if number.isEmpty || number.count > 100 || name.count > 200 { throw Failure(.invalid, TelephonyTexts.badLine, field: "NUMBER") }
        if try find(number, in: command.transaction) != nil { throw Failure(.conflict, TelephonyTexts.knownLine, field: "NUMBER") }
        let line = ExternalLine(
            id: try command.transaction.nextID("telephony_lines"), number: number, name: name, makesLeads: makesLeads)
        try command.transaction.execute(
            "insert into telephony_lines (id, number, name, makes_leads, created_at) values ($1, $2, $3, $4, $5)",
            [line.id, number, name, makesLeads, command.now])
        return line
    }

    /// Changes what is not nil.
    /// - Throws: `Failure.forbidden`, `.invalid` for a name that is too long.
    package func change(name: String?, makesLeads: Bool?, in command: Command) throws {
        try command.require(.configurePortal)
        if let name, name.count > 200 { throw Failure(.invalid, TelephonyTexts.badLine, field: "NAME") }
        try command.transaction.execute(
            "update telephony_lines set name = $2, makes_leads = $3 where id = $1",
            [id, name ?? self.name, makesLeads ?? self.makesLeads])
    }

    /// Forgets the line; its calls stay.
    package func delete(in command: Command) throws {
        try command.require(.configurePortal)
        try command.transaction.execute("delete from telephony_lines where id = $1", [id])
    }

    private static func select(
        _ condition: String, _ arguments: [any SQLConvertible], in reader: any Reader
    ) throws -> [ExternalLine] {
        try reader.query("select id, number, name, makes_leads from telephony_lines where \(condition) order by id", arguments) {
            ExternalLine(id: $0.int64(0), number: $0.text(1), name: $0.text(2), makesLeads: $0.bool(3))
        }
    }
}
