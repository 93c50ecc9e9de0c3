import GRDB
import GRDBSQLite

/// Runs statements on one connection of the pool.
///
/// GRDB opens, configures and lends the connection; the statements are bound, stepped and read here, without its rows and
/// observers in between.
/// Unchecked: whoever GRDB has lent the connection to is the only one to use it.
final class SQLiteConnection: @unchecked Sendable {
    /// Kept so that no other connection can come to the same address while this one is remembered.
    private let database: GRDB.Database
    private let handle: OpaquePointer
    private var statements = StatementCache()

    init(_ database: GRDB.Database) {
        self.database = database
        handle = database.sqliteConnection!
    }

    func query<T>(_ sql: String, _ arguments: [any SQLConvertible], _ read: (Row) throws -> T) throws -> [T] {
        try withStatement(sql, arguments) { statement in
            let row = Row(SQLiteRow(statement.handle))
            var result: [T] = []
            while try step(statement, sql) {
                result.append(try read(row))
            }
            return result
        }
    }

    /// Runs a statement to its end; returns how many rows it changed itself, without cascades.
    @discardableResult
    func execute(_ sql: String, _ arguments: [any SQLConvertible] = []) throws -> Int {
        try withStatement(sql, arguments) { statement in
            let before = sqlite3_total_changes(handle)
            while try step(statement, sql) {}
            // `sqlite3_changes` still tells of the statement before when this one was none that changes rows.
            return sqlite3_total_changes(handle) == before ? 0 : Int(sqlite3_changes(handle))
        }
    }

    /// False after `commit`, `rollback`, and when SQLite undid the transaction by itself (disk full, I/O error).
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Some row refers to one that does not exist, which only `commit` would complain about.
    var breaksDeferredForeignKeys: Bool {
        var current: Int32 = 0
        var highest: Int32 = 0
        sqlite3_db_status(handle, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &highest, 0)
        return current > 0
    }

    /// Finalises all statements: a connection with statements cannot be closed.
    func forgetStatements() { statements = StatementCache() }

    private func withStatement<R>(
        _ sql: String, _ arguments: [any SQLConvertible], _ body: (PreparedStatement) throws -> R
    ) throws -> R {
        let statement = try take(sql)
        defer { statement.release() }
        guard arguments.count == statement.parameterCount else {
            let message = "\(statement.parameterCount) parameters, but \(arguments.count) arguments"
            throw StorageError.other(message: message, sql: sql)
        }
        for (index, argument) in arguments.enumerated() {
            let code = argument.sqlValue.bind(to: statement.handle, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw failure(code, sql) }
        }
        return try body(statement)
    }

    private func take(_ sql: String) throws -> PreparedStatement {
        do {
            return try statements.take(sql) { try PreparedStatement(sql, on: database) }
        } catch let error as DatabaseError {
            throw StorageError(error, sql: sql)
        }
    }

    /// True when the statement stands on a row, false at its end.
    private func step(_ statement: PreparedStatement, _ sql: String) throws -> Bool {
        let code = sqlite3_step(statement.handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure(code, sql)
        }
    }

    private func failure(_ code: Int32, _ sql: String) -> StorageError {
        StorageError(sqliteCode: code, message: String(cString: sqlite3_errmsg(handle)), sql: sql)
    }
}

/// Tells SQLite to copy what is bound (the macro SQLITE_TRANSIENT, which Swift does not import).
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension SQLValue {
    fileprivate func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch self {
        case .null: return sqlite3_bind_null(statement, index)
        case .integer(let number): return sqlite3_bind_int64(statement, index, number)
        case .real(let number): return sqlite3_bind_double(statement, index, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.isEmpty
                    ? sqlite3_bind_text(statement, index, "", 0, copied)
                    : bytes.withMemoryRebound(to: CChar.self) {
                        sqlite3_bind_text(statement, index, $0.baseAddress, Int32($0.count), copied)
                    }
            }
        case .blob(let bytes):
            // An empty blob has no address, and a null address would bind null.
            return bytes.isEmpty
                ? sqlite3_bind_zeroblob(statement, index, 0)
                : sqlite3_bind_blob(statement, index, bytes, Int32(bytes.count), copied)
        }
    }
}
