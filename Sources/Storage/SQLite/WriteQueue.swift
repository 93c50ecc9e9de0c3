// Foundation for NSCondition: a thread has to wait here, and Synchronization has no condition variable.
import Foundation

/// Transactions that wait for the writer, by lane. Unchecked: everything is guarded by `changed`.
final class WriteQueue: @unchecked Sendable {
    /// So many transactions share a flush at most.
    static let batchLimit = 512
    /// In every eighth batch the oldest of the less urgent lanes go first, so that no lane waits for ever.
    private static let patience = 8

    private let changed = NSCondition()
    private var lanes = WriteLane.allCases.map { _ in Lane() }
    private var isClosed = false
    private var turn = 0

    /// False when the queue is closed: the job will not be run.
    func add(_ job: any WriteJob, _ lane: WriteLane) -> Bool {
        changed.lock()
        defer { changed.unlock() }
        if isClosed { return false }
        lanes[lane.rawValue].append(job)
        changed.signal()
        return true
    }

    /// How many jobs wait.
    var count: Int {
        changed.lock()
        defer { changed.unlock() }
        return lanes.reduce(0) { $0 + $1.count }
    }

    /// Everything that waits, up to the limit, the most urgent first; waits for the first one. Nil when the queue is
    /// closed and empty.
    func next() -> [QueuedJob]? {
        changed.lock()
        defer { changed.unlock() }
        while lanes.allSatisfy(\.isEmpty) {
            if isClosed { return nil }
            changed.wait()
        }
        turn += 1
        var batch: [QueuedJob] = []
        if turn % WriteQueue.patience == 0 {
            for lane in WriteLane.allCases.reversed() { take(1, from: lane, into: &batch) }
        }
        for lane in WriteLane.allCases { take(WriteQueue.batchLimit - batch.count, from: lane, into: &batch) }
        return batch
    }

    /// Puts jobs that were taken but not run back before all others of their lanes.
    func putBack(_ jobs: some BidirectionalCollection<QueuedJob>) {
        changed.lock()
        defer { changed.unlock() }
        for queued in jobs.reversed() { lanes[queued.lane.rawValue].prepend(queued.job) }
    }

    /// Takes no more jobs; those that wait are still run.
    func close() {
        changed.lock()
        defer { changed.unlock() }
        isClosed = true
        changed.signal()
    }

    private func take(_ count: Int, from lane: WriteLane, into batch: inout [QueuedJob]) {
        batch += lanes[lane.rawValue].removeFirst(count).map { QueuedJob(job: $0, lane: lane) }
    }
}

struct QueuedJob {
    let job: any WriteJob
    let lane: WriteLane
}

/// First in, first out, without moving the rest at each removal.
private struct Lane {
    private var jobs: [any WriteJob] = []
    private var head = 0

    var isEmpty: Bool { head == jobs.count }
    var count: Int { jobs.count - head }

    mutating func append(_ job: any WriteJob) { jobs.append(job) }

    mutating func prepend(_ job: any WriteJob) {
        jobs.replaceSubrange(..<head, with: [job])
        head = 0
    }

    /// The first `count` jobs, fewer when there are not so many.
    mutating func removeFirst(_ count: Int) -> ArraySlice<any WriteJob> {
        let end = min(head + count, jobs.count)
        let first = jobs[head..<end]
        head = end
        if head == jobs.count {
            jobs.removeAll(keepingCapacity: jobs.capacity <= 4 * WriteQueue.batchLimit)
            head = 0
        } else if head > jobs.count / 2 {
            jobs.removeFirst(head)
            head = 0
        }
        return first
    }
}
