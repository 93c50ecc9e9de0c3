import GRDB
import Kernel

/// A database that lives in memory and ends with its holder: for what is tried out without leaving a trace (the simulator).
///
/// One connection, bodies one after another on the caller's thread: nothing here waits for a disk.
package final class MemoryDatabase: Database {
    package let dialect: any Dialect = SQLiteDialect()
    private let queue: DatabaseQueue
    /// Used inside `queue` only.
    private let connection: SQLiteConnection

    /// Without any table.
    package init() throws {
        var configuration = GRDB.Configuration()
        configuration.label = "memory"
        configuration.foreignKeysEnabled = true
        queue = try DatabaseQueue(configuration: configuration)
        connection = queue.inDatabase { SQLiteConnection($0) }
    }

    /// With everything that another one has at this moment: pages are copied, no statement runs.
    package convenience init(copying other: MemoryDatabase) throws {
        try self.init()
        try other.queue.backup(to: queue)
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
        let counter = QueryCounter.current
        return try queue.inDatabase { _ in
            try connection.execute("pragma query_only = on")
            defer { allowWriting() }
            return try SQLiteReader.read(on: connection, countedBy: counter, body)
        }
    }

    /// A switch of the connection, which cannot fail.
    private func allowWriting() {
        do {
            try connection.execute("pragma query_only = off")
        } catch {
            preconditionFailure("a database in memory stays closed to changes: \(error)")
        }
    }

    @discardableResult
    package func write<T: Sendable>(
        _ lane: WriteLane, _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        let counter = QueryCounter.current
        let (result, actions) = try queue.inDatabase { _ in try perform(body, countedBy: counter) }
        for action in actions { action() }
        return result
    }

    private func perform<T>(
        _ body: (any Transaction) throws -> T, countedBy counter: QueryCounter?
    ) throws -> (T, [@Sendable () -> Void]) {
        try connection.execute("begin immediate")
        do {
            let transaction = SQLiteTransaction(connection, countedBy: counter)
            defer { transaction.end() }
            let result = try body(transaction)
            try transaction.checkIsComplete()
            try connection.execute("commit")
            return (result, transaction.actionsAfterCommit)
        } catch {
            if connection.isInTransaction { try connection.execute("rollback") }
            throw error
        }
    }

    /// Takes rows from elsewhere. References are checked at the end: departments may stand above those that were made earlier.
    package func load(_ extract: RowExtract) async throws {
        try await write(.bulk) { transaction in
            try transaction.execute("pragma defer_foreign_keys = on")
            try extract.write(in: transaction)
        }
    }

    /// Gives the memory back; nothing of the contents is left.
    package func close() async throws {
        queue.inDatabase { _ in connection.forgetStatements() }
        try queue.close()
    }
}

/// Makes databases in memory that begin alike: migrated once in the life of the process, then copied page by page, which takes
/// a hundredth of the time. An actor, so that those who ask first wait for one migration.
package actor MemoryTemplate {
    private let migrations: [Migration]
    private let clock: any WallClock
    private var template: Task<MemoryDatabase, any Error>?

    package init(_ migrations: [Migration], clock: any WallClock) {
        self.migrations = migrations
        self.clock = clock
    }

    /// A new database with all migrations applied and no rows but theirs.
    package func database() async throws -> MemoryDatabase {
        let making = template ?? Task { [migrations, clock] in
            let database = try MemoryDatabase()
            _ = try await Migrator(migrations, clock: clock).migrate(database)
            return database
        }
        template = making
        return try MemoryDatabase(copying: try await making.value)
    }
}
