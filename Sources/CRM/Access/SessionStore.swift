import Kernel
import Storage

/// The rows of sessions: only hashes of the secrets are in them.
package enum SessionStore {
    /// A session ends after this long without use…
    package static let idleLifetime = TimeSpan.days(30)
    /// …and after this long in any case.
    package static let absoluteLifetime = TimeSpan.days(180)

    private static let columns = "s.id, s.user_id, s.csrf_token, s.address, s.agent, s.created_at, s.seen_at"

    private static func read(_ row: Row) -> Session {
        Session(
            id: row.id(0), user: row.id(1), csrfToken: row.text(2), address: row.text(3), agent: row.text(4),
            createdAt: row.timestamp(5), seenAt: row.timestamp(6))
    }

    static func insert(
        _ token: SecretToken, for user: UserID, address: String, agent: String, in command: Command
    ) throws -> Session {
        let session = Session(
            id: SessionID(try command.transaction.nextID("sessions")), user: user, csrfToken: SecretToken().text,
            address: String(address.prefix(64)), agent: String(agent.prefix(256)), createdAt: command.now,
            seenAt: command.now)
        try command.transaction.execute(
            """
            insert into sessions (token_hash, id, user_id, csrf_token, address, agent, created_at, seen_at, ends_at)
            values ($1, $2, $3, $4, $5, $6, $7, $7, $8)
            """,
            [
                token.hash, session.id, user, session.csrfToken, session.address, session.agent, command.now,
                command.now + absoluteLifetime,
            ])
        return session
    }

    /// The session a cookie belongs to; nil when it has ended or the person was dismissed.
    package static func session(of token: SecretToken, at now: Timestamp, in reader: any Reader) throws -> Session? {
        try reader.first(
            """
            select \(columns) from sessions s join users u on u.id = s.user_id
            where s.token_hash = $1 and s.ends_at > $2 and s.seen_at > $3 and u.is_active = 1
            """, [token.hash, now, now - idleLifetime], read)
    }

    /// A person's open sessions, the one used last first.
    package static func sessions(of user: UserID, at now: Timestamp, in reader: any Reader) throws -> [Session] {
        try reader.query(
            """
            select \(columns) from sessions s
            where s.user_id = $1 and s.ends_at > $2 and s.seen_at > $3 order by s.seen_at desc, s.id desc
            """, [user, now, now - idleLifetime], read)
    }

    static func touch(_ session: Session, in command: Command) throws {
        try command.transaction.execute(
            "update sessions set seen_at = $2 where id = $1 and seen_at < $2", [session.id, command.now])
        try command.transaction.execute(
            "update users set last_seen_at = $2 where id = $1", [session.user, command.now])
    }

    static func end(_ token: SecretToken, in command: Command) throws {
        try command.transaction.execute("delete from sessions where token_hash = $1", [token.hash])
    }

    /// Ends one of a person's sessions from the list of devices.
    package static func end(_ id: SessionID, of user: UserID, in command: Command) throws {
        try command.transaction.execute("delete from sessions where id = $1 and user_id = $2", [id, user])
    }

    /// Signs a person out everywhere, or everywhere else.
    package static func endAll(of user: UserID, except kept: SessionID?, in command: Command) throws {
        try command.transaction.execute(
            "delete from sessions where user_id = $1 and id <> $2", [user, kept?.rawValue ?? 0])
    }

    /// Removes what has ended anyway; returns how many rows went.
    @discardableResult
    package static func removeEnded(in command: Command) throws -> Int {
        try command.transaction.execute(
            "delete from sessions where ends_at <= $1 or seen_at <= $2", [command.now, command.now - idleLifetime])
    }
}
