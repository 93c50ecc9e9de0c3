import Synchronization

/// Counts from 1 on, for several threads.
package final class Counter: Sendable {
    private let last = Mutex(0)

    package init() {}

    package func next() -> Int {
        last.withLock { last in
            last += 1
            return last
        }
    }
}
