/// Working time of the company: which moments belong to it, and arithmetic in it. Pure and immutable.
///
/// Answers are exact in the years 1900…2200. A result beyond them is the edge of that range; a moment beyond them is
/// never working and comes back unchanged. Minutes are elapsed minutes: on the night when clocks go forward a night
/// shift has an hour less.
package struct WorkingCalendar: Sendable {
    /// What becomes of a moment exactly at closing time.
    package enum Rounding: Sendable {
        /// A deadline stays at the close: «by 18:00».
        case deadline
        /// Something is to be done, so it moves to the next opening.
        case action
    }

    package let hours: WorkingHours
    package let zone: TimeZoneRules
    let spans: WorkingSpans

    /// Lays out the years −1…+5 around `moment`; other years are added when somebody asks for them. Throws
    /// `Failure.invalid` for an unknown zone and for hours that leave a year without work.
    package init(_ hours: WorkingHours, around moment: Timestamp, zones: ZoneDatabase = .standard) throws {
        try hours.checkHasWork()
        let zone = try zones.rules(of: hours.zone)
        self.hours = hours
        self.zone = zone
        spans = WorkingSpans(hours, zone, around: zone.local(moment).date.year)
    }

    /// Whether `moment` lies in working time; at opening yes, at closing no.
    package func isWorking(_ moment: Timestamp) -> Bool {
        guard let span = spans.span(covering: moment.milliseconds) else { return false }
        let index = span.interval(at: moment.milliseconds)
        return index >= 0 && moment.milliseconds < span.ends[index]
    }

    /// `moment` itself when it is working time, else the next opening. At closing time `rounding` decides.
    package func ceil(_ moment: Timestamp, rounding: Rounding = .action) -> Timestamp {
        answer(from: moment, isForward: true) { Self.ceil(moment.milliseconds, rounding, in: $0) }
    }

    /// `moment` itself when it is working or closing time, else the last closing before it.
    package func floor(_ moment: Timestamp) -> Timestamp {
        answer(from: moment, isForward: false) { span in
            let index = span.interval(at: moment.milliseconds)
            return index < 0 ? nil : min(moment.milliseconds, span.ends[index])
        }
    }

    /// The moment by which `minutes` more of work have passed since `moment`; negative counts backwards. Zero rounds.
    package func add(minutes: Int, to moment: Timestamp, rounding: Rounding = .deadline) -> Timestamp {
        let bounded = min(max(minutes, -Self.mostMinutes), Self.mostMinutes)
        return add(.minutes(Int64(bounded)), to: moment, rounding: rounding)
    }

    /// The moment by which `span` more of work has passed since `moment`; negative counts backwards. Zero rounds.
    package func add(_ span: TimeSpan, to moment: Timestamp, rounding: Rounding = .deadline) -> Timestamp {
        let longest = Int64(Self.mostMinutes) * 60_000
        let length = min(max(span.milliseconds, -longest), longest)
        if length == 0 { return ceil(moment, rounding: rounding) }
        return answer(from: moment, isForward: length > 0) { span in
            let work = span.worked(moment.milliseconds) + length
            return length > 0 ? Self.after(work, rounding, in: span) : Self.before(work, in: span)
        }
    }

    /// Working time from `start` to `end`; negative when `end` is earlier.
    package func between(_ start: Timestamp, _ end: Timestamp) -> TimeSpan {
        let first = WorkingSpans.clamp(start.milliseconds)
        let last = WorkingSpans.clamp(end.milliseconds)
        let span = spans.span(covering: first, last)
        return TimeSpan(milliseconds: span.worked(last) - span.worked(first))
    }

    /// Working time from the beginning of the laid out years to `moment`: grows only while work goes on, so two of them
    /// can be subtracted. Negative before those years.
    package func worked(_ moment: Timestamp) -> TimeSpan {
        between(Timestamp(milliseconds: spans.base.lower), moment)
    }

    /// More than all minutes from 1900 to 2200.
    private static let mostMinutes = 200_000_000
}

extension WorkingCalendar {
    /// Asks ever larger spans until one can answer; the edge of all years when none can.
    func answer(from moment: Timestamp, isForward: Bool, _ ask: (WorkingSpan) -> Int64?) -> Timestamp {
        guard var span = spans.span(covering: moment.milliseconds) else { return moment }
        while true {
            if let answer = ask(span), span.covers(answer) { return Timestamp(milliseconds: answer) }
            guard let wider = spans.span(widerThan: span) else {
                return Timestamp(milliseconds: isForward ? span.upper - 1 : span.lower)
            }
            span = wider
        }
    }

    private static func ceil(_ moment: Int64, _ rounding: Rounding, in span: WorkingSpan) -> Int64? {
        let index = span.interval(at: moment)
        if index >= 0 {
            if moment < span.ends[index] || rounding == .deadline && moment == span.ends[index] { return moment }
        }
        return index + 1 < span.starts.count ? span.starts[index + 1] : nil
    }

    /// When `work` since the beginning of the span has been done.
    private static func after(_ work: Int64, _ rounding: Rounding, in span: WorkingSpan) -> Int64? {
        let index = span.sums.countUpTo(work - 1) - 1
        guard span.starts.indices.contains(index) else { return nil }
        let moment = span.starts[index] + work - span.sums[index]
        return ceil(moment, rounding, in: span)
    }

    /// The latest moment up to which `work` since the beginning of the span has been done.
    private static func before(_ work: Int64, in span: WorkingSpan) -> Int64? {
        let index = span.sums.countUpTo(work) - 1
        return span.starts.indices.contains(index) ? span.starts[index] + work - span.sums[index] : nil
    }
}
