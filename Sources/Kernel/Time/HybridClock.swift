#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Synchronization

/// A clock that never goes back by itself, and notices when the machine's clock was set: what was true once stays in the past.
///
/// Time that really passed shows on the time since boot as well, also while a virtual machine was suspended; a clock that
/// was set moves alone. One that was set far forwards is not believed: time goes on evenly from where it was, until somebody
/// says that the machine is right (`believeMachine`) or it is set back. A class because everybody who holds it must see the
/// same time.
package final class HybridClock: WallClock {
    private struct State {
        var last: Timestamp
        var seen: (wall: Timestamp, boot: Timestamp)
        /// What `lookForStep` has not told yet.
        var step = TimeSpan.seconds(0)
        /// By how much the machine's clock is ahead of what is believed.
        var doubt = TimeSpan.seconds(0)
    }

    private let base: any WallClock
    private let sinceBoot: @Sendable () -> Timestamp
    private let trust: TimeSpan
    private let state: Mutex<State>

    /// - Parameters:
    ///   - trust: a clock that is set forwards by no more than this is believed at once.
    ///   - sinceBoot: how long the machine has been up, suspension included.
    package init(
        _ base: any WallClock, trust: TimeSpan = .minutes(5),
        sinceBoot: @escaping @Sendable () -> Timestamp = HybridClock.machineUptime
    ) {
        self.base = base
        self.trust = trust
        self.sinceBoot = sinceBoot
        state = Mutex(State(last: base.now, seen: (base.now, sinceBoot())))
    }

    package var now: Timestamp {
        look { state, wall in
            state.last = max(state.last, wall - state.doubt)
            return state.last
        }
    }

    package func sleep(until moment: Timestamp) async { await base.sleep(until: moment) }

    /// The portal has seen this moment before: time does not begin before it.
    package func raise(to moment: Timestamp) { state.withLock { $0.last = max($0.last, moment) } }

    /// What the machine's clock shows, believed or not.
    package var machineTime: Timestamp { base.now }

    /// How far the machine's clock is behind what the portal has seen; zero when it is not.
    package var lag: TimeSpan { look { state, wall in max(.seconds(0), state.last - wall) } }

    /// By how much the machine's clock was set forwards without being believed; zero when it is believed.
    package var doubt: TimeSpan { look { state, _ in state.doubt } }

    /// From now on the machine's clock is right, forwards or back.
    package func believeMachine() {
        look { state, wall in
            state.doubt = .seconds(0)
            state.last = wall
        }
    }

    /// By how much the clock was set since the last look: positive forwards, negative back; small differences are drift.
    package func lookForStep() -> TimeSpan {
        look { state, _ in
            defer { state.step = .seconds(0) }
            return state.step
        }
    }

    /// Every look at the clock sees whether it was set since the last one, so that nobody uses a moment that is not believed.
    private func look<T: Sendable>(_ body: (inout State, Timestamp) -> T) -> T {
        let (wall, boot) = (base.now, sinceBoot())
        return state.withLock { state in
            let step = (wall - state.seen.wall) - (boot - state.seen.boot)
            state.seen = (wall, boot)
            state.step = state.step + step
            if step > trust || state.doubt > .seconds(0) { state.doubt = state.doubt + step }
            if state.doubt <= trust { state.doubt = .seconds(0) }
            return body(&state, wall)
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
