import Kernel
import Storage

/// Accounts and passwords: what needs hashing around the transaction, so it is done here and not in a command.
package struct Accounts: Sendable {
    private let portal: Portal
    private let hasher: PasswordHasher

    package init(portal: Portal, hasher: PasswordHasher) {
        self.portal = portal
        self.hasher = hasher
    }

    /// The first user of a new portal, an administrator, together with what they said of the company. Of two who try at once
    /// one gets it, and only that one's settings are saved.
    /// - Throws: `Failure` `.conflict` when there is any user already; `.invalid` naming a field.
    package func createFirstAdministrator(
        login: String, password: String, profile: UserProfile,
        settings change: (@Sendable (inout PortalSettings) -> Void)? = nil
    ) async throws -> UserID {
        let hash = try await hasher.hash(password)
        return try await portal.perform(as: .system) { command in
            try command.transaction.actAlone()
            guard try UserStore.isEmpty(in: command.transaction) else {
                throw Failure(.conflict, PeopleTexts.alreadyHasUsers)
            }
            let user = try UserStore.insert(
                NewUser(login: login, profile: profile, isAdministrator: true), passwordHash: hash, in: command)
            if let change { try SettingsStore.change(in: command, change) }
            return user
        }
    }

    /// Adds a person with an initial password.
    package func create(_ new: NewUser, password: String, as actor: Actor) async throws -> UserID {
        let hash = try await hasher.hash(password)
        return try await portal.perform(as: actor) { command in
            try Accounts.requireRight(toAdd: new, in: command)
            return try UserStore.insert(new, passwordHash: hash, in: command)
        }
    }

    /// Adds a person without a password and returns the secret of the link by which they choose one.
    package func invite(_ new: NewUser, as actor: Actor) async throws -> (user: UserID, token: SecretToken) {
        let token = SecretToken()
        let user = try await portal.perform(as: actor) { command in
            try Accounts.requireRight(toAdd: new, in: command)
            let user = try UserStore.insert(new, passwordHash: nil, in: command)
            try Invitation.store(token, for: user, in: command)
            return user
        }
        return (user, token)
    }

    /// A new link for somebody who lost the first one or the password; earlier links stop working.
    package func inviteAgain(_ user: UserID, as actor: Actor) async throws -> SecretToken {
        let token = SecretToken()
        try await portal.perform(as: actor) { command in
            try command.require(.configurePortal)
            let person = try UserStore.requireUser(user, in: command.transaction)
            try UserStore.requireAdministrator(touching: person, in: command)
            try Invitation.revoke(of: user, in: command)
            try Invitation.store(token, for: user, in: command)
        }
        return token
    }

    /// Whose link this is, for the page that asks for a password; nil when it has expired or was used.
    package func invited(by token: SecretToken) async throws -> User? {
        let now = portal.clock.now
        return try await portal.read { reader in try Invitation.user(of: token, at: now, in: reader) }
    }

    /// Sets the password of the invited person and uses the link up.
    /// - Throws: `Failure` `.notFound` when the link no longer works.
    package func accept(_ token: SecretToken, password: String) async throws -> UserID {
        let hash = try await hasher.hash(password)
        return try await portal.perform(as: .system) { command in
            try command.transaction.actAlone()
            guard let user = try Invitation.user(of: token, at: command.now, in: command.transaction) else {
                throw Failure(.notFound, PeopleTexts.invitationOver)
            }
            try Invitation.revoke(of: user.id, in: command)
            try SessionStore.endAll(of: user.id, except: nil, in: command)
            try UserStore.storePasswordHash(hash, of: user.id, in: command)
            return user.id
        }
    }

    /// People change their own password; all their other sessions end.
    /// - Throws: `Failure` `.invalid` at `CURRENT_PASSWORD` or `PASSWORD`.
    package func changePassword(
        of user: UserID, from current: String, to new: String, keeping session: SessionID?
    ) async throws {
        let stored = try await portal.read { reader in try UserStore.passwordHash(of: user, in: reader) }
        guard try await hasher.verify(current, against: stored) else {
            throw Failure(.invalid, PeopleTexts.wrongPassword, field: "CURRENT_PASSWORD")
        }
        let hash = try await hasher.hash(new)
        try await portal.perform(as: .person(user)) { command in
            try UserStore.storePasswordHash(hash, of: user, in: command)
            try SessionStore.endAll(of: user, except: session, in: command)
        }
    }

    /// An administrator sets somebody's password; all sessions of that person end.
    package func setPassword(of user: UserID, to new: String, as actor: Actor) async throws {
        let hash = try await hasher.hash(new)
        try await portal.perform(as: actor) { command in
            try command.require(.configurePortal)
            let person = try UserStore.requireUser(user, in: command.transaction)
            try UserStore.requireAdministrator(touching: person, in: command)
            try UserStore.storePasswordHash(hash, of: user, in: command)
            try SessionStore.endAll(of: user, except: nil, in: command)
        }
    }

    private static func requireRight(toAdd new: NewUser, in command: Command) throws {
        try command.require(.configurePortal)
        if new.isAdministrator { try UserStore.requireAdministrator(in: command) }
    }
}
