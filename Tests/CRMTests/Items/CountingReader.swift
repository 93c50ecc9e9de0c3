import Storage

/// Counts the queries that pass through it.
final class CountingReader: Reader {
    private let reader: any Reader
    private(set) var queries = 0

    init(_ reader: any Reader) { self.reader = reader }

    var dialect: any Dialect { reader.dialect }

    func query<T>(_ sql: String, _ arguments: [any SQLConvertible], _ read: (Row) throws -> T) throws -> [T] {
        queries += 1
        return try reader.query(sql, arguments, read)
    }
}
