import Synchronization

/// The laid out years of a calendar: some around its beginning for nearly all questions, and a wider span that grows
/// when somebody asks further. Growing never changes an answer, so the calendar stays a value.
final class WorkingSpans: Sendable {
    let base: WorkingSpan
    private let hours: WorkingHours
    private let zone: TimeZoneRules
    private let widest: Mutex<WorkingSpan>

    /// Far enough for any planning; a span of all of them takes some megabytes.
    private static let allYears = 1900...2200
    private static let limits =
        Int64(LocalDate.newYear(1900).daysSinceEpoch) * 86_400_000..<Int64(LocalDate.newYear(2201).daysSinceEpoch)
        * 86_400_000

    init(_ hours: WorkingHours, _ zone: TimeZoneRules, around year: Int) {
        let middle = min(max(year, Self.allYears.lowerBound), Self.allYears.upperBound)
        base = WorkingSpan(hours, zone, years: (middle - 1...middle + 5).clamped(to: Self.allYears))
        self.hours = hours
        self.zone = zone
        widest = Mutex(base)
    }

    /// The nearest moment of the years that can be laid out.
    static func clamp(_ moment: Int64) -> Int64 { min(max(moment, limits.lowerBound), limits.upperBound - 1) }

    /// Nil for a moment outside all years.
    func span(covering moment: Int64) -> WorkingSpan? {
        if base.covers(moment) { return base }
        return Self.limits.contains(moment) ? span(covering: moment, moment) : nil
    }

    /// A span that answers for both moments, which must have been clamped.
    func span(covering first: Int64, _ second: Int64) -> WorkingSpan {
        if base.covers(first), base.covers(second) { return base }
        return widest.withLock { span in
            for moment in [first, second] where !span.covers(moment) { span = stretched(span, to: moment) }
            return span
        }
    }

    /// The next larger span; nil when `span` has all years.
    func span(widerThan span: WorkingSpan) -> WorkingSpan? {
        if span.years == Self.allYears { return nil }
        return widest.withLock { widest in
            if widest.years == span.years { widest = grown(widest) }
            return widest
        }
    }

    /// Reaches some years beyond `moment`, and half as far again as before, so that asking year after year stays cheap.
    private func stretched(_ span: WorkingSpan, to moment: Int64) -> WorkingSpan {
        let year = LocalDateTime(secondsSinceEpoch: Timestamp(milliseconds: moment).seconds).date.year
        let more = span.years.count / 2
        return moment < span.lower
            ? reaching(min(year - 5, span.years.lowerBound - more)...span.years.upperBound)
            : reaching(span.years.lowerBound...max(year + 5, span.years.upperBound + more))
    }

    /// Three times as many years.
    private func grown(_ span: WorkingSpan) -> WorkingSpan {
        let more = span.years.count
        return reaching(span.years.lowerBound - more...span.years.upperBound + more)
    }

    private func reaching(_ years: ClosedRange<Int>) -> WorkingSpan {
        WorkingSpan(hours, zone, years: years.clamped(to: Self.allYears))
    }
}
