import GRDB
import GRDBSQLite

/// A compiled statement and whether it is being stepped through.
final class PreparedStatement {
    /// Owns the handle and finalises it.
    private let statement: GRDB.Statement
    let handle: OpaquePointer
    let parameterCount: Int
    fileprivate(set) var isBusy = false

    init(_ sql: String, on database: GRDB.Database) throws {
        statement = try database.makeStatement(sql: SQLiteDialect.numberingParameters(sql))
        handle = statement.sqliteStatement
        parameterCount = Int(sqlite3_bind_parameter_count(handle))
    }

    func release() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        isBusy = false
    }
}

/// The compiled statements of one connection by their text. Lists build their SQL from the columns and filters chosen, so
/// the number of texts has no bound: of those not used for a while the memory is given back.
struct StatementCache {
    private static let generationSize = 128
    private var recent: [String: PreparedStatement] = [:]
    private var older: [String: PreparedStatement] = [:]

    /// The statement of this text, marked busy; a new one when a query is made while reading the rows of the same query.
    mutating func take(_ sql: String, prepare: () throws -> PreparedStatement) rethrows -> PreparedStatement {
        let cached = recent[sql] ?? promote(sql)
        if let cached, !cached.isBusy {
            cached.isBusy = true
            return cached
        }
        let fresh = try prepare()
        fresh.isBusy = true
        if cached == nil { insert(fresh, sql) }
        return fresh
    }

    private mutating func promote(_ sql: String) -> PreparedStatement? {
        guard let statement = older.removeValue(forKey: sql) else { return nil }
        insert(statement, sql)
        return statement
    }

    private mutating func insert(_ statement: PreparedStatement, _ sql: String) {
        if recent.count >= StatementCache.generationSize {
            older = recent
            recent = [:]
        }
        recent[sql] = statement
    }
}
