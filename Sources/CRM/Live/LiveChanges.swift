import Kernel
import Storage
import Synchronization

/// The changes of one transaction while it runs. Domain code adds to it, `LiveSignals` publishes it after the commit.
package final class LiveChanges: Sendable {
    private let collected = Mutex(LiveChange())

    package init() {}

    package static func of(_ transaction: any Transaction) -> LiveChanges {
        transaction.attachment { LiveChanges() }
    }

    package func add(item: DocumentID) { collected.withLock { _ = $0.items.insert(item) } }
    package func add(column: LiveColumn) { collected.withLock { _ = $0.columns.insert(column) } }
    package func add(task: TaskItemID) { collected.withLock { _ = $0.tasks.insert(task) } }
    package func add(bell: UserID) { collected.withLock { _ = $0.bells.insert(bell) } }
    package func add(cache: SharedCache) { collected.withLock { _ = $0.caches.insert(cache) } }

    var isEmpty: Bool { collected.withLock(\.isEmpty) }

    /// What has been collected since the last call.
    func take() -> LiveChange {
        collected.withLock { change in
            defer { change = LiveChange() }
            return change
        }
    }
}
