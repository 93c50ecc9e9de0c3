/// The POSIX `TZ` rule at the end of a TZif file (RFC 8536 §3.3): what holds after the last listed transition.
struct PosixZone: Sendable, Equatable {
    /// A day of the year, as POSIX writes it.
    enum Day: Sendable, Equatable {
        /// `J60`: 1…365, 29 February is never counted.
        case julian(Int)
        /// `59`: 0…365, 29 February is counted.
        case zeroBased(Int)
        /// `M10.5.0`: the week 1…5 (5 is the last) of a month, weekday 0 (Sunday) … 6.
        case weekday(month: Int, week: Int, weekday: Int)
    }

    /// When clocks change: a day and the seconds from its 00:00 on the wall, −167…167 hours.
    struct Change: Sendable, Equatable {
        let day: Day
        let time: Int
    }

    /// Daylight saving time and when it starts and ends.
    struct Daylight: Sendable, Equatable {
        let setting: TimeZoneRules.Setting
        let start: Change
        let end: Change
    }

    let standard: TimeZoneRules.Setting
    let daylight: Daylight?

    func setting(atSecond second: Int64) -> TimeZoneRules.Setting {
        guard let daylight else { return standard }
        return isDaylight(atSecond: second, daylight) ? daylight.setting : standard
    }

    func stretch(atSecond second: Int64, notBefore: Int64) -> TimeZoneRules.Stretch {
        guard let daylight else { return .init(start: notBefore, end: .max, offset: standard.offset) }
        let changes = changes(around: second, daylight)
        let next = changes.firstIndex { $0.second > second } ?? changes.endIndex
        return .init(
            start: max(notBefore, next == 0 ? .min : changes[next - 1].second),
            end: next == changes.endIndex ? .max : changes[next].second,
            offset: setting(atSecond: second).offset)
    }

    /// The moments in `years` when the clocks change, ascending, with what they show from then on.
    func transitions(inYears years: ClosedRange<Int>) -> [(second: Int64, setting: TimeZoneRules.Setting)] {
        guard let daylight else { return [] }
        return years.flatMap { changes(inYear: $0, daylight) }.sorted(by: Self.inOrder)
            .map { ($0.second, $0.startsDaylight ? daylight.setting : standard) }
    }

    private typealias ChangeMoment = (second: Int64, startsDaylight: Bool)

    private func isDaylight(atSecond second: Int64, _ daylight: Daylight) -> Bool {
        changes(around: second, daylight).last { $0.second <= second }?.startsDaylight ?? false
    }

    private func changes(around second: Int64, _ daylight: Daylight) -> [ChangeMoment] {
        let year = LocalDateTime(secondsSinceEpoch: second).date.year
        return (year - 1...year + 1).flatMap { changes(inYear: $0, daylight) }.sorted(by: Self.inOrder)
    }

    private func changes(inYear year: Int, _ daylight: Daylight) -> [ChangeMoment] {
        [
            (daylight.start.second(inYear: year, offset: standard.offset), true),
            (daylight.end.second(inYear: year, offset: daylight.setting.offset), false),
        ]
    }

    /// Daylight saving all year ends and starts in the same moment: the start must win (RFC 8536 §3.3.1).
    private static func inOrder(_ left: ChangeMoment, _ right: ChangeMoment) -> Bool {
        left.second != right.second ? left.second < right.second : !left.startsDaylight && right.startsDaylight
    }
}

extension PosixZone.Change {
    fileprivate func second(inYear year: Int, offset: Int) -> Int64 {
        Int64(day.daysSinceEpoch(inYear: year)) * 86_400 + Int64(time - offset)
    }
}

extension PosixZone.Day {
    fileprivate func daysSinceEpoch(inYear year: Int) -> Int {
        switch self {
        case .julian(let day):
            let leap = day >= 60 && LocalDate.daysInMonth(2, year: year) == 29
            return firstDay(of: 1, year) + day - 1 + (leap ? 1 : 0)
        case .zeroBased(let day):
            return firstDay(of: 1, year) + day
        case .weekday(let month, let week, let weekday):
            let first = LocalDate(daysSinceEpoch: firstDay(of: month, year))
            let ahead = (weekday - first.weekday % 7 + 7) % 7 + (week - 1) * 7
            let fits = ahead < LocalDate.daysInMonth(month, year: year)
            return first.daysSinceEpoch + (fits ? ahead : ahead - 7)
        }
    }

    private func firstDay(of month: Int, _ year: Int) -> Int {
        LocalDate(daysSinceEpoch: 0).adding(months: (year - 1970) * 12 + month - 1).daysSinceEpoch
    }
}
