/// A transaction, or one job of a group commit under its own savepoint, lent to the body of a write.
final class SQLiteTransaction: Transaction {
    let dialect: any Dialect = SQLiteDialect()
    /// What to do once the commit is durable.
    private(set) var actionsAfterCommit: [@Sendable () -> Void] = []
    private var connection: SQLiteConnection?
    private let counter: QueryCounter?
    /// Why SQLite undid the whole transaction by itself. Whatever the body would do next would be kept at once, alone: so
    /// it may do nothing.
    private var undoneBy: (any Error)?
    private var attachments: [ObjectIdentifier: AnyObject] = [:]

    init(_ connection: SQLiteConnection, countedBy counter: QueryCounter?) {
        self.connection = connection
        self.counter = counter
    }

    func query<T>(_ sql: String, _ arguments: [any SQLConvertible], _ read: (Row) throws -> T) throws -> [T] {
        try perform(sql) { try $0.query(sql, arguments, read) }
    }

    @discardableResult
    func execute(_ sql: String, _ arguments: [any SQLConvertible]) throws -> Int {
        try perform(sql) { try $0.execute(sql, arguments) }
    }

    func savepoint<T>(_ body: () throws -> T) throws -> T {
        let connection = try usableConnection()
        let actionsBefore = actionsAfterCommit.count
        try connection.execute("savepoint part")
        do {
            let result = try body()
            try connection.execute("release part")
            return result
        } catch {
            actionsAfterCommit.removeSubrange(actionsBefore...)
            if connection.isInTransaction {
                try connection.execute("rollback to part")
                try connection.execute("release part")
            }
            for attachment in attachments.values { (attachment as? any SavepointAware)?.savepointWasUndone() }
            throw error
        }
    }

    func afterCommit(_ action: @escaping @Sendable () -> Void) {
        actionsAfterCommit.append(action)
    }

    /// There is one writer, and this is it.
    func lock(_ key: Int64) {}
    func tryLock(_ key: Int64) -> Bool { true }
    func actAlone() {}

    func attachment<T: AnyObject>(_ make: () -> T) -> T {
        if let known = attachments[ObjectIdentifier(T.self)] as? T { return known }
        let made = make()
        attachments[ObjectIdentifier(T.self)] = made
        return made
    }

    /// The last check of a body that returned: throws when its work cannot be committed.
    func checkIsComplete() throws {
        let connection = try usableConnection()
        if !connection.isInTransaction {
            throw StorageError.other(message: "the body ended the transaction itself", sql: "")
        }
        if connection.breaksDeferredForeignKeys {
            throw StorageError.foreignKeyViolation("FOREIGN KEY constraint failed")
        }
    }

    /// The body has returned: nobody may use the transaction any more.
    func end() { connection = nil }

    private func perform<R>(_ sql: String, _ body: (SQLiteConnection) throws -> R) throws -> R {
        let connection = try usableConnection()
        counter?.record(sql)
        do {
            return try body(connection)
        } catch {
            if !connection.isInTransaction { undoneBy = error }
            throw error
        }
    }

    private func usableConnection() throws -> SQLiteConnection {
        guard let connection else { preconditionFailure("a transaction was used after its body had returned") }
        if let undoneBy { throw undoneBy }
        return connection
    }
}
