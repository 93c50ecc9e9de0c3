import CRM
import Kernel
import Schema
import Storage

/// An empty portal of its own for a test: a migrated database, a clock that moves by hand, and commands as they run in
/// production.
package struct TestPortal: Sendable {
    package let portal: Portal
    package let database: any Database
    package let clock: ManualClock
    /// Cheap enough for tests: 2^4 rounds.
    package let hasher: PasswordHasher

    /// - Parameter start: Monday, 23 November 2026, 10:00 in Moscow unless given.
    package static func make(at start: Timestamp = TestPortal.monday) async throws -> TestPortal {
        let database = try await TestDatabase.make(migrations: migrations)
        let clock = ManualClock(start)
        return TestPortal(
            portal: Portal(database: database, clock: clock), database: database, clock: clock,
            hasher: PasswordHasher(power: 4, parallelism: 1))
    }

    /// Monday, 23 November 2026, 10:00 in Moscow.
    package static let monday = Timestamp(milliseconds: 1_795_417_200_000)

    package var accounts: Accounts { Accounts(portal: portal, hasher: hasher) }
    package var signIn: SignIn { SignIn(portal: portal, hasher: hasher) }

    /// A command in a transaction of its own.
    @discardableResult
    package func perform<T: Sendable>(
        as actor: Actor = .system, _ body: @escaping @Sendable (Command) throws -> T
    ) async throws -> T {
        try await portal.perform(as: actor, .interactive, body)
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
        try await portal.read(body)
    }

    /// The first user, an administrator: `admin@prom2b.test`.
    package func administrator() async throws -> UserID {
        try await accounts.createFirstAdministrator(
            login: "admin@prom2b.test", password: "correct horse",
            profile: UserProfile(firstName: "Anna", lastName: "Main"))
    }

    /// A person with the password `correct horse`, made by the portal itself: `name@prom2b.test`.
    package func person(_ name: String, in departments: [DepartmentID] = []) async throws -> UserID {
        try await accounts.create(
            NewUser(
                login: "\(name)@prom2b.test", profile: UserProfile(firstName: name, lastName: "Test"),
                departments: departments),
            password: "correct horse", as: .system)
    }
}
