/// The time between two moments of one wall clock, in years down to seconds, as PHP's `date_diff` counts it.
struct DateDifference: Hashable {
    let isNegative: Bool
    let months: Int
    let days: Int
    let seconds: Int
    /// Whole days between the two, however many months they make.
    let totalDays: Int

    init(from first: LocalDateTime, to second: LocalDateTime) {
        isNegative = second < first
        let (early, late) = isNegative ? (second, first) : (first, second)
        var count = (late.date.year - early.date.year) * 12 + late.date.month - early.date.month
        if LocalDateTime(early.date.adding(months: count), early.time) > late { count -= 1 }
        months = count
        let start = early.date.adding(months: count)
        var time = late.time.secondOfDay - early.time.secondOfDay
        let borrowed = time < 0 ? 1 : 0
        time += borrowed * 86_400
        seconds = time
        days = late.date.daysSinceEpoch - start.daysSinceEpoch - borrowed
        totalDays = late.date.daysSinceEpoch - early.date.daysSinceEpoch - borrowed
    }

    /// Prints by a PHP interval format: `%a`, `%m month, %d days`, `%R%a`; unknown letters stay as they are.
    func text(_ format: String) -> String {
        var result = ""
        var rest = format[...]
        while let mark = rest.firstIndex(of: "%") {
            result += rest[..<mark]
            let letter = rest[mark...].dropFirst().first
            result += letter.map(part) ?? "%"
            rest = rest[mark...].dropFirst(2)
        }
        return result + rest
    }

    private func part(_ letter: Character) -> String {
        switch letter {
        case "y": String(months / 12)
        case "Y": padded(months / 12, 4)
        case "m": String(months % 12)
        case "M": padded(months % 12, 2)
        case "d": String(days)
        case "D": padded(days, 2)
        case "h": String(seconds / 3600)
        case "H": padded(seconds / 3600, 2)
        case "i": String(seconds / 60 % 60)
        case "I": padded(seconds / 60 % 60, 2)
        case "s": String(seconds % 60)
        case "S": padded(seconds % 60, 2)
        case "a": String(totalDays)
        case "R": isNegative ? "-" : "+"
        case "r": isNegative ? "-" : ""
        case "%": "%"
        default: "%\(letter)"
        }
    }
}
