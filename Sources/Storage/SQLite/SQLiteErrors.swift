import GRDB
import GRDBSQLite

extension StorageError {
    /// What a result code of SQLite means to callers.
    /// - Parameter message: SQLite's own words: names of tables and columns, never values.
    init(sqliteCode code: Int32, message: String, sql: String) {
        switch code {
        case doubleUniqueValue, doublePrimaryKey, doubleRowID:
            self = .uniqueViolation(message.afterColon)
        case brokenForeignKey:
            self = .foreignKeyViolation(message)
        case failedSync, failedDirectorySync:
            self = .flushFailed
        case _ where [SQLITE_FULL, SQLITE_IOERR].contains(code & 0xFF):
            self = .diskFull
        default:
            self = .other(message: message, sql: sql)
        }
    }

    init(_ error: DatabaseError, sql: String) {
        self.init(sqliteCode: error.extendedResultCode.rawValue, message: error.message ?? "", sql: sql)
    }
}

// SQLITE_IOERR_FSYNC, SQLITE_CONSTRAINT_FOREIGNKEY and so on: macros of macros, which Swift does not import.
private let failedSync = SQLITE_IOERR | 4 << 8
private let failedDirectorySync = SQLITE_IOERR | 5 << 8
private let brokenForeignKey = SQLITE_CONSTRAINT | 3 << 8
private let doublePrimaryKey = SQLITE_CONSTRAINT | 6 << 8
private let doubleUniqueValue = SQLITE_CONSTRAINT | 8 << 8
private let doubleRowID = SQLITE_CONSTRAINT | 10 << 8

extension String {
    /// `users.email` of `UNIQUE constraint failed: users.email`.
    fileprivate var afterColon: String {
        guard let colon = firstIndex(of: ":") else { return self }
        return String(self[index(after: colon)...].drop { $0 == " " })
    }
}
