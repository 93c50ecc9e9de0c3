import GRDB

/// A database file that is not opened as this program's own: it is read, never written to. Another process may be working
/// on it, so nothing here locks it, checkpoints it or leaves a trace in it.
package struct SQLiteFile: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    /// Copies the database as it is at one moment into a new file that stands alone: no log beside it. SQLite's online
    /// backup, in one step on one snapshot, so whoever writes meanwhile is neither held back nor makes it begin anew.
    /// - Throws: `StorageError.cannotOpen` for a file that is no database, `.diskFull` when there is no room for the copy.
    package func copy(to target: String) throws {
        try translatingErrors {
            let source = try reading()
            let copy = try DatabaseQueue(path: target)
            try source.backup(to: copy)
            try copy.writeWithoutTransaction { _ = try String.fetchOne($0, sql: "pragma journal_mode = delete") }
            try copy.close()
            try source.close()
        }
    }

    /// Runs `body` on one snapshot of the file.
    package func read<T>(_ body: (any Reader) throws -> T) throws -> T {
        try translatingErrors {
            let queue = try reading()
            let result = try queue.unsafeRead { database in
                let connection = SQLiteConnection(database)
                defer { connection.forgetStatements() }
                return try SQLiteReader.read(on: connection, countedBy: nil, body)
            }
            try queue.close()
            return result
        }
    }

    /// What is wrong inside the file; empty when it is whole and every reference leads to a row.
    package func damages() throws -> [String] {
        try read { reader in
            let integrity = try reader.query("pragma integrity_check") { $0.text(0) }.filter { $0 != "ok" }
            let lost = try reader.query("pragma foreign_key_check") { "\($0.text(0)) refers to a missing \($0.text(2))" }
            return integrity + lost
        }
    }

    private func reading() throws -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private func translatingErrors<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            let translated = StorageError(error, sql: "")
            guard translated == .diskFull || translated == .flushFailed else { throw StorageError.opening(path, error) }
            throw translated
        }
    }
}
