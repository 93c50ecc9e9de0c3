import Kernel
import Storage

/// The step on whose behalf events are posted while it acts.
struct Cause {
    let place: JournalPlace
    let lineage: Lineage
    let generation: Int
}

/// What the engine keeps for the length of one transaction. A class because all parts of the transaction share it.
///
/// A step that is undone leaves its marks here; they only lead to a visit that finds nothing.
final class TransactionScope {
    private var queue: [DocumentID] = []
    private var queued: Set<DocumentID> = []
    private var posts: [DocumentID: Int] = [:]
    /// Nil while a person or a connector acts.
    private(set) var cause: Cause?
    var isSettling = false
    private var steps = 0
    private var isGateClosed: Bool?
    private var hasSuspects: Bool?

    /// Whether moments wait for an administrator, asked once a transaction.
    func isGateClosed(in transaction: any Transaction) throws -> Bool {
        if let isGateClosed { return isGateClosed }
        let isClosed = try EngineHold.current(in: transaction) != nil
        isGateClosed = isClosed
        return isClosed
    }

    /// Whether any item may have killed the process, asked once a transaction.
    func hasSuspects(in transaction: any Transaction) throws -> Bool {
        if let hasSuspects { return hasSuspects }
        let hasAny = try transaction.exists("select 1 from automation_suspects")
        hasSuspects = hasAny
        return hasAny
    }

    /// Counts a step of a program.
    func countStep() { steps += 1 }

    /// The steps counted since the last call.
    func takeSteps() -> Int {
        defer { steps = 0 }
        return steps
    }
    /// Something was put into the outbox: the deliverer is woken after the commit.
    var hasNewDeliveries = false

    static func of(_ transaction: any Transaction) -> TransactionScope {
        transaction.attachment { TransactionScope() }
    }

    func touch(_ item: DocumentID) {
        posts[item, default: 0] += 1
        if queued.insert(item).inserted { queue.append(item) }
    }

    /// How often something was posted to the item: when it has grown, there may be news in the inbox.
    func posts(to item: DocumentID) -> Int { posts[item, default: 0] }

    /// The next item to visit, in the order in which they were touched.
    func takeTouched() -> DocumentID? {
        guard !queue.isEmpty else { return nil }
        let item = queue.removeFirst()
        queued.remove(item)
        return item
    }

    /// A visit has read all that was posted to the item so far.
    func hasTaken(_ item: DocumentID) {
        if queued.remove(item) != nil { queue.removeAll { $0 == item } }
    }

    func acting<T>(for cause: Cause, _ body: () throws -> T) rethrows -> T {
        let outer = self.cause
        self.cause = cause
        defer { self.cause = outer }
        return try body()
    }
}
