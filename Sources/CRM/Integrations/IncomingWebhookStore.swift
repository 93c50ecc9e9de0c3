import Kernel
import Storage

/// The rows of `incoming_webhooks`.
package enum IncomingWebhookStore {
    private static let columns = "w.id, w.title, w.user_id, w.scopes, w.created_at, w.used_at, w.revoked_at"
    /// How many working keys a person may have.
    package static let countLimit = 100

    /// Makes a key in the name of the acting person.
    /// - Returns: the secret part of its address, to be shown once.
    /// - Throws: `Failure` `.invalid` at `title` or `scopes`, `.limited` for too many.
    package static func create(
        _ title: String, scopes: Set<IntegrationScope>, in command: Command
    ) throws -> (webhook: IncomingWebhook, secret: SecretToken) {
        guard let user = command.actor.user else { throw Failure(.forbidden, PeopleTexts.onlyConfigurers) }
        let title = title.withoutOuterSpace
        guard (1...100).contains(title.count) else { throw Failure(.invalid, IntegrationTexts.badTitle, field: "title") }
        guard !scopes.isEmpty else { throw Failure(.invalid, IntegrationTexts.noScopes, field: "scopes") }
        guard try of(user, in: command.transaction).filter({ $0.revokedAt == nil }).count < countLimit else {
            throw Failure(.limited, IntegrationTexts.tooMany.with(["limit": String(countLimit)]))
        }
        let webhook = IncomingWebhook(
            id: IncomingWebhookID(try command.transaction.nextID("incoming_webhooks")), title: title, user: user, scopes: scopes,
            createdAt: command.now, usedAt: nil, revokedAt: nil)
        let secret = SecretToken()
        try command.transaction.execute(
            "insert into incoming_webhooks (id, user_id, title, token_hash, scopes, created_at) values ($1, $2, $3, $4, $5, $6)",
            [webhook.id, user, title, secret.hash, scopes.stored, command.now])
        return (webhook, secret)
    }

    /// Ends a key at once: its owner's, or anybody's for whoever configures the portal.
    /// - Throws: `Failure` `.notFound`.
    package static func revoke(_ id: IncomingWebhookID, for viewer: Viewer, in command: Command) throws {
        let owner = try command.transaction.first("select user_id from incoming_webhooks where id = $1", [id]) { row -> UserID in row.id(0) }
        guard let owner, owner == viewer.user || viewer.may(.configurePortal) else {
            throw Failure(.notFound, IntegrationTexts.unknown)
        }
        try command.transaction.execute(
            "update incoming_webhooks set revoked_at = $2 where id = $1 and revoked_at is null", [id, command.now])
    }

    /// A person's keys, the newest first, ended ones included.
    package static func of(_ user: UserID, in reader: any Reader) throws -> [IncomingWebhook] {
        try reader.query("select \(columns) from incoming_webhooks w where w.user_id = $1 order by w.id desc", [user], read)
    }

    /// Everybody's keys, the newest first.
    package static func all(in reader: any Reader) throws -> [IncomingWebhook] {
        try reader.query("select \(columns) from incoming_webhooks w order by w.id desc", read)
    }

    /// The key that the secret part of an address opens; nil when there is none, it has ended, or its person was dismissed.
    package static func webhook(of secret: SecretToken, user: UserID, in reader: any Reader) throws -> IncomingWebhook? {
        try reader.first(
            """
            select \(columns) from incoming_webhooks w join users u on u.id = w.user_id
            where w.token_hash = $1 and w.user_id = $2 and w.revoked_at is null and u.is_active = 1
            """, [secret.hash, user], read)
    }

    /// Notes that a key is in use.
    package static func touch(_ id: IncomingWebhookID, in command: Command) throws {
        try command.transaction.execute(
            "update incoming_webhooks set used_at = $2 where id = $1 and (used_at is null or used_at < $2)", [id, command.now])
    }

    private static func read(_ row: Row) -> IncomingWebhook {
        IncomingWebhook(
            id: row.id(0), title: row.text(1), user: row.id(2),
            scopes: Set(stored: row.text(3)),
            createdAt: row.timestamp(4), usedAt: row.optionalTimestamp(5), revokedAt: row.optionalTimestamp(6))
    }
}
