import Kernel
import Storage

/// The rows of `applications`.
package enum ApplicationStore {
    private static let columns = "id, title, client_id, address, scopes, created_at"
    /// How many applications a portal may have.
    package static let countLimit = 100

    /// What an application's programmer needs, to be shown once.
    package struct Credentials: Sendable {
        package let application: ClientApplication
        package let secret: SecretToken
        /// By which the application knows messages of the portal.
        package let token: SecretToken
    }

    /// - Parameter address: where people are sent back with a code.
    /// - Throws: `Failure` `.forbidden`, `.invalid` at `title`, `address` or `scopes`, `.limited` for too many.
    package static func create(
        _ title: String, address: String, scopes: Set<IntegrationScope>, _ box: SecretBox, in command: Command
    ) throws -> Credentials {
        try command.require(.configurePortal)
        guard let user = command.actor.user else { throw Failure(.forbidden, PeopleTexts.onlyConfigurers) }
        let title = title.withoutOuterSpace
        guard (1...100).contains(title.count) else { throw Failure(.invalid, IntegrationTexts.badApplicationTitle, field: "title") }
        guard !scopes.isEmpty else { throw Failure(.invalid, IntegrationTexts.noScopes, field: "scopes") }
        let address = try WebAddress(address, field: "address").text
        guard try all(in: command.transaction).count < countLimit else {
            throw Failure(.limited, IntegrationTexts.tooManyApplications.with(["limit": String(countLimit)]))
        }
        let id = ApplicationID(try command.transaction.nextID("applications"))
        let application = ClientApplication(
            id: id, title: title, clientID: "local." + SecretToken().hash.prefix(24), address: address, scopes: scopes, createdAt: command.now)
        let credentials = Credentials(application: application, secret: SecretToken(), token: SecretToken())
        try command.transaction.execute(
            """
            insert into applications (id, title, client_id, secret_hash, address, scopes, token, user_id, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                id, title, application.clientID, credentials.secret.hash, address, scopes.stored, try box.seal(credentials.token.text, for: purpose(id)),
                user, command.now,
            ])
        return credentials
    }

    /// Shuts an application out at once: its tokens, codes and subscriptions go with it.
    /// - Throws: `Failure` `.forbidden`.
    package static func delete(_ id: ApplicationID, in command: Command) throws {
        try command.require(.configurePortal)
        let handlers = try EventHandlerStore.all(in: command.transaction).filter { $0.application == id }
        for handler in handlers { try EventHandlerStore.delete(handler.id, in: command) }
        try ApplicationGrants.end(of: id, in: command)
        try command.transaction.execute("delete from applications where id = $1", [id])
    }

    /// The newest first.
    package static func all(in reader: any Reader) throws -> [ClientApplication] {
        try reader.query("select \(columns) from applications order by id desc", read)
    }

    package static func application(_ id: ApplicationID, in reader: any Reader) throws -> ClientApplication? {
        try reader.first("select \(columns) from applications where id = $1", [id], read)
    }

    package static func application(clientID: String, in reader: any Reader) throws -> ClientApplication? {
        try reader.first("select \(columns) from applications where client_id = $1", [clientID], read)
    }

    /// The application that proves who it is; nil when it does not.
    package static func application(clientID: String, secret: String, in reader: any Reader) throws -> ClientApplication? {
        guard let secret = SecretToken(secret) else { return nil }
        return try reader.first(
            "select \(columns) from applications where client_id = $1 and secret_hash = $2", [clientID, secret.hash], read)
    }

    /// By which it knows messages of the portal, in the clear, for the connector that sends it and for nobody else.
    /// - Throws: `Failure` `.notFound`, or `.unavailable` when the portal's key is another one.
    package static func token(of id: ApplicationID, _ box: SecretBox, in reader: any Reader) throws -> String {
        let sealed = try reader.first("select token from applications where id = $1", [id]) { $0.blob(0) }
        guard let sealed else { throw Failure(.notFound, IntegrationTexts.noHandler) }
        return try box.open(sealed, for: purpose(id))
    }

    private static func purpose(_ id: ApplicationID) -> String { "application/\(id)" }

    private static func read(_ row: Row) -> ClientApplication {
        ClientApplication(
            id: row.id(0), title: row.text(1), clientID: row.text(2), address: row.text(3), scopes: Set(stored: row.text(4)),
            createdAt: row.timestamp(5))
    }
}
