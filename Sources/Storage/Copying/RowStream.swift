// Foundation for NSCondition: two threads wait for each other, one in a read, one in a transaction.
import Foundation
import Kernel

/// Rows on their way from the thread that reads them to the one that writes them; a few portions at a time. Unchecked:
/// everything is guarded by `changed`.
final class RowStream: @unchecked Sendable {
    struct Portion: Sendable {
        let table: StoredTable
        let rows: [[SQLValue]]
    }

    private static let limit = 4
    private let changed = NSCondition()
    private var portions: [Portion] = []
    private var end: (any Error)??
    private var isTaken = false

    /// Before the first portion is taken. What was taken is gone: a transaction that is done again would miss it.
    /// - Throws: a `Failure` when somebody has begun before.
    func begin() throws {
        changed.lock()
        defer { changed.unlock() }
        if isTaken { throw Failure(.unavailable, CopyTexts.interrupted) }
        isTaken = true
    }

    /// Waits while the other side is behind. False when it has given up.
    func put(_ portion: Portion) -> Bool {
        changed.lock()
        defer { changed.unlock() }
        while portions.count >= RowStream.limit, end == nil { changed.wait() }
        guard end == nil else { return false }
        portions.append(portion)
        changed.broadcast()
        return true
    }

    /// The next portion; nil when all has been read.
    func take() throws -> Portion? {
        changed.lock()
        defer { changed.unlock() }
        while portions.isEmpty, end == nil { changed.wait() }
        if case .some(.some(let error)) = end { throw error }
        defer { changed.broadcast() }
        return portions.isEmpty ? nil : portions.removeFirst()
    }

    /// There is no more to read, or one of the two sides has given up.
    func finish(_ error: (any Error)? = nil) {
        changed.lock()
        defer { changed.unlock() }
        if end == nil || error != nil { end = .some(error) }
        changed.broadcast()
    }
}
