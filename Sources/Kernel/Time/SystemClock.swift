#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The machine's clock.
package struct SystemClock: WallClock {
    package init() {}

    package var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Wakes at least once a second, so that a clock set forwards is noticed.
    package func sleep(until moment: Timestamp) async {
        let remaining = min(max(0, (moment - now).milliseconds), 1000)
        try? await Task.sleep(for: .milliseconds(remaining))
    }
}
