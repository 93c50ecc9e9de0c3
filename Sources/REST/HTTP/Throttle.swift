import Kernel
import Synchronization

/// A leaky bucket for each key: so many calls at once, then so many a second; a batch is one call. In memory and for this node
/// only, as the original counts.
///
/// A class because all requests share the counts.
package final class Throttle: Sendable {
    private struct Bucket {
        var level: Double
        var at: Timestamp
    }

    private let perSecond: Double
    private let burst: Double
    private let clock: any WallClock
    private let buckets = Mutex<[String: Bucket]>([:])

    /// - Parameter burst: how many calls an idle key may make at once.
    package init(perSecond: Double, burst: Double = 50, clock: any WallClock) {
        self.perSecond = perSecond
        self.burst = burst
        self.clock = clock
    }

    /// Counts a call of a key; false when its bucket is full, and then the call does not count.
    package func admits(_ key: String) -> Bool {
        let now = clock.now
        return buckets.withLock { buckets in
            var bucket = buckets[key] ?? Bucket(level: 0, at: now)
            // A clock set backwards leaks nothing, and fills nothing either.
            let leaked = Double(max(0, (now - bucket.at).milliseconds)) / 1000 * perSecond
            bucket = Bucket(level: max(0, bucket.level - leaked), at: now)
            let isAdmitted = bucket.level + 1 <= burst
            if isAdmitted { bucket.level += 1 }
            buckets[key] = bucket
            // Idle keys are as good as unknown ones.
            if buckets.count > 10_000 { buckets = buckets.filter { $0.value.at > now - .minutes(10) } }
            return isAdmitted
        }
    }
}
