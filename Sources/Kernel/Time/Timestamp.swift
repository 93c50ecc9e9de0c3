/// A moment in UTC, in whole milliseconds since 1970-01-01T00:00:00Z, as stored in every table.
package struct Timestamp: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }
    package init(seconds: Int64) { milliseconds = seconds * 1000 }

    /// Later than anything that can be planned.
    package static let distantFuture = Timestamp(milliseconds: 253_402_300_799_000)

    /// Whole seconds since 1970, rounded down.
    package var seconds: Int64 { milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000 }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }
    package static func + (left: Self, right: TimeSpan) -> Self {
        Timestamp(milliseconds: left.milliseconds + right.milliseconds)
    }
    package static func - (left: Self, right: TimeSpan) -> Self {
        Timestamp(milliseconds: left.milliseconds - right.milliseconds)
    }
    package static func - (left: Self, right: Self) -> TimeSpan {
        TimeSpan(milliseconds: left.milliseconds - right.milliseconds)
    }
}

/// An elapsed length of time in whole milliseconds; negative runs backwards.
package struct TimeSpan: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }
    package static func seconds(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: count * 1000) }
    package static func minutes(_ count: Int64) -> TimeSpan { seconds(count * 60) }
    package static func hours(_ count: Int64) -> TimeSpan { minutes(count * 60) }
    /// Days of exactly 24 hours; for days of the calendar use `WorkingCalendar`.
    package static func days(_ count: Int64) -> TimeSpan { hours(count * 24) }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }
    package static func + (left: Self, right: Self) -> Self {
        TimeSpan(milliseconds: left.milliseconds + right.milliseconds)
    }
    package static func - (left: Self, right: Self) -> Self {
        TimeSpan(milliseconds: left.milliseconds - right.milliseconds)
    }
}
