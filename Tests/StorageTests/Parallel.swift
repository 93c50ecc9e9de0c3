// Foundation for NSCondition: bodies of transactions block a thread.
import Foundation
import Synchronization

/// Runs `body` with 0, 1, 2 … at the same time; returns the errors by number.
func inParallel(_ count: Int, _ body: @escaping @Sendable (Int) async throws -> Void) async -> [Int: any Error] {
    await withTaskGroup(of: (Int, (any Error)?).self) { group in
        for number in 0..<count {
            group.addTask {
                do {
                    try await body(number)
                    return (number, nil)
                } catch {
                    return (number, error)
                }
            }
        }
        return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
}

/// A value that tests and transactions change together.
final class Shared<Value: Sendable>: Sendable {
    private let state: Mutex<Value>

    init(_ value: Value) { state = Mutex(value) }

    var value: Value { state.withLock { $0 } }
    func change(_ change: (inout Value) -> Void) { state.withLock { change(&$0) } }
}

struct NobodyCame: Error {}

/// Opened once; some wait for it in tasks, some in transactions. Unchecked: guarded by `condition`.
final class Gate: @unchecked Sendable {
    private let condition = NSCondition()
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func open() {
        for continuation in take() { continuation.resume() }
    }

    /// - Throws: when nobody opens for four minutes, so that a mistake fails its test instead of stopping all of them.
    func waitBlocking() throws {
        condition.lock()
        defer { condition.unlock() }
        let end = Date(timeIntervalSinceNow: 240)
        while !isOpen {
            if !condition.wait(until: end), !isOpen { throw NobodyCame() }
        }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            if !enlist(continuation) { continuation.resume() }
        }
    }

    private func take() -> [CheckedContinuation<Void, Never>] {
        condition.lock()
        defer { condition.unlock() }
        isOpen = true
        condition.broadcast()
        defer { waiting = [] }
        return waiting
    }

    private func enlist(_ continuation: CheckedContinuation<Void, Never>) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        if !isOpen { waiting.append(continuation) }
        return !isOpen
    }
}
