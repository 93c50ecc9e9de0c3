/// A length of time as `dateadd` writes it: months and days of the calendar, and seconds that simply pass.
struct CalendarInterval: Hashable {
    var months = 0
    var days = 0
    var seconds = 0

    static let maximumAmount = 1_000_000

    /// Reads `1Y2M3D4H5I6S`, `-4 days 5 hours`, `1month`, `5h`; a leading minus turns all of it. Empty is no time at all.
    /// Nil when there is an unknown unit or a number without one.
    init?(parsing text: String) {
        var rest = text.lowercased().trimmed[...]
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest.removeFirst() }
        while !rest.isEmpty {
            rest = rest.drop { $0.isWhitespace || $0 == "," }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count).drop(while: \.isWhitespace)
            let unit = rest.prefix(while: \.isLetter)
            rest = rest.dropFirst(unit.count)
            guard digits.count <= 9, let amount = Int(digits), amount <= CalendarInterval.maximumAmount,
                add(amount, unit: String(unit))
            else { return nil }
            rest = rest.drop(while: \.isWhitespace)
        }
        if isNegative { negate() }
    }

    init() {}

    mutating func negate() {
        months = -months
        days = -days
        seconds = -seconds
    }

    /// False for an unknown unit.
    mutating func add(_ amount: Int, unit: String) -> Bool {
        switch unit {
        case "y", "year", "years": months += amount * 12
        case "m", "month", "months": months += amount
        case "w", "week", "weeks": days += amount * 7
        case "d", "day", "days": days += amount
        case "h", "hour", "hours": seconds += amount * 3600
        case "i", "min", "mins", "minute", "minutes": seconds += amount * 60
        case "s", "sec", "secs", "second", "seconds": seconds += amount
        default: return false
        }
        return true
    }

    /// The day after the calendar part; nil beyond the years 1…9999.
    func day(after day: LocalDate) -> LocalDate? {
        guard months.magnitude < 12 * 10_000, days.magnitude < 4_000_000 else { return nil }
        let result = day.adding(months: months).adding(days: days)
        return (1...9999).contains(result.year) ? result : nil
    }

    /// The moment after the whole interval: the calendar part keeps the time of day in `zone`, whatever clocks do.
    func moment(after moment: Timestamp, in zone: TimeZoneRules) -> Timestamp? {
        var result = moment
        if months != 0 || days != 0 {
            let local = zone.local(moment)
            guard let day = day(after: local.date) else { return nil }
            result = zone.resolve(LocalDateTime(day, local.time))
        }
        result = result + .seconds(Int64(seconds))
        return (1...9999).contains(zone.local(result).date.year) ? result : nil
    }
}
