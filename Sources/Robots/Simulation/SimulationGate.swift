import Automation
import Kernel
import Synchronization

/// Lets few simulations run at the same time, and one of each person: they take a processor for a while.
package final class SimulationGate: Sendable {
    private struct State {
        var running = 0
        var people: Set<UserID> = []
    }

    private let state = Mutex(State())
    private let together: Int

    package init(together: Int) { self.together = together }

    /// Runs `body` when there is room.
    /// - Throws: `Failure` `.limited` that says who is in the way.
    package func pass<T>(_ user: UserID?, _ body: () async throws -> T) async throws -> T {
        try enter(user)
        defer { leave(user) }
        return try await body()
    }

    private func enter(_ user: UserID?) throws {
        try state.withLock { state in
            if let user, state.people.contains(user) { throw Failure(.limited, SimulationTexts.yoursRuns) }
            guard state.running < together else { throw Failure(.limited, SimulationTexts.othersRun) }
            state.running += 1
            if let user { state.people.insert(user) }
        }
    }

    private func leave(_ user: UserID?) {
        state.withLock { state in
            state.running -= 1
            if let user { state.people.remove(user) }
        }
    }
}
