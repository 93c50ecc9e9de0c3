import Kernel
import Storage

/// A read that waits for its turn, and the caller who waits for its answer.
final class PostgresRead<T: Sendable>: PostgresJob, @unchecked Sendable {
    private let body: @Sendable (any Reader) throws -> T
    private let counter: QueryCounter?
    private let deadline: ContinuousClock.Instant
    private let continuation: CheckedContinuation<T, any Error>

    init(
        deadline: ContinuousClock.Instant, countedBy counter: QueryCounter?,
        body: @escaping @Sendable (any Reader) throws -> T, answer continuation: CheckedContinuation<T, any Error>
    ) {
        self.body = body
        self.counter = counter
        self.deadline = deadline
        self.continuation = continuation
    }

    func refuse() { continuation.resume(throwing: Failure(.unavailable, PostgresTexts.stopping)) }

    func run(in session: PostgresSession) {
        continuation.resume(with: Result { try attempt(session) })
    }

    /// A read changes nothing, so it can always be done once more.
    private func attempt(_ session: PostgresSession) throws -> T {
        var triesLeft = 3
        while true {
            do {
                return try once(session.connection(until: deadline), session)
            } catch let failure as PostgresFailure {
                triesLeft -= 1
                guard failure.recovery != .none, triesLeft > 0 else { throw failure.explained }
                if failure.recovery == .reconnect { session.drop() }
            }
        }
    }

    private func once(_ connection: PostgresConnection, _ session: PostgresSession) throws -> T {
        try connection.forgetOldStatements()
        try connection.command("begin isolation level repeatable read read only")
        let reader = PostgresReader(connection, countedBy: counter)
        defer { reader.end() }
        do {
            let result = try body(reader)
            try connection.command("commit")
            return result
        } catch {
            session.undo(connection, replans: reader.interruption?.recovery == .replan)
            throw reader.interruption ?? error
        }
    }
}

/// A snapshot lent to the body of a read.
final class PostgresReader: Reader {
    let dialect: any Dialect = PostgresDialect()
    /// Why the body cannot be finished on this connection, whatever it makes of the error.
    private(set) var interruption: PostgresFailure?
    private var connection: PostgresConnection?
    private let counter: QueryCounter?

    init(_ connection: PostgresConnection, countedBy counter: QueryCounter?) {
        self.connection = connection
        self.counter = counter
    }

    func query<T>(_ sql: String, _ arguments: [any SQLConvertible], _ read: (Row) throws -> T) throws -> [T] {
        guard let connection else { preconditionFailure("a reader was used after its body had returned") }
        counter?.record(sql)
        do {
            return try connection.query(sql, arguments, read)
        } catch let failure as PostgresFailure {
            if failure.interrupts { interruption = failure }
            throw failure.storage
        }
    }

    func end() { connection = nil }
}
