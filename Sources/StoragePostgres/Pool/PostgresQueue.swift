// Foundation for NSCondition: a thread has to wait here, and Synchronization has no condition variable.
import Foundation
import Storage

/// Work for one connection.
protocol PostgresJob: AnyObject, Sendable {
    /// Runs on a thread that has a session of its own; answers its caller itself, also when nothing can be done.
    func run(in session: PostgresSession)
}

/// Jobs that wait for a connection, by lane, and how many run. Unchecked: everything is guarded by `changed`.
final class PostgresQueue: @unchecked Sendable {
    /// In every eighth turn the least urgent goes first, so that no lane waits for ever.
    private static let patience = 8

    private let limit: Int
    private let idleTime: Double
    private let changed = NSCondition()
    private var lanes = WriteLane.allCases.map { _ in [any PostgresJob]() }
    private var running = WriteLane.allCases.map { _ in 0 }
    private var threads = 0
    private var idle = 0
    private var pausing = 0
    private var isClosed = false
    private var turn = 0

    /// - Parameter idleTime: a thread for which there is no work so many seconds ends, and its connection with it.
    init(limit: Int, idleTime: Double) {
        self.limit = max(1, limit)
        self.idleTime = idleTime
    }

    enum Acceptance { case refused, accepted, needsThread }

    func add(_ job: any PostgresJob, _ lane: WriteLane) -> Acceptance {
        changed.lock()
        defer { changed.unlock() }
        if isClosed { return .refused }
        lanes[lane.rawValue].append(job)
        // A thread that was woken for an earlier job counts as idle until it runs.
        if waiting > idle, threads < limit {
            threads += 1
            return .needsThread
        }
        wakeOne()
        return .accepted
    }

    /// The next job; waits for one. Nil when there will be none: the thread has to end.
    func next(after previous: WriteLane?) -> (job: any PostgresJob, lane: WriteLane)? {
        changed.lock()
        defer { changed.unlock() }
        if let previous {
            running[previous.rawValue] -= 1
            // A lane may have been full until now.
            wakeOne()
        }
        while true {
            if let lane = choose() {
                running[lane.rawValue] += 1
                return (lanes[lane.rawValue].removeFirst(), lane)
            }
            if isClosed, lanes.allSatisfy(\.isEmpty) { break }
            idle += 1
            let hasCome = changed.wait(until: Date(timeIntervalSinceNow: idleTime))
            idle -= 1
            if !hasCome, choose() == nil { break }
        }
        threads -= 1
        changed.broadcast()
        return nil
    }

    /// Takes no more jobs; those that wait are still run.
    func close() {
        changed.lock()
        isClosed = true
        changed.broadcast()
        changed.unlock()
    }

    func waitForThreads() {
        changed.lock()
        while threads > 0 { changed.wait() }
        changed.unlock()
    }

    var isClosing: Bool {
        changed.lock()
        defer { changed.unlock() }
        return isClosed
    }

    /// Waits, for the next attempt to reach the server; not longer than until the database is closed.
    func pause(until moment: ContinuousClock.Instant) {
        changed.lock()
        pausing += 1
        defer {
            pausing -= 1
            changed.unlock()
        }
        while !isClosed {
            let left = moment - ContinuousClock.now
            guard left > .zero else { return }
            let seconds = Double(left.components.seconds) + Double(left.components.attoseconds) * 1e-18
            _ = changed.wait(until: Date(timeIntervalSinceNow: seconds))
        }
    }

    private var waiting: Int { lanes.reduce(0) { $0 + $1.count } }

    /// One that waits for work; a signal alone could reach one that pauses, who has no use for it.
    private func wakeOne() {
        if pausing > 0 { changed.broadcast() } else { changed.signal() }
    }

    private func choose() -> WriteLane? {
        turn += 1
        let order = turn % PostgresQueue.patience == 0 ? WriteLane.allCases.reversed() : WriteLane.allCases
        return order.first { !lanes[$0.rawValue].isEmpty && hasRoom(for: $0) }
    }

    /// One connection is kept for people, and long work takes half of them at most.
    private func hasRoom(for lane: WriteLane) -> Bool {
        let bulk = running[WriteLane.bulk.rawValue]
        let unhurried = bulk + running[WriteLane.automation.rawValue]
        return switch lane {
        case .interactive: true
        case .automation: unhurried < max(1, limit - 1)
        case .bulk: unhurried < max(1, limit - 1) && bulk < max(1, limit / 2)
        }
    }
}
