import Kernel
import Storage

/// Signing in and out, and recognising who sends a request.
package struct SignIn: Sendable {
    /// A session just opened: the token goes into the cookie and nowhere else.
    package struct Opened: Sendable {
        package let token: SecretToken
        package let session: Session
    }

    private let portal: Portal
    private let hasher: PasswordHasher
    private let logins: AttemptLimiter
    private let addresses: AttemptLimiter

    package init(portal: Portal, hasher: PasswordHasher) {
        self.portal = portal
        self.hasher = hasher
        logins = AttemptLimiter(limit: 10, window: .minutes(15), clock: portal.clock)
        addresses = AttemptLimiter(limit: 50, window: .minutes(15), clock: portal.clock)
    }

    /// Opens a session for the right login and password. What was wrong is never said, and an unknown login takes as
    /// long as a known one.
    /// - Throws: `Failure` `.unauthenticated`, or `.limited` with the time to wait.
    package func signIn(login: String, password: String, address: String, agent: String) async throws -> Opened {
        let login = String(login.withoutOuterSpace.lowercased().prefix(254))
        if let wait = addresses.attempt(address) ?? logins.attempt(login) {
            let minutes = String((wait.milliseconds + 59_999) / 60_000)
            throw Failure(.limited, AccessTexts.tooManyAttempts.with(["minutes": minutes]))
        }
        let (user, stored) = try await account(login)
        guard try await hasher.verify(password, against: stored), let user else {
            throw Failure(.unauthenticated, AccessTexts.wrongLogin, field: "PASSWORD")
        }
        logins.forgive(login)
        addresses.takeBack(address)
        if let stored, hasher.isOutdated(stored) { try await renewHash(of: user, password: password) }
        return try await open(for: user, address: address, agent: agent)
    }

    /// Opens a session without a password, right after one was chosen (first run, invitation).
    package func open(for user: UserID, address: String, agent: String) async throws -> Opened {
        let token = SecretToken()
        let session = try await portal.perform(as: .person(user)) { command in
            let session = try SessionStore.insert(token, for: user, address: address, agent: agent, in: command)
            try SessionStore.touch(session, in: command)
            return session
        }
        return Opened(token: token, session: session)
    }

    /// The session of a request's cookie, kept alive by using it; nil when there is none any more.
    package func session(cookie: String) async throws -> Session? {
        guard let token = SecretToken(cookie) else { return nil }
        let now = portal.clock.now
        let found = try await portal.read { reader in try SessionStore.session(of: token, at: now, in: reader) }
        if let found, now - found.seenAt > .minutes(15) {
            try await portal.perform(as: .person(found.user), .bulk) { command in
                try SessionStore.touch(found, in: command)
            }
        }
        return found
    }

    /// Ends the session of this cookie.
    package func signOut(cookie: String) async throws {
        guard let token = SecretToken(cookie) else { return }
        try await portal.perform(as: .system) { command in try SessionStore.end(token, in: command) }
    }

    private func account(_ login: String) async throws -> (UserID?, String?) {
        try await portal.read { reader in
            guard let user = try UserStore.user(login: login, in: reader), user.isActive else { return (nil, nil) }
            return (user.id, try UserStore.passwordHash(of: user.id, in: reader))
        }
    }

    /// An old password may be shorter than today's rule: its hash then stays as it is.
    private func renewHash(of user: UserID, password: String) async throws {
        guard PasswordHasher.lengths.contains(password.count) else { return }
        let hash = try await hasher.hash(password)
        try await portal.perform(as: .person(user)) { command in
            try UserStore.storePasswordHash(hash, of: user, in: command)
        }
    }
}
