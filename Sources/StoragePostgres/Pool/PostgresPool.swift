import Foundation  // Thread: a body blocks, so it must not run on the pool of Swift's tasks
import Logging
import Storage

/// Threads with a connection each. A thread starts when there is work and no other is free, and keeps its connection.
final class PostgresPool: Sendable {
    private let queue: PostgresQueue
    private let name: String
    private let connect: @Sendable () throws -> PostgresConnection
    private let logger: Logger

    init(
        _ name: String, limit: Int, idleTime: Double = 300, logger: Logger, connect: @escaping @Sendable () throws -> PostgresConnection
    ) {
        self.name = name
        self.connect = connect
        self.logger = logger
        queue = PostgresQueue(limit: limit, idleTime: idleTime)
    }

    /// False when the pool has been closed: the job will not be run.
    func add(_ job: any PostgresJob, _ lane: WriteLane = .interactive) -> Bool {
        switch queue.add(job, lane) {
        case .refused: return false
        case .accepted: return true
        case .needsThread:
            startThread()
            return true
        }
    }

    /// Takes no more jobs.
    func close() { queue.close() }

    /// Waits until all jobs are done and all connections closed.
    func waitForEnd() { queue.waitForThreads() }

    private func startThread() {
        let thread = Thread { [queue, connect, logger] in
            let session = PostgresSession(connect: connect, queue: queue, logger: logger)
            var lane: WriteLane?
            while let next = queue.next(after: lane) {
                next.job.run(in: session)
                lane = next.lane
            }
        }
        thread.name = name
        thread.start()
    }
}

/// The connection of one thread, opened when it is needed and again when it was lost.
final class PostgresSession {
    private let connect: () throws -> PostgresConnection
    private let queue: PostgresQueue
    let logger: Logger
    private var current: PostgresConnection?

    init(connect: @escaping () throws -> PostgresConnection, queue: PostgresQueue, logger: Logger) {
        self.connect = connect
        self.queue = queue
        self.logger = logger
    }

    /// A connection that works as far as one can know, with no transaction on it. Tries until `deadline`, and once in any case.
    func connection(until deadline: ContinuousClock.Instant) throws -> PostgresConnection {
        if let current, current.isUsable, !current.isInTransaction { return current }
        current = nil
        var pause = Duration.milliseconds(20)
        while true {
            do {
                let opened = try connect()
                current = opened
                return opened
            } catch let failure as PostgresFailure where failure.recovery == .reconnect {
                guard ContinuousClock.now + pause < deadline, !queue.isClosing else { throw failure }
                logger.warning("the database cannot be reached", metadata: ["reason": "\(failure.storage)"])
                queue.pause(until: ContinuousClock.now + pause)
                pause = min(pause * 2, .seconds(1))
            }
        }
    }

    /// Waits a moment before the same is tried again.
    func pause(_ duration: Duration) { queue.pause(until: ContinuousClock.now + duration) }

    /// Takes back what was done on the connection, with the locks that a statement which was stopped left to the session; a
    /// connection on which that is not possible is not used again.
    /// - Parameter replans: the schema has changed, so prepared statements have to be made anew.
    func undo(_ connection: PostgresConnection, replans: Bool) {
        do {
            if connection.isInTransaction { try connection.command("rollback; select pg_advisory_unlock_all()") }
            if replans { try connection.forgetAllStatements() }
        } catch {
            logger.warning("a transaction ended with its connection", metadata: ["reason": "\(error)"])
            drop()
        }
    }

    /// The next use opens a new connection.
    func drop() { current = nil }
}
