import Synchronization

/// A clock that moves only when it is told to: for tests and for the simulator.
///
/// A class because everybody who holds it must see the same time.
package final class ManualClock: WallClock {
    private struct Sleeper {
        let until: Timestamp
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var now: Timestamp
        var sleepers: [Int: Sleeper] = [:]
        var cancelled: Set<Int> = []
        var lastSleeper = 0
    }

    private let state: Mutex<State>

    package init(_ start: Timestamp) {
        state = Mutex(State(now: start))
    }

    package var now: Timestamp { state.withLock(\.now) }

    /// When the first sleeper wants to wake; nil when nobody sleeps.
    package var nextWake: Timestamp? {
        state.withLock { state in state.sleepers.values.map(\.until).min() }
    }

    /// Moves the clock; a negative span sets it back.
    package func advance(by span: TimeSpan) {
        move { $0 + span }
    }

    /// Moves the clock to `moment`, also backwards, and wakes those whose time has come.
    package func advance(to moment: Timestamp) {
        move { _ in moment }
    }

    package func sleep(until moment: Timestamp) async {
        let id = state.withLock { state in
            state.lastSleeper += 1
            return state.lastSleeper
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enlist(id, Sleeper(until: moment, continuation: continuation))
            }
        } onCancel: {
            cancel(id)
        }
        _ = state.withLock { $0.cancelled.remove(id) }
    }

    private func enlist(_ id: Int, _ sleeper: Sleeper) {
        let isOver = state.withLock { state in
            if sleeper.until <= state.now || state.cancelled.contains(id) { return true }
            state.sleepers[id] = sleeper
            return false
        }
        if isOver { sleeper.continuation.resume() }
    }

    /// May come before `enlist`, so it leaves a mark.
    private func cancel(_ id: Int) {
        let sleeper = state.withLock { state in
            state.cancelled.insert(id)
            return state.sleepers.removeValue(forKey: id)
        }
        sleeper?.continuation.resume()
    }

    private func move(_ change: (Timestamp) -> Timestamp) {
        let woken = state.withLock { state in
            state.now = change(state.now)
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.sorted { $0.until < $1.until }
        }
        for sleeper in woken { sleeper.continuation.resume() }
    }
}
