import CPostgres
import Storage

/// The body has to be run again as the only writer.
struct MustActAlone: Error {}

/// A transaction lent to the body of a write.
final class PostgresTransaction: Transaction {
    let dialect: any Dialect = PostgresDialect()
    /// What to do once the commit is durable.
    private(set) var actionsAfterCommit: [@Sendable () -> Void] = []
    /// Why nothing of this transaction can be kept, whatever the body makes of the error.
    private(set) var interruption: (any Error)?
    /// The error after which the server refuses everything until a savepoint is undone.
    private var lastError: StorageError?
    private var connection: PostgresConnection?
    private let isAlone: Bool
    private let counter: QueryCounter?
    private var attachments: [ObjectIdentifier: AnyObject] = [:]

    init(_ connection: PostgresConnection, isAlone: Bool, countedBy counter: QueryCounter?) {
        self.connection = connection
        self.isAlone = isAlone
        self.counter = counter
    }

    func query<T>(_ sql: String, _ arguments: [any SQLConvertible], _ read: (Row) throws -> T) throws -> [T] {
        counter?.record(sql)
        return try perform { try $0.query(sql, arguments, read) }
    }

    @discardableResult
    func execute(_ sql: String, _ arguments: [any SQLConvertible]) throws -> Int {
        counter?.record(sql)
        return try perform { try $0.execute(sql, arguments) }
    }

    func savepoint<T>(_ body: () throws -> T) throws -> T {
        let actionsBefore = actionsAfterCommit.count
        try perform { try $0.command("savepoint part") }
        do {
            let result = try body()
            try perform { try $0.command("release part") }
            return result
        } catch {
            actionsAfterCommit.removeSubrange(actionsBefore...)
            if interruption == nil {
                try perform { try $0.command("rollback to part; release part") }
                lastError = nil
            }
            for attachment in attachments.values { (attachment as? any SavepointAware)?.savepointWasUndone() }
            throw error
        }
    }

    func afterCommit(_ action: @escaping @Sendable () -> Void) {
        actionsAfterCommit.append(action)
    }

    func attachment<T: AnyObject>(_ make: () -> T) -> T {
        if let known = attachments[ObjectIdentifier(T.self)] as? T { return known }
        let made = make()
        attachments[ObjectIdentifier(T.self)] = made
        return made
    }

    func lock(_ key: Int64) throws {
        if isAlone { return }
        _ = try perform { try $0.query("select pg_advisory_xact_lock($1)", [key]) { _ in } }
    }

    func tryLock(_ key: Int64) throws -> Bool {
        if isAlone { return true }
        return try perform { try $0.query("select pg_try_advisory_xact_lock($1)", [key]) { $0.bool(0) } }.first ?? false
    }

    func actAlone() throws {
        guard !isAlone else { return }
        interruption = MustActAlone()
        throw MustActAlone()
    }

    /// The last check of a body that returned: throws when its work cannot be committed.
    func checkIsComplete() throws {
        if let interruption { throw interruption }
        guard let connection else { return }
        switch PQtransactionStatus(connection.handle) {
        case PQTRANS_INTRANS: return
        case PQTRANS_INERROR: throw lastError ?? .other(message: "the transaction had failed", sql: "")
        default: throw StorageError.other(message: "the body ended the transaction itself", sql: "")
        }
    }

    /// The body has returned: nobody may use the transaction any more.
    func end() { connection = nil }

    private func perform<R>(_ body: (PostgresConnection) throws -> R) throws -> R {
        guard let connection else { preconditionFailure("a transaction was used after its body had returned") }
        if let interruption { throw interruption }
        do {
            return try body(connection)
        } catch let failure as PostgresFailure {
            if failure.interrupts { interruption = failure }
            // What comes after the first error is only that the transaction has failed.
            if failure.state != "25P02" { lastError = failure.storage }
            throw failure.state == "25P02" ? lastError ?? failure.storage : failure.storage
        }
    }
}
