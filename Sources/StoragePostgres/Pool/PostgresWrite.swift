import Kernel
import Logging
import Storage

/// A transaction that waits for its turn, and the caller who waits for its answer.
/// Unchecked: made by the caller, then touched by one thread of the pool only.
final class PostgresWrite<T: Sendable>: PostgresJob, @unchecked Sendable {
    /// So long a body is run again because another transaction stood in its way.
    private static var persistence: Duration { .seconds(30) }

    private let body: @Sendable (any Transaction) throws -> T
    private let lane: WriteLane
    private let counter: QueryCounter?
    private let deadline: ContinuousClock.Instant
    private let beforeCommit: @Sendable (Int32) throws -> Void
    private let continuation: CheckedContinuation<T, any Error>
    private var isAlone = false
    private var sawDouble = false
    private var actionsAfterCommit: [@Sendable () -> Void] = []

    init(
        _ lane: WriteLane, deadline: ContinuousClock.Instant, beforeCommit: @escaping @Sendable (Int32) throws -> Void,
        countedBy counter: QueryCounter?, body: @escaping @Sendable (any Transaction) throws -> T,
        answer continuation: CheckedContinuation<T, any Error>
    ) {
        self.body = body
        self.lane = lane
        self.counter = counter
        self.deadline = deadline
        self.beforeCommit = beforeCommit
        self.continuation = continuation
    }

    func refuse() { continuation.resume(throwing: Failure(.unavailable, PostgresTexts.stopping)) }

    func run(in session: PostgresSession) {
        do {
            let result = try attemptRepeatedly(session)
            for action in actionsAfterCommit { action() }
            continuation.resume(returning: result)
        } catch {
            continuation.resume(throwing: error)
        }
    }

    /// Bodies have no effect but in the transaction, so one that was undone can be run again from its beginning.
    private func attemptRepeatedly(_ session: PostgresSession) throws -> T {
        let end = ContinuousClock.now + PostgresWrite.persistence
        while true {
            do {
                return try once(session.connection(until: deadline), session)
            } catch let failure as PostgresFailure {
                let isWorthwhile = failure.recovery == .reconnect ? ContinuousClock.now < deadline : ContinuousClock.now < end
                guard failure.recovery != .none, isWorthwhile else { throw failure.explained }
                if failure.recovery == .reconnect { session.drop() }
                if failure.recovery == .rerun { session.pause(.milliseconds(Int.random(in: 1...20))) }
            } catch is MustActAlone {
                isAlone = true
            } catch StorageError.uniqueViolation where !sawDouble {
                // Somebody may have come between the body's own look and its writing: now it sees them.
                sawDouble = true
            }
        }
    }

    private func once(_ connection: PostgresConnection, _ session: PostgresSession) throws -> T {
        try connection.forgetOldStatements()
        let life = try connection.life()
        let mark = TransactionMark(number: try connection.answer(PostgresLocks.beginning(lane, alone: isAlone)), life: life)
        let transaction = PostgresTransaction(connection, isAlone: isAlone, countedBy: counter)
        do {
            let result = try body(transaction)
            try transaction.checkIsComplete()
            try beforeCommit(connection.socket)
            actionsAfterCommit = transaction.actionsAfterCommit
            transaction.end()
            try commit(connection, mark, session)
            return result
        } catch {
            let interruption = transaction.interruption
            transaction.end()
            session.undo(connection, replans: (interruption as? PostgresFailure)?.recovery == .replan)
            throw interruption ?? error
        }
    }

    /// - Throws: what makes the body run again only when it is certain that nothing was kept.
    private func commit(_ connection: PostgresConnection, _ mark: TransactionMark, _ session: PostgresSession) throws {
        do {
            try connection.command("commit")
        } catch let failure as PostgresFailure where failure.recovery == .reconnect {
            session.drop()
            session.logger.warning("the answer to a commit was lost", metadata: ["transaction": "\(mark.number)"])
            switch mark.outcome(session, until: max(deadline, ContinuousClock.now + .seconds(15))) {
            case true?: return
            case false?: throw failure
            case nil: throw Failure(.unavailable, PostgresTexts.unknownOutcome)
            }
        } catch let failure as PostgresFailure where failure.recovery == .none {
            throw failure.storage
        }
    }
}

/// The locks that keep bodies apart which were written for one writer. They are taken in the database, so they hold for
/// all nodes; see `docs/adr/0013-concurrent-writers.md`.
enum PostgresLocks {
    /// Advisory locks of two numbers: ours begin with this one. Documents have locks of one number.
    static let family = 20_260
    static let writers = 1
    /// Held while the server's life gets its number.
    static let lives = 2

    /// Begins a transaction; answers its number.
    static func beginning(_ lane: WriteLane, alone: Bool) -> String {
        let kind = alone ? "" : "_shared"
        return """
            begin isolation level read committed; \(timeouts(lane, alone: alone))
            select pg_current_xact_id() from pg_advisory_xact_lock\(kind)(\(family), \(writers))
            """
    }

    /// Long work may take long, and who must be alone has to wait for all others.
    private static func timeouts(_ lane: WriteLane, alone: Bool) -> String {
        switch (lane, alone) {
        case (.bulk, _): "set local statement_timeout = '10min'; set local lock_timeout = '1min';"
        case (_, true): "set local lock_timeout = '10s'; set local statement_timeout = '15s';"
        case (_, false): ""
        }
    }
}
