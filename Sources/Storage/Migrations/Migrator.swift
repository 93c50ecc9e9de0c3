import Kernel

/// Brings the schema of a database up to date.
package struct Migrator: Sendable {
    private let migrations: [Migration]
    private let clock: any WallClock

    /// - Parameter migrations: all migrations of the program, the oldest first.
    package init(_ migrations: [Migration], clock: any WallClock) {
        self.migrations = migrations
        self.clock = clock
    }

    /// Applies what is missing, each migration in its own transaction; returns the names of those applied now.
    /// - Throws: a `Failure` when the database is newer than the program; whatever a migration throws, which leaves the
    ///   database as the migration before it did.
    package func migrate(_ database: any Database) async throws -> [String] {
        var done: [String] = []
        for migration in try await pending(in: database) {
            let isDone = try await database.write(.bulk) { [now = clock.now] transaction in
                try transaction.actAlone()
                // Another node may have come first.
                if try transaction.exists("select 1 from schema_migrations where name = $1", [migration.name]) { return false }
                try migration.apply(transaction)
                try transaction.execute(
                    "insert into schema_migrations (name, applied_at) values ($1, $2)", [migration.name, now])
                return true
            }
            if isDone { done.append(migration.name) }
        }
        return done
    }

    /// The migrations that `migrate` would apply.
    /// - Throws: a `Failure` when the database has one that the program does not know.
    package func pending(in database: any Database) async throws -> [Migration] {
        try pending(after: Set(try await applied(in: database)))
    }

    /// The same for a database that is only looked at; nil for one that never had a migration.
    package func pending(in reader: any Reader) throws -> [Migration]? {
        guard try reader.dialect.tables(reader).contains(where: { $0.name == "schema_migrations" }) else { return nil }
        return try pending(after: Set(reader.query("select name from schema_migrations") { $0.text(0) }))
    }

    private func pending(after applied: Set<String>) throws -> [Migration] {
        let unknown = applied.subtracting(migrations.map(\.name))
        if let newest = unknown.max() {
            throw Failure(.conflict, MigrationTexts.databaseIsNewer.with(["migration": newest]))
        }
        return migrations.filter { !applied.contains($0.name) }
    }

    /// The names of the migrations that the database has had, the oldest first.
    package func applied(in database: any Database) async throws -> [String] {
        try await database.write(.bulk) { transaction in
            try transaction.actAlone()
            try transaction.execute(
                transaction.dialect.definition(
                    """
                    create table if not exists schema_migrations (
                        name text not null primary key,
                        applied_at bigint not null
                    )
                    """))
            return try transaction.query("select name from schema_migrations order by name") { $0.text(0) }
        }
    }
}

extension Reader {
    /// The schema as text, one statement after another, for the snapshot that a change of the schema has to show up in.
    package func schemaDump() throws -> String {
        try dialect.schema(self).map { $0 + ";\n" }.joined()
    }
}
