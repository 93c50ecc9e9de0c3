// Foundation for Thread: jobs block, so they must not run on the pool of Swift's tasks.
import Foundation
import GRDB
import Kernel
import Logging
import Synchronization

/// The one thread that writes: it takes whatever queued up during the previous flush into one transaction (group commit),
/// each job under a savepoint of its own, and answers after the commit is durable.
/// Unchecked: after `start`, `writer` and `mustProbe` belong to the thread.
final class SQLiteWriter: @unchecked Sendable {
    let queue = WriteQueue()
    private let pool: DatabasePool
    private let writer: SQLiteConnection
    private let batchTime: Duration
    private let beforeCommit: @Sendable () throws -> Void
    private let endProcess: @Sendable () -> Never
    private let logger: Logger
    private let counters = Mutex(WriteStatistics())
    /// The last commit failed for want of disk: nothing is accepted until a probe can be written.
    private var mustProbe = false

    init(pool: DatabasePool, options: SQLiteOptions) {
        self.pool = pool
        writer = pool.writeWithoutTransaction { SQLiteConnection($0) }
        batchTime = options.batchTime
        beforeCommit = options.beforeCommit
        endProcess = options.endProcess
        logger = options.logger
    }

    var statistics: WriteStatistics {
        var statistics = counters.withLock { $0 }
        statistics.waiting = queue.count
        return statistics
    }

    /// Starts the thread, which ends after `queue` is closed and empty and then calls `close` on itself.
    func start(close: @escaping @Sendable () -> Void) {
        let thread = Thread { [self] in
            while let batch = queue.next() { process(batch) }
            close()
        }
        thread.name = "sqlite-writer"
        thread.start()
    }

    /// Moves the log into the database file and gives the statements back. Only the writer may do a checkpoint: SQLite
    /// before 3.51.3 can damage the file when two connections do.
    func finish() throws {
        try pool.barrierWriteWithoutTransaction { _ in
            _ = try writer.query("pragma wal_checkpoint(truncate)", []) { $0.int(0) }
            writer.forgetStatements()
        }
    }

    private func process(_ batch: [QueuedJob]) {
        let outcomes = pool.writeWithoutTransaction { _ in run(batch) }
        for outcome in outcomes {
            if let error = outcome.error { outcome.job.fail(error) } else { outcome.job.succeed() }
        }
    }

    private func run(_ batch: [QueuedJob]) -> [Outcome] {
        do {
            if mustProbe { try probe() }
            try writer.execute("begin immediate")
        } catch {
            note(error)
            let refusal = mustProbe ? Failure(.unavailable, StorageTexts.diskFailed) : error
            return batch.map { Outcome(job: $0.job, error: refusal) }
        }
        let outcomes = attempt(batch)
        return commit(outcomes)
    }

    /// Runs the jobs one by one until the time is up or SQLite has undone everything; the others wait for the next batch.
    private func attempt(_ batch: [QueuedJob]) -> [Outcome] {
        let start = ContinuousClock.now
        var outcomes: [Outcome] = []
        for queued in batch {
            outcomes.append(Outcome(job: queued.job, error: attempt(queued.job, alone: batch.count == 1)))
            if !writer.isInTransaction || ContinuousClock.now - start > batchTime { break }
        }
        queue.putBack(batch[outcomes.count...])
        return outcomes
    }

    /// Runs one job; a job that throws undoes its own work only. The transaction of a job that is alone needs no
    /// savepoint: it is rolled back as a whole.
    private func attempt(_ job: any WriteJob, alone: Bool) -> (any Error)? {
        do {
            if !alone { try writer.execute("savepoint job") }
            try job.run(on: writer)
            if !alone { try writer.execute("release job") }
            return nil
        } catch {
            return undo(error, alone: alone)
        }
    }

    private func undo(_ error: any Error, alone: Bool) -> any Error {
        guard !alone, writer.isInTransaction else { return error }
        do {
            try writer.execute("rollback to job")
            try writer.execute("release job")
            return error
        } catch let second {
            // What the job did cannot be taken out alone any more, so nothing of the batch may be kept.
            logger.error("a job could not be undone alone", metadata: ["error": "\(second)"])
            rollBack()
            return error
        }
    }

    /// Makes the successful jobs durable. When that fails, nothing of the batch was kept and all of them fail.
    private func commit(_ outcomes: [Outcome]) -> [Outcome] {
        do {
            guard writer.isInTransaction else { throw outcomes.last?.error ?? StorageError.diskFull }
            if outcomes.allSatisfy({ $0.error != nil }) {
                rollBack()
            } else {
                try beforeCommit()
                try writer.execute("commit")
            }
            count(outcomes)
            return outcomes
        } catch {
            note(error)
            rollBack()
            return outcomes.map { Outcome(job: $0.job, error: $0.error ?? error) }
        }
    }

    private func rollBack() {
        guard writer.isInTransaction else { return }
        do {
            try writer.execute("rollback")
        } catch {
            logger.error("rollback failed", metadata: ["error": "\(error)"])
        }
    }

    /// Writes and flushes a page without changing anything, to see whether the disk takes it again.
    private func probe() throws {
        let version = try writer.query("pragma user_version", []) { $0.int(0) }.first ?? 0
        try writer.execute("begin immediate")
        do {
            try writer.execute("pragma user_version = \(version)")
            try beforeCommit()
            try writer.execute("commit")
        } catch {
            rollBack()
            throw error
        }
        mustProbe = false
        logger.notice("the disk takes changes again")
    }

    private func note(_ error: any Error) {
        if error as? StorageError == .flushFailed {
            logger.critical("a flush failed: the process ends and has to be started again")
            endProcess()
        }
        guard error as? StorageError == .diskFull else { return }
        if !mustProbe { logger.critical("the disk is full or failed: changes are refused until it takes them again") }
        mustProbe = true
    }

    private func count(_ outcomes: [Outcome]) {
        counters.withLock { counters in
            counters.commits += 1
            counters.jobs += outcomes.count
            counters.largestBatch = max(counters.largestBatch, outcomes.count)
        }
    }
}

private struct Outcome {
    let job: any WriteJob
    /// Nil when the job did its work.
    let error: (any Error)?
}

/// How well transactions share flushes.
package struct WriteStatistics: Sendable, Equatable {
    /// Batches, each of them one flush of the disk when it changed something.
    package internal(set) var commits = 0
    /// Transactions asked for, failed ones included.
    package internal(set) var jobs = 0
    package internal(set) var largestBatch = 0
    /// Transactions that wait for their turn now.
    package internal(set) var waiting = 0
}
