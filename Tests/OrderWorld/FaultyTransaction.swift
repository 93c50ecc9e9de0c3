import Kernel
import Storage

/// A transaction that dies at its n-th statement, as when the process is killed there: nothing works after it. Or only
/// that one statement fails, when it recovers.
package final class FaultyTransaction: Transaction {
    package struct Died: Error {
        package init() {}
    }

    private let base: any Transaction
    private let fatal: Int
    private let recovers: Bool
    package private(set) var statements = 0

    package init(_ base: any Transaction, diesAt fatal: Int, recovers: Bool = false) {
        self.base = base
        self.fatal = fatal
        self.recovers = recovers
    }

    package var dialect: any Dialect { base.dialect }

    package func query<T>(_ sql: String, _ arguments: [any SQLConvertible], _ read: (Row) throws -> T) throws -> [T] {
        try count()
        return try base.query(sql, arguments, read)
    }

    package func execute(_ sql: String, _ arguments: [any SQLConvertible]) throws -> Int {
        try count()
        return try base.execute(sql, arguments)
    }

    package func savepoint<T>(_ body: () throws -> T) throws -> T { try base.savepoint(body) }
    package func afterCommit(_ action: @escaping @Sendable () -> Void) { base.afterCommit(action) }
    package func attachment<T: AnyObject>(_ make: () -> T) -> T { base.attachment(make) }
    package func lock(_ key: Int64) throws { try base.lock(key) }
    package func tryLock(_ key: Int64) throws -> Bool { try base.tryLock(key) }
    package func actAlone() throws { try base.actAlone() }

    private func count() throws {
        statements += 1
        if recovers ? statements == fatal : statements >= fatal { throw Died() }
    }
}

/// Everything in the tables that automation and its robots write, as text.
package enum Snapshot {
    package static func take(_ reader: any Reader) throws -> [String] {
        let names: Set = ["orders", "marks", "order_tasks", "reports", "sequences"]
        let tables = try reader.dialect.tables(reader).filter { $0.name.hasPrefix("automation") || names.contains($0.name) }
        return try tables.flatMap { table in
            let columns = table.columns.map(\.name)
            let rows = try reader.query("select \(columns.joined(separator: ", ")) from \(table.name)") { row in
                "\(table.name) " + columns.indices.map { "\(row.value($0))" }.joined(separator: " | ")
            }
            return rows.sorted()
        }
    }
}
