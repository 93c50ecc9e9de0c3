import FoundationEssentials
import Kernel
import Storage

/// The receivers outside that administrators have set up.
package enum ConnectionStore {
    private static let columns = "id, connector, name, settings, is_active, created_at"

    /// Every connection of a connector, by name.
    package static func all(_ connector: String, in reader: any Reader) throws -> [Connection] {
        try reader.query(
            "select \(columns) from connections where connector = $1 order by name, id", [connector], read)
    }

    /// Every connection of every connector, by name.
    package static func all(in reader: any Reader) throws -> [Connection] {
        try reader.query("select \(columns) from connections order by name, id", read)
    }

    /// The connection that a connector uses when none is chosen: of those switched on the oldest; nil when there is none.
    package static func preset(of connector: String, in reader: any Reader) throws -> Connection? {
        try reader.first(
            "select \(columns) from connections where connector = $1 and is_active = 1 order by id limit 1", [connector], read)
    }

    /// Nil when there is none.
    package static func connection(_ id: ConnectionID, in reader: any Reader) throws -> Connection? {
        try reader.first("select \(columns) from connections where id = $1", [id], read)
    }

    /// The secret in the clear, for the connector that signs with it and for nobody else.
    /// - Throws: `Failure` `.notFound`, or `.unavailable` when the portal's key is another one.
    package static func secret(of id: ConnectionID, _ box: SecretBox, in reader: any Reader) throws -> String {
        let sealed = try reader.first("select secret from connections where id = $1 and secret is not null", [id]) { $0.blob(0) }
        guard let sealed else { throw Failure(.notFound, ConnectionTexts.none) }
        return try box.open(sealed, for: purpose(id))
    }

    /// - Returns: the secret, to be shown once.
    /// - Throws: `Failure` `.invalid` naming the setting.
    package static func create(_ connector: String, _ settings: Connection.Settings, _ box: SecretBox, in command: Command)
        throws -> (id: ConnectionID, secret: WebhookSecret)
    {
        try command.require(.configurePortal)
        let settings = try checked(settings)
        let id = ConnectionID(try command.transaction.nextID("connections"))
        let secret = WebhookSecret()
        try command.transaction.execute(
            """
            insert into connections (id, connector, name, settings, secret, is_active, created_at, created_by, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $7)
            """,
            [
                id, connector, settings.name, settings.json.text, try box.seal(secret.text, for: purpose(id)), settings.isActive,
                command.now, command.actor.user,
            ])
        return (id, secret)
    }

    /// - Throws: `Failure` `.invalid` naming the setting.
    package static func change(_ id: ConnectionID, to settings: Connection.Settings, in command: Command) throws {
        try command.require(.configurePortal)
        let settings = try checked(settings)
        let changed = try command.transaction.execute(
            "update connections set name = $2, settings = $3, is_active = $4, changed_at = $5 where id = $1",
            [id, settings.name, settings.json.text, settings.isActive, command.now])
        guard changed == 1 else { throw Failure(.notFound, ConnectionTexts.none) }
    }

    /// Puts a new secret in place of the old one, which is worth nothing from then on.
    /// - Returns: the secret, to be shown once.
    package static func renewSecret(of id: ConnectionID, _ box: SecretBox, in command: Command) throws -> WebhookSecret {
        try command.require(.configurePortal)
        let secret = WebhookSecret()
        let changed = try command.transaction.execute(
            "update connections set secret = $2, changed_at = $3 where id = $1",
            [id, try box.seal(secret.text, for: purpose(id)), command.now])
        guard changed == 1 else { throw Failure(.notFound, ConnectionTexts.none) }
        return secret
    }

    /// Removes a connection; what robots still want to send through it stops with a clear message.
    package static func delete(_ id: ConnectionID, in command: Command) throws {
        try command.require(.configurePortal)
        try command.transaction.execute("delete from connections where id = $1", [id])
    }

    static func purpose(_ id: ConnectionID) -> String { "connection/\(id)" }

    private static func checked(_ settings: Connection.Settings) throws -> Connection.Settings {
        var settings = settings
        settings.name = settings.name.withoutOuterSpace
        guard (1...100).contains(settings.name.count) else { throw Failure(.invalid, ConnectionTexts.badName, field: "name") }
        settings.address = try WebAddress(settings.address, field: "address").text
        return settings
    }

    private static func read(_ row: Row) throws -> Connection {
        let json = try JSONValue(parsing: row.text(3))
        return Connection(
            id: row.id(0), connector: row.text(1),
            settings: Connection.Settings(
                name: row.text(2), address: json["address"]?.string ?? "", allowsPrivate: json["allowsPrivate"]?.bool ?? false,
                isActive: row.bool(4)),
            createdAt: row.timestamp(5))
    }
}

extension Connection.Settings {
    fileprivate var json: JSONValue { ["address": .string(address), "allowsPrivate": .bool(allowsPrivate)] }
}
