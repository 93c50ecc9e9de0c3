import Kernel
import Logging

/// How a PostgreSQL database is opened.
package struct PostgresOptions: Sendable {
    /// Connections for reading and for writing, at most so many each; they are opened when they are needed. Every node
    /// opens two more: one listens, one tells. Stay below the server's `max_connections` with all nodes together.
    package var readers = 8
    package var writers = 8
    /// A connection that has not been used for so many seconds is closed.
    package var idleTime = 300.0
    /// How long a caller waits for a server that does not answer before he is told to try again later.
    package var patience = Duration.seconds(5)
    /// Shown in `pg_stat_activity`.
    package var applicationName = "prom2b"
    /// Called before each commit is sent, with the socket to the server; what it throws undoes the transaction. A fault point
    /// of the tests.
    package var beforeCommit: @Sendable (_ socket: Int32) throws -> Void = { _ in }
    package var logger = Logger(label: "storage")

    package init() {}
}

/// Where a database is: `postgres://user:password@host:5432/name`, everything libpq understands. Its description never
/// shows the password.
package struct PostgresURL: Sendable, Equatable {
    package let text: String

    /// - Throws: a `Failure` that says how such an address looks.
    package init(_ text: String) throws {
        guard PostgresURL.isOne(text), !PostgresURL.name(in: text).isEmpty else {
            throw Failure(.invalid, PostgresTexts.wrongURL, field: "database")
        }
        self.text = text
    }

    package static func isOne(_ text: String) -> Bool {
        text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    }

    /// The same server and person, another database.
    package func database(_ name: String) -> PostgresURL {
        let (place, options) = PostgresURL.halves(text, at: "?")
        let base = place.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return PostgresURL(checked: base + "/" + name + (options.isEmpty ? "" : "?" + options))
    }

    package var name: String { PostgresURL.name(in: text) }

    private init(checked text: String) { self.text = text }

    private static func name(in text: String) -> String {
        let place = halves(text, at: "?").0
        let parts = place.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count >= 4 ? String(parts[parts.count - 1]) : ""
    }

    private static func halves(_ text: String, at mark: Character) -> (String, String) {
        let halves = text.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
        return (String(halves[0]), halves.count > 1 ? String(halves[1]) : "")
    }
}

extension PostgresURL: CustomStringConvertible {
    /// The address as it may be logged: without user, password and options.
    package var description: String {
        let place = PostgresURL.halves(text, at: "?").0
        guard let at = place.lastIndex(of: "@") else { return place }
        return "postgres://" + place[place.index(after: at)...]
    }
}
