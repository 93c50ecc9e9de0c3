import Kernel
import Storage

/// The one-time links by which invited people choose a password. Only hashes of their secrets are stored.
enum Invitation {
    static let lifetime = TimeSpan.days(7)

    static func store(_ token: SecretToken, for user: UserID, in command: Command) throws {
        try command.transaction.execute(
            """
            insert into invitations (token_hash, user_id, created_by, created_at, expires_at) values ($1, $2, $3, $4, $5)
            """, [token.hash, user, command.actor.user, command.now, command.now + lifetime])
    }

    /// The active person whom a still working link belongs to.
    static func user(of token: SecretToken, at now: Timestamp, in reader: any Reader) throws -> User? {
        let id: UserID? = try reader.first(
            """
            select i.user_id from invitations i join users u on u.id = i.user_id
            where i.token_hash = $1 and i.expires_at > $2 and u.is_active = 1
            """, [token.hash, now]
        ) { $0.id(0) }
        return try id.flatMap { try UserStore.user($0, in: reader) }
    }

    static func revoke(of user: UserID, in command: Command) throws {
        try command.transaction.execute("delete from invitations where user_id = $1", [user])
    }
}
