#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Synchronization

/// A clock that never goes back, and notices when the machine's clock was set: what was true once stays in the past.
///
/// Time that really passed shows on the time since boot as well, also while a virtual machine was suspended; a clock that
/// was set moves alone. A class because everybody who holds it must see the same time.
package final class HybridClock: WallClock {
    private struct State {
        var last: Timestamp
        var seen: (wall: Timestamp, boot: Timestamp)
    }

    private let base: any WallClock
    private let sinceBoot: @Sendable () -> Timestamp
    private let state: Mutex<State>

    /// - Parameter sinceBoot: how long the machine has been up, suspension included.
    package init(_ base: any WallClock, sinceBoot: @escaping @Sendable () -> Timestamp = HybridClock.machineUptime) {
        self.base = base
        self.sinceBoot = sinceBoot
        state = Mutex(State(last: base.now, seen: (base.now, sinceBoot())))
    }

    package var now: Timestamp {
        let wall = base.now
        return state.withLock { state in
            state.last = max(state.last, wall)
            return state.last
        }
    }

    package func sleep(until moment: Timestamp) async { await base.sleep(until: moment) }

    /// The portal has seen this moment before: time does not begin before it.
    package func raise(to moment: Timestamp) { state.withLock { $0.last = max($0.last, moment) } }

    /// How far the machine's clock is behind what the portal has seen; zero when it is not.
    package var lag: TimeSpan {
        let wall = base.now
        return state.withLock { max(.seconds(0), $0.last - wall) }
    }

    /// By how much the clock was set since the last look: positive forwards, negative back; small differences are drift.
    package func lookForStep() -> TimeSpan {
        let (wall, boot) = (base.now, sinceBoot())
        return state.withLock { state in
            let step = (wall - state.seen.wall) - (boot - state.seen.boot)
            state.seen = (wall, boot)
            return step
        }
    }

    /// The machine's time since boot.
    package static let machineUptime: @Sendable () -> Timestamp = {
        var time = timespec()
        #if canImport(Glibc)
        clock_gettime(CLOCK_BOOTTIME, &time)
        #else
        clock_gettime(CLOCK_MONOTONIC, &time)
        #endif
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
