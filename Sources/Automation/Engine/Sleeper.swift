import Kernel
import Synchronization

/// The dispatcher's sleep, which a commit cuts short. A class: who commits and who sleeps share it.
final class Sleeper: Sendable {
    private struct State {
        var isWoken = false
        var sleep: Task<Void, Never>?
    }

    private let state = Mutex(State())

    /// From here on a `wake` means news that the coming look at the agenda may miss.
    func beginLook() { state.withLock { $0.isWoken = false } }

    func wake() {
        state.withLock { state in
            state.isWoken = true
            state.sleep?.cancel()
        }
    }

    /// Returns at `moment`, at a `wake` since `beginLook`, or when the task is cancelled.
    func sleep(until moment: Timestamp, _ clock: any WallClock) async {
        let sleep = Task { await clock.sleep(until: moment) }
        state.withLock { state in
            state.sleep = sleep
            if state.isWoken { sleep.cancel() }
        }
        await withTaskCancellationHandler {
            await sleep.value
        } onCancel: {
            sleep.cancel()
        }
        state.withLock { $0.sleep = nil }
    }
}
