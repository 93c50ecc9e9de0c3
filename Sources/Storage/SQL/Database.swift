import Kernel

/// The seam to a database. Two drivers stand behind it: SQLite (embedded) and PostgreSQL (several nodes).
///
/// SQL is written once, with numbered parameters `$1…$n`, and runs on both; what differs is asked of `dialect`.
/// Bodies are synchronous, so nothing can wait for a network inside a transaction.
package protocol Database: Sendable {
    var dialect: any Dialect { get }

    /// Runs `body` on a consistent snapshot; several reads run in parallel with each other and with a writer.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> T) async throws -> T

    /// Runs `body` in a transaction: all of it is durable when this returns, none of it happened when it throws.
    ///
    /// On SQLite transactions of several callers share one flush (group commit); `lane` says who goes first.
    /// A cancelled task does not stop a transaction that has begun.
    @discardableResult
    func write<T: Sendable>(_ lane: WriteLane, _ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T

    /// Ends all connections; waits for what is running.
    func close() async throws
}

extension Database {
    @discardableResult
    package func write<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await write(.interactive, body)
    }
}

/// Who waits for a transaction, most urgent first.
package enum WriteLane: Int, Sendable, CaseIterable {
    /// A person looks at the screen.
    case interactive
    /// A timer or a result of a connector has come due.
    case automation
    /// An import, a migration of running processes, clean-up.
    case bulk
}

/// Reading inside one snapshot or transaction. Not to be kept beyond the body that received it.
package protocol Reader: AnyObject {
    var dialect: any Dialect { get }

    /// All rows of a query, each turned into a value by `read`.
    /// - Parameter arguments: the values of `$1…$n`, in order.
    func query<T>(_ sql: String, _ arguments: [any SQLConvertible], _ read: (Row) throws -> T) throws -> [T]
}

extension Reader {
    package func query<T>(_ sql: String, _ read: (Row) throws -> T) throws -> [T] {
        try query(sql, [], read)
    }

    /// The first row, or nil when there is none; the others are not read.
    package func first<T>(_ sql: String, _ arguments: [any SQLConvertible] = [], _ read: (Row) throws -> T) throws -> T? {
        var found: T?
        do {
            _ = try query(sql, arguments) { row -> Void in
                found = try read(row)
                throw FirstRowFound()
            }
        } catch is FirstRowFound {
            return found
        }
        return nil
    }

    /// The number in the first column of the first row; 0 when there is no row or it is null.
    package func count(_ sql: String, _ arguments: [any SQLConvertible] = []) throws -> Int {
        try first(sql, arguments) { $0.isNull(0) ? 0 : $0.int(0) } ?? 0
    }

    package func exists(_ sql: String, _ arguments: [any SQLConvertible] = []) throws -> Bool {
        try first(sql, arguments) { _ in true } ?? false
    }
}

/// Ends a query after its first row.
private struct FirstRowFound: Error {}

/// One transaction: everything in it becomes durable together or never happened.
package protocol Transaction: Reader {
    /// Runs a statement that changes data; returns how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ arguments: [any SQLConvertible]) throws -> Int

    /// Runs `body`; when it throws, only what it did is undone and the error goes on.
    func savepoint<T>(_ body: () throws -> T) throws -> T

    /// Called once, after the commit is durable; never when the transaction (or the enclosing savepoint) is undone.
    func afterCommit(_ action: @escaping @Sendable () -> Void)

    /// Waits until no other transaction, of any node, holds the same number, and holds it until this one ends: what is read
    /// from here on and decided upon cannot be changed by another who asks too. Documents are locked by their keys.
    ///
    /// Does nothing where there is one writer.
    func lock(_ key: Int64) throws

    /// The same without waiting: false when another transaction holds the number.
    func tryLock(_ key: Int64) throws -> Bool

    /// From here on no other transaction runs, on any node: for changes that look at more than the items they lock (the
    /// structure of the portal, people, settings, what must be unique). Call it before anything is read.
    ///
    /// Where several writers run in parallel the first call throws, and the body is begun again, alone.
    func actAlone() throws

    /// What a module keeps for the length of this transaction (which items automation must visit before the commit):
    /// made on first use, one per type, forgotten with the transaction. One that is `SavepointAware` hears of every undo.
    func attachment<T: AnyObject>(_ make: () -> T) -> T
}

/// An attachment that remembers what it has read, and must forget it when the rows go back to what they were.
package protocol SavepointAware: AnyObject {
    /// Part of the transaction has been undone.
    func savepointWasUndone()
}

extension Transaction {
    @discardableResult
    package func execute(_ sql: String) throws -> Int { try execute(sql, []) }

    /// Inserts rows, up to 16 with one statement: on PostgreSQL every statement is a round trip.
    package func insert(_ rows: [[any SQLConvertible]], _ columns: [String], into table: String) throws {
        var rest = rows[...]
        while !rest.isEmpty {
            let part = rest.prefix(16)
            rest = rest.dropFirst(part.count)
            let places = part.indices.map { row in
                let first = (row - part.startIndex) * columns.count
                return "(" + columns.indices.map { "$\(first + $0 + 1)" }.joined(separator: ", ") + ")"
            }
            try execute(
                "insert into \(table) (\(columns.joined(separator: ", "))) values \(places.joined(separator: ", "))",
                part.flatMap(\.self))
        }
    }

    /// The next number of a named sequence (1, 2, 3 …): ids that people see and say aloud. `count` numbers come in a row.
    ///
    /// No number is given twice. With several writers a transaction that fails leaves a gap, and a higher number may be
    /// committed first: nobody waits for another's number.
    package func nextID(_ sequence: String, count: Int64 = 1) throws -> Int64 {
        try first(dialect.takeNumbers, [sequence, count]) { $0.int64(0) }! - count + 1
    }

    /// Counts the changes of something that is cached: a number that is part of the transaction, so that who sees it sees
    /// the change as well. All who change the same thing wait for each other.
    package func nextVersion(_ name: String) throws -> Int64 {
        try first(
            """
            insert into sequences (name, last) values ($1, 1)
            on conflict (name) do update set last = sequences.last + 1 returning last
            """, [name]) { $0.int64(0) }!
    }
}

/// A statement broke a rule of the schema that callers may want to turn into a `Failure`.
package enum StorageError: Error, Sendable, Equatable {
    /// The columns that were not unique (`users.email`), or the name of the index.
    case uniqueViolation(String)
    case foreignKeyViolation(String)
    /// The disk is full or failed; nothing of the transaction was kept.
    case diskFull
    /// The disk could not flush what it had taken: nobody knows what of it is there, and asking again would not tell.
    case flushFailed
    /// The database file is in use by another process of this program.
    case inUse(String)
    /// The database cannot be opened; the message says which file and why.
    case cannotOpen(String)
    /// Any other complaint of the database, with the statement that caused it (no values).
    case other(message: String, sql: String)
}
