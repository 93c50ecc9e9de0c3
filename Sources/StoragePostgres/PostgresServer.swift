import Kernel

/// The server as its administrator sees it, for programs that make and remove databases: the tests, the benchmarks.
package struct PostgresServer: Sendable {
    /// Of any database of the server, `postgres` as a rule.
    package let url: PostgresURL

    package init(_ url: PostgresURL) { self.url = url }

    /// The statement that makes a database as the portal needs it; of `template` it is a copy.
    package func create(_ name: String, template: String? = nil) throws {
        try command(template.map { "create database \"\(name)\" template \"\($0)\"" } ?? PostgresRefusal.creation(of: name))
    }

    /// Ends all sessions of the database and removes it.
    package func drop(_ name: String) throws { try command("drop database if exists \"\(name)\" with (force)") }

    /// One statement outside a transaction. Blocks.
    package func command(_ sql: String) throws {
        do {
            let settings = "set client_min_messages = warning"
            try PostgresConnection(url, applicationName: "prom2b-server", settings: settings).command(sql)
        } catch let failure as PostgresFailure {
            throw failure.storage
        }
    }
}
