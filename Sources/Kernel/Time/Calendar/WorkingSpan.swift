/// Working time of some years as intervals of UTC, with sums and an index of working days. All knowledge of clock
/// changes is in making it; asking it is binary search.
///
/// A class because it is large, never changes and is shared by every copy of its calendar.
final class WorkingSpan: Sendable {
    let years: ClosedRange<Int>
    /// Milliseconds since 1970; questions about moments in `lower..<upper` are answered exactly.
    let lower: Int64
    let upper: Int64
    /// Intervals without overlap in ascending order, in milliseconds since 1970.
    let starts: [Int64]
    let ends: [Int64]
    /// `sums[i]`: milliseconds worked before `starts[i]`; one more element than `starts`.
    let sums: [Int64]
    /// Working days, as days since 1970, ascending.
    let days: [Int]

    /// Days beyond the edges that are laid out too: shifts that cross midnight and zones far from UTC reach over them.
    private static let margin = 3

    init(_ hours: WorkingHours, _ zone: TimeZoneRules, years: ClosedRange<Int>) {
        self.years = years
        let firstDay = LocalDate.newYear(years.lowerBound).daysSinceEpoch
        let endDay = LocalDate.newYear(years.upperBound + 1).daysSinceEpoch
        lower = Int64(firstDay) * 86_400_000
        upper = Int64(endDay) * 86_400_000
        var intervals = Intervals()
        var days: [Int] = []
        for day in firstDay - Self.margin..<endDay + Self.margin {
            let shifts = Self.shifts(hours.day(LocalDate(daysSinceEpoch: day)), zone)
            if shifts.isEmpty { continue }
            days.append(day)
            for shift in shifts { intervals.append(shift) }
        }
        starts = intervals.starts
        ends = intervals.ends
        sums = zip(starts, ends).reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.1 - $1.0) }
        self.days = days
    }

    /// The intervals of one day in UTC milliseconds. A start in a gap moves to its end, a start that comes twice is the
    /// first, an end that comes twice is the second; what lies wholly in a gap is no time.
    static func shifts(_ day: WorkingHours.Day?, _ zone: TimeZoneRules) -> [Range<Int64>] {
        guard let day else { return [] }
        let midnight = Int64(day.date.daysSinceEpoch) * 86_400
        return day.hours.intervals.compactMap { interval in
            let start = zone.resolve(localSecond: midnight + Int64(interval.open) * 60, .first) * 1000
            let end = zone.resolve(localSecond: midnight + Int64(interval.close) * 60, .second) * 1000
            return start < end ? start..<end : nil
        }
    }

    func covers(_ moment: Int64) -> Bool { lower <= moment && moment < upper }

    /// The last interval that starts at or before `moment`; −1 when none does.
    func interval(at moment: Int64) -> Int { starts.countUpTo(moment) - 1 }

    /// Milliseconds of work from the beginning of the span to `moment`.
    func worked(_ moment: Int64) -> Int64 {
        let index = interval(at: moment)
        return index < 0 ? 0 : sums[index] + min(moment, ends[index]) - starts[index]
    }
}

extension WorkingSpan {
    /// Collects intervals that come nearly in order, joining those that touch or overlap.
    private struct Intervals {
        var starts: [Int64] = []
        var ends: [Int64] = []

        mutating func append(_ shift: Range<Int64>) {
            var start = shift.lowerBound
            var end = shift.upperBound
            while let last = starts.last, let lastEnd = ends.last, start <= lastEnd {
                start = min(start, last)
                end = max(end, lastEnd)
                starts.removeLast()
                ends.removeLast()
            }
            starts.append(start)
            ends.append(end)
        }
    }
}

extension [Int64] {
    /// How many elements of an ascending array are at most `value`.
    func countUpTo(_ value: Int64) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension [Int] {
    /// How many elements of an ascending array are less than `value`.
    func countBelow(_ value: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
