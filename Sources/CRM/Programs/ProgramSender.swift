import Kernel
import Storage

/// A program that carries SMS: a connection of the connector `sms` under a code that the program chose.
package struct ProgramSender: Sendable, Hashable {
    package let code: String
    package let connection: ConnectionID
    /// `SMS`
    package let type: String
    package let about: String
    /// Who registered it: `webhook/12`.
    package let program: String
    /// In whose name the program acts.
    package let user: UserID
}

extension ProgramSender {
    /// How many a portal may have.
    package static let countLimit = 100
    private static let columns = "code, connection, type, description, program, person"

    /// Every one, the oldest first.
    package static func all(in reader: any Reader) throws -> [ProgramSender] {
        try reader.query("select \(columns) from program_senders order by created_at, code", read)
    }

    package static func sender(_ code: String, in reader: any Reader) throws -> ProgramSender? {
        try reader.first("select \(columns) from program_senders where code = $1", [code], read)
    }

    package static func sender(through connection: ConnectionID, in reader: any Reader) throws -> ProgramSender? {
        try reader.first("select \(columns) from program_senders where connection = $1", [connection], read)
    }

    /// Registers a provider: robots can send through it from now on.
    /// - Throws: `Failure` `.forbidden`, `.conflict` when the code is taken, `.invalid` naming the setting, `.limited`.
    package static func add(
        _ code: String, type: String, about: String, _ settings: Connection.Settings, program: String, _ box: SecretBox, in command: Command
    ) throws {
        try command.require(.configurePortal)
        if try sender(code, in: command.transaction) != nil {
            throw Failure(.conflict, ProgramTexts.senderTaken.with(["code": code]), field: "CODE")
        }
        guard try command.transaction.count("select count(*) from program_senders") < countLimit else {
            throw Failure(.limited, ProgramTexts.tooManySenders.with(["limit": String(countLimit)]))
        }
        let connection = try ConnectionStore.create(SMSMessage.connector, settings, box, in: command).id
        try command.transaction.execute(
            "insert into program_senders (code, connection, type, description, program, person, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
            [code, connection, type, about, program, command.actor.user ?? UserID(0), command.now])
    }

    /// Gives it another name, handler or description.
    /// - Throws: as `add`; `.notFound`.
    package static func change(_ code: String, about: String, _ settings: Connection.Settings, in command: Command) throws {
        let known = try require(code, in: command)
        try ConnectionStore.change(known.connection, to: settings, in: command)
        try command.transaction.execute("update program_senders set description = $2 where code = $1", [code, about])
    }

    /// Takes it out; what robots still want to send through it stops with a clear message.
    /// - Throws: `Failure` `.notFound`, `.forbidden`.
    package static func delete(_ code: String, in command: Command) throws {
        let known = try require(code, in: command)
        try ConnectionStore.delete(known.connection, in: command)
        try command.transaction.execute("delete from program_senders where code = $1", [code])
    }

    private static func require(_ code: String, in command: Command) throws -> ProgramSender {
        try command.require(.configurePortal)
        guard let known = try sender(code, in: command.transaction) else {
            throw Failure(.notFound, ProgramTexts.noSender.with(["code": code]))
        }
        return known
    }

    private static func read(_ row: Row) -> ProgramSender {
        ProgramSender(code: row.text(0), connection: row.id(1), type: row.text(2), about: row.text(3), program: row.text(4), user: row.id(5))
    }
}

/// What a provider says became of an SMS. Stored names, never renamed.
package enum SMSStatus: String, Sendable, CaseIterable {
    case queued, sent, delivered, undelivered, failed

    /// Notes the status of a delivery; the same one twice is noted once.
    /// - Returns: whether it is new.
    package func note(of delivery: Int64, in command: Command) throws -> Bool {
        try command.transaction.execute(
            """
            insert into sms_statuses (delivery, status, changed_at) values ($1, $2, $3)
            on conflict (delivery) do update set status = excluded.status, changed_at = excluded.changed_at
            where sms_statuses.status <> excluded.status
            """, [delivery, rawValue, command.now]) == 1
    }

    /// Forgets what was last noted before a moment, at most a thousand. Returns how many.
    package static func forget(before moment: Timestamp, in command: Command) throws -> Int {
        try command.transaction.execute(
            "delete from sms_statuses where delivery in (select delivery from sms_statuses where changed_at < $1 limit 1000)", [moment])
    }
}
