/// A transaction waiting for its turn, and the caller waiting for its answer.
protocol WriteJob: AnyObject, Sendable {
    /// Runs the body on the writer's thread; throws what the body throws.
    func run(on connection: SQLiteConnection) throws

    /// The work is durable: does what was asked for after the commit and lets the caller go on.
    func succeed()

    /// The work was undone.
    func fail(_ error: any Error)
}

/// Unchecked: made by the caller, then touched by the writer's thread only.
final class WriteRequest<T: Sendable>: WriteJob, @unchecked Sendable {
    private let body: @Sendable (any Transaction) throws -> T
    private let counter: QueryCounter?
    private let continuation: CheckedContinuation<T, any Error>
    private var result: T?
    private var actionsAfterCommit: [@Sendable () -> Void] = []

    init(
        countedBy counter: QueryCounter?, body: @escaping @Sendable (any Transaction) throws -> T,
        answer continuation: CheckedContinuation<T, any Error>
    ) {
        self.body = body
        self.counter = counter
        self.continuation = continuation
    }

    func run(on connection: SQLiteConnection) throws {
        let transaction = SQLiteTransaction(connection, countedBy: counter)
        defer { transaction.end() }
        result = try body(transaction)
        try transaction.checkIsComplete()
        actionsAfterCommit = transaction.actionsAfterCommit
    }

    func succeed() {
        for action in actionsAfterCommit { action() }
        continuation.resume(returning: result!)
    }

    func fail(_ error: any Error) { continuation.resume(throwing: error) }
}
