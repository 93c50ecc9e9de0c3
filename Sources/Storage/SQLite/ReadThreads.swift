// Foundation for Thread and NSCondition: reads block, so they must not run on the pool of Swift's tasks.
import Foundation
import GRDB

/// A few threads, each with a reading connection of its own, that run reads in the order they were asked for; each starts
/// when there is work and no other is free. A thread borrows its connection once and for all: lending it for each read
/// would cost more than the read.
/// Unchecked: everything is guarded by `changed`.
final class ReadThreads: @unchecked Sendable {
    /// Receives the connection, or the reason why there is none.
    typealias Job = @Sendable (Result<SQLiteConnection, any Error>) -> Void

    private let pool: DatabasePool
    private let limit: Int
    private let changed = NSCondition()
    private var waiting: [Job] = []
    private var threads = 0
    private var idle = 0
    private var isClosed = false

    /// - Parameter limit: at most as many as the pool has reading connections.
    init(pool: DatabasePool, limit: Int) {
        self.pool = pool
        self.limit = limit
    }

    /// Runs `job` on one of the threads, at once when one is free. False when they have been closed.
    func add(_ job: @escaping Job) -> Bool {
        changed.lock()
        defer { changed.unlock() }
        if isClosed { return false }
        waiting.append(job)
        if idle < waiting.count, threads < limit {
            threads += 1
            startThread()
        } else {
            changed.signal()
        }
        return true
    }

    /// Takes no more jobs and waits until those taken are done.
    func close() {
        changed.lock()
        defer { changed.unlock() }
        isClosed = true
        changed.broadcast()
        while threads > 0 { changed.wait() }
    }

    private func startThread() {
        let thread = Thread { [self] in
            do {
                try pool.unsafeRead(work)
                _ = end(abandoning: false)
            } catch {
                // The connection cannot be opened: those who wait are told so, the next one starts another thread.
                let failure = (error as? DatabaseError).map { StorageError($0, sql: "") } ?? error
                for job in end(abandoning: true) { job(.failure(failure)) }
            }
        }
        thread.name = "sqlite-reader"
        thread.start()
    }

    private func work(_ database: GRDB.Database) {
        let connection = SQLiteConnection(database)
        while let job = next() { job(.success(connection)) }
        connection.forgetStatements()
    }

    /// The job that has waited longest; waits for one. Nil when there will be none.
    private func next() -> Job? {
        changed.lock()
        defer { changed.unlock() }
        while waiting.isEmpty {
            if isClosed { return nil }
            idle += 1
            changed.wait()
            idle -= 1
        }
        return waiting.removeFirst()
    }

    /// Counts the thread as ended; returns the jobs that nobody will run.
    private func end(abandoning: Bool) -> [Job] {
        changed.lock()
        defer { changed.unlock() }
        threads -= 1
        changed.broadcast()
        guard abandoning else { return [] }
        defer { waiting = [] }
        return waiting
    }
}
