/// A snapshot lent to the body of a read.
final class SQLiteReader: Reader {
    let dialect: any Dialect = SQLiteDialect()
    private var connection: SQLiteConnection?
    private let counter: QueryCounter?

    /// Runs `body` on one snapshot of the database.
    static func read<T>(
        on connection: SQLiteConnection, countedBy counter: QueryCounter?, _ body: (any Reader) throws -> T
    ) throws -> T {
        let reader = SQLiteReader(connection, counter)
        try connection.execute("begin deferred")
        defer { reader.connection = nil }
        do {
            let result = try body(reader)
            try connection.execute("commit")
            return result
        } catch {
            if connection.isInTransaction { try connection.execute("rollback") }
            throw error
        }
    }

    private init(_ connection: SQLiteConnection, _ counter: QueryCounter?) {
        self.connection = connection
        self.counter = counter
    }

    func query<T>(_ sql: String, _ arguments: [any SQLConvertible], _ read: (Row) throws -> T) throws -> [T] {
        guard let connection else { preconditionFailure("a reader was used after its body had returned") }
        counter?.record(sql)
        return try connection.query(sql, arguments, read)
    }
}
