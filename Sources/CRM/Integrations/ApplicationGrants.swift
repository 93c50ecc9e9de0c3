import Kernel
import Storage

/// What people have let applications do: codes that are exchanged once, tokens that work for an hour, tokens that renew those.
package enum ApplicationGrants {
    /// How long a code waits to be exchanged.
    package static let codeLifetime = TimeSpan.seconds(30)
    package static let accessLifetime = TimeSpan.hours(1)
    /// How long a program may stay away before people have to let it in again.
    package static let refreshLifetime = TimeSpan.days(180)
    /// How long an ended token is still known as ended rather than unknown: clients renew for the one and give up for the other.
    private static let memory = TimeSpan.days(2)

    /// Tokens just made; shown to the program and kept as hashes.
    package struct Tokens: Sendable {
        package let access: SecretToken
        package let refresh: SecretToken
        package let user: UserID
        package let expires: Timestamp
    }

    /// In whose name a token acts.
    package struct Access: Sendable {
        package let application: ClientApplication
        package let user: UserID
        package let expires: Timestamp
    }

    /// A code for the person who acts.
    /// - Throws: `Failure` `.forbidden` when nobody acts.
    package static func code(for application: ApplicationID, in command: Command) throws -> SecretToken {
        guard let user = command.actor.user else { throw Failure(.forbidden, PeopleTexts.onlyConfigurers) }
        let code = SecretToken()
        try command.transaction.execute(
            "insert into application_codes (hash, application_id, user_id, expires_at) values ($1, $2, $3, $4)",
            [code.hash, application, user, command.now + codeLifetime])
        return code
    }

    /// Tokens for a code, once; nil when the code is not this application's, was used, or is too old.
    package static func redeem(_ code: SecretToken, for application: ApplicationID, in command: Command) throws -> Tokens? {
        let user = try command.transaction.first(
            """
            select c.user_id from application_codes c join users u on u.id = c.user_id
            where c.hash = $1 and c.application_id = $2 and c.expires_at > $3 and u.is_active = 1
            """, [code.hash, application, command.now]) { row -> UserID in row.id(0) }
        guard let user, try command.transaction.execute("delete from application_codes where hash = $1", [code.hash]) == 1 else { return nil }
        let id = try command.transaction.nextID("application_grants")
        let refresh = SecretToken()
        try command.transaction.execute(
            """
            insert into application_grants (id, application_id, user_id, refresh_hash, expires_at, created_at, used_at)
            values ($1, $2, $3, $4, $5, $6, $6)
            """, [id, application, user, refresh.hash, command.now + refreshLifetime, command.now])
        return try tokens(of: id, user, refresh, in: command)
    }

    /// New tokens for the one that renews, which ends with it; nil when it is not this application's, was used, or is too old.
    package static func renew(_ refresh: SecretToken, for application: ApplicationID, in command: Command) throws -> Tokens? {
        let found = try command.transaction.first(
            """
            select g.id, g.user_id from application_grants g join users u on u.id = g.user_id
            where g.refresh_hash = $1 and g.application_id = $2 and g.expires_at > $3 and u.is_active = 1
            """, [refresh.hash, application, command.now]) { row -> (Int64, UserID) in (row.int64(0), row.id(1)) }
        let next = SecretToken()
        guard let (id, user) = found,
            // Of two that renew at once one wins.
            try command.transaction.execute(
                "update application_grants set refresh_hash = $2, expires_at = $3, used_at = $4 where refresh_hash = $1",
                [refresh.hash, next.hash, command.now + refreshLifetime, command.now]) == 1
        else { return nil }
        return try tokens(of: id, user, next, in: command)
    }

    /// One more access token for a person who has let the application in, to be sent along with a message; nil for nobody.
    package static func access(
        _ application: ApplicationID, for user: UserID, at now: Timestamp, in transaction: any Transaction
    ) throws -> (token: SecretToken, expires: Timestamp)? {
        let found = try transaction.first(
            """
            select g.id from application_grants g join users u on u.id = g.user_id
            where g.application_id = $1 and g.user_id = $2 and g.expires_at > $3 and u.is_active = 1 order by g.id desc limit 1
            """, [application, user, now]) { $0.int64(0) }
        return try found.map { try access(of: $0, at: now, in: transaction) }
    }

    /// In whose name a token acts; nil for one that is unknown or whose person was dismissed. One that has ended is returned too.
    package static func access(by token: SecretToken, in reader: any Reader) throws -> Access? {
        let found = try reader.first(
            """
            select g.application_id, g.user_id, t.expires_at from application_tokens t join application_grants g on g.id = t.grant_id
            join users u on u.id = g.user_id where t.hash = $1 and u.is_active = 1
            """, [token.hash]) { row -> (ApplicationID, UserID, Timestamp) in (row.id(0), row.id(1), row.timestamp(2)) }
        guard let found, let application = try ApplicationStore.application(found.0, in: reader) else { return nil }
        return Access(application: application, user: found.1, expires: found.2)
    }

    /// How many people have let each application in.
    package static func people(in reader: any Reader) throws -> [ApplicationID: Int] {
        let counts = try reader.query(
            "select application_id, count(distinct user_id) from application_grants group by application_id"
        ) { row -> (ApplicationID, Int) in (row.id(0), row.int(1)) }
        return Dictionary(uniqueKeysWithValues: counts)
    }

    /// Ends all tokens of an application.
    static func end(of application: ApplicationID, in command: Command) throws {
        let grants = "select id from application_grants where application_id = $1"
        try command.transaction.execute("delete from application_tokens where grant_id in (\(grants))", [application])
        try command.transaction.execute("delete from application_grants where application_id = $1", [application])
        try command.transaction.execute("delete from application_codes where application_id = $1", [application])
    }

    /// Removes what has ended anyway; returns how many rows went.
    @discardableResult
    package static func removeEnded(in command: Command) throws -> Int {
        let codes = try command.transaction.execute("delete from application_codes where expires_at <= $1", [command.now])
        let tokens = try command.transaction.execute("delete from application_tokens where expires_at <= $1", [command.now - memory])
        let grants = try command.transaction.execute("delete from application_grants where expires_at <= $1", [command.now - memory])
        return codes + tokens + grants
    }

    private static func tokens(of grant: Int64, _ user: UserID, _ refresh: SecretToken, in command: Command) throws -> Tokens {
        let (access, expires) = try access(of: grant, at: command.now, in: command.transaction)
        return Tokens(access: access, refresh: refresh, user: user, expires: expires)
    }

    /// Earlier ones go on until they end: a program may use one while another of its threads renews.
    private static func access(
        of grant: Int64, at now: Timestamp, in transaction: any Transaction
    ) throws -> (token: SecretToken, expires: Timestamp) {
        let (token, expires) = (SecretToken(), now + accessLifetime)
        try transaction.execute(
            "insert into application_tokens (hash, grant_id, expires_at) values ($1, $2, $3)", [token.hash, grant, expires])
        return (token, expires)
    }
}
