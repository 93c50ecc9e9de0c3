import Synchronization

/// What a listener saw, in order.
final class Collected: Sendable {
    private let seen = Mutex<[Int]>([])
    func add(_ number: Int) { seen.withLock { $0.append(number) } }
    var all: [Int] { seen.withLock(\.self) }
}
