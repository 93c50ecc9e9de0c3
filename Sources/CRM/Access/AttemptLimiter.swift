import Kernel
import Synchronization

/// Counts attempts per key in a sliding window, in memory: after a restart everybody starts anew, which costs an attacker
/// more than it gives.
///
/// A class because all requests share the counts.
package final class AttemptLimiter: Sendable {
    private let limit: Int
    private let window: TimeSpan
    private let clock: any WallClock
    private let attempts = Mutex<[String: [Timestamp]]>([:])
    /// Above this many keys those without recent attempts are dropped, then the oldest, so memory stays bounded.
    private let capacity: Int

    /// Allows `limit` attempts of a key in any `window`.
    package init(limit: Int, window: TimeSpan, clock: any WallClock, capacity: Int = 20_000) {
        self.limit = limit
        self.window = window
        self.clock = clock
        self.capacity = capacity
    }

    /// Counts an attempt, before it is known how it ends.
    /// - Returns: nil when it may go on, otherwise how long to wait; a refused attempt is not counted.
    package func attempt(_ key: String) -> TimeSpan? {
        let now = clock.now
        return attempts.withLock { attempts in
            // A clock set backwards must not lock anybody out for longer than the window.
            let recent = (attempts[key] ?? []).filter { $0 > now - window && $0 <= now }
            guard recent.count < limit else {
                attempts[key] = recent
                return recent[recent.count - limit] + window - now
            }
            attempts[key] = recent + [now]
            if attempts.count > capacity { forgetOldest(&attempts, at: now) }
            return nil
        }
    }

    /// Forgets the attempts of a key: it proved to be the right person.
    package func forgive(_ key: String) {
        attempts.withLock { $0[key] = nil }
    }

    /// Takes the latest attempt of a key back: it was no guess. Earlier ones stay, so that one known password does not
    /// buy an attacker new guesses.
    package func takeBack(_ key: String) {
        attempts.withLock { _ = $0[key]?.popLast() }
    }

    private func forgetOldest(_ attempts: inout [String: [Timestamp]], at now: Timestamp) {
        attempts = attempts.filter { entry in entry.value.last.map { $0 > now - window } ?? false }
        guard attempts.count > capacity else { return }
        let byAge = attempts.sorted { ($0.value.last ?? now) < ($1.value.last ?? now) }
        for entry in byAge.prefix(attempts.count - capacity / 2) { attempts[entry.key] = nil }
    }
}
