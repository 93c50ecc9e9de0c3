import Kernel
import Storage
import Synchronization

/// What a transaction asked of the database, with all values: enough to do it again without the program.
enum RecordedDeed: Sendable {
    case query(String, [SQLValue])
    case execute(String, [SQLValue])
    case lock(Int64)
    case tryLock(Int64)
    case savepoint([RecordedDeed], isUndone: Bool)

    /// Does the same again; the rows that come are not looked at.
    func play(on transaction: any Transaction) throws {
        switch self {
        case .query(let sql, let values): _ = try transaction.query(sql, values) { _ in }
        case .execute(let sql, let values): try transaction.execute(sql, values)
        case .lock(let key): try transaction.lock(key)
        case .tryLock(let key): _ = try transaction.tryLock(key)
        case .savepoint(let deeds, let isUndone):
            do {
                try transaction.savepoint {
                    for deed in deeds { try deed.play(on: transaction) }
                    if isUndone { throw Undo() }
                }
            } catch is Undo {}
        }
    }

    private struct Undo: Error {}
}

/// The statements of some deeds, counted by kind.
struct StatementCount {
    var reads = 0
    var inserts = 0
    var updates = 0
    var savepoints = 0

    var total: Int { reads + inserts + updates }

    init(_ deeds: [RecordedDeed]) { for deed in deeds { add(deed) } }

    private mutating func add(_ deed: RecordedDeed) {
        switch deed {
        case .query(let sql, _): sql.contains("insert into") ? (inserts += 1) : (reads += 1)
        case .execute(let sql, _): sql.hasPrefix("insert") ? (inserts += 1) : (updates += 1)
        // Each is a statement on PostgreSQL and nothing on SQLite.
        case .lock, .tryLock: break
        case .savepoint(let deeds, _):
            savepoints += 1
            for deed in deeds { add(deed) }
        }
    }
}

/// A database that remembers what each of its transactions asked for, while it is told to.
final class RecordingDatabase: Database {
    private let other: any Database
    private let state = Mutex((isOn: false, transactions: [[RecordedDeed]]()))

    init(_ other: any Database) { self.other = other }

    var dialect: any Dialect { other.dialect }

    func record() { state.withLock { $0 = (true, []) } }

    /// What was recorded, one list a transaction.
    func recorded() -> [[RecordedDeed]] { state.withLock { $0.transactions } }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> T) async throws -> T { try await other.read(body) }

    func write<T: Sendable>(_ lane: WriteLane, _ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await other.write(lane) { [self] transaction in
            let recorder = RecordingTransaction(transaction)
            let result = try body(recorder)
            state.withLock { if $0.isOn { $0.transactions.append(recorder.deeds) } }
            return result
        }
    }

    func close() async throws { try await other.close() }
}

/// One transaction being recorded: everything goes on to the real one.
final class RecordingTransaction: Transaction {
    private let other: any Transaction
    private(set) var deeds: [RecordedDeed] = []

    init(_ other: any Transaction) { self.other = other }

    var dialect: any Dialect { other.dialect }

    func query<T>(_ sql: String, _ arguments: [any SQLConvertible], _ read: (Row) throws -> T) throws -> [T] {
        deeds.append(.query(sql, arguments.map(\.sqlValue)))
        return try other.query(sql, arguments, read)
    }

    func execute(_ sql: String, _ arguments: [any SQLConvertible]) throws -> Int {
        deeds.append(.execute(sql, arguments.map(\.sqlValue)))
        return try other.execute(sql, arguments)
    }

    func savepoint<T>(_ body: () throws -> T) throws -> T {
        let before = deeds
        deeds = []
        var isUndone = true
        defer { deeds = before + [.savepoint(deeds, isUndone: isUndone)] }
        let result = try other.savepoint(body)
        isUndone = false
        return result
    }

    func afterCommit(_ action: @escaping @Sendable () -> Void) { other.afterCommit(action) }
    func attachment<T: AnyObject>(_ make: () -> T) -> T { other.attachment(make) }
    func actAlone() throws { try other.actAlone() }

    func lock(_ key: Int64) throws {
        deeds.append(.lock(key))
        try other.lock(key)
    }

    func tryLock(_ key: Int64) throws -> Bool {
        deeds.append(.tryLock(key))
        return try other.tryLock(key)
    }
}
