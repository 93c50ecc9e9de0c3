/// A day of the proleptic Gregorian calendar without time or zone.
package struct LocalDate: Hashable, Comparable, Sendable {
    package let year: Int
    /// 1…12
    package let month: Int
    /// 1…31
    package let day: Int

    /// Nil when there is no such day (32.13, 29 February of a common year).
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), (1...LocalDate.daysInMonth(month, year: year)).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day `days` after 1970-01-01. Era-based civil calendar arithmetic: 400 years are 146 097 days, years run from
    /// March so that the leap day is the last of its year.
    package init(daysSinceEpoch days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    package var daysSinceEpoch: Int {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let era = (yearFromMarch >= 0 ? yearFromMarch : yearFromMarch - 399) / 400
        let yearOfEra = yearFromMarch - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Monday 1 … Sunday 7 (ISO 8601).
    package var weekday: Int {
        let sinceMonday = (daysSinceEpoch + 3) % 7
        return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1
    }

    package func adding(days: Int) -> LocalDate { LocalDate(daysSinceEpoch: daysSinceEpoch + days) }

    /// The same day of another month; the last day of that month when it is shorter.
    package func adding(months: Int) -> LocalDate {
        let index = year * 12 + (month - 1) + months
        let newYear = index >= 0 ? index / 12 : (index - 11) / 12
        let newMonth = index - newYear * 12 + 1
        let lastDay = LocalDate.daysInMonth(newMonth, year: newYear)
        return LocalDate(
            daysSinceEpoch: LocalDate(year: newYear, month: newMonth, day: 1)!.daysSinceEpoch + min(day, lastDay) - 1)
    }

    package static func daysInMonth(_ month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension LocalDate: CustomStringConvertible {
    /// ISO 8601: `2026-11-23`.
    package var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

    /// Reads `2026-11-23` and `23.11.2026`; nil when it is neither or there is no such day.
    package init?(parsing text: some StringProtocol) {
        let isISO = text.contains("-")
        let parts = text.split(separator: isISO ? "-" : ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let first = parts[0], let second = parts[1], let third = parts[2] else { return nil }
        // A year of one to three digits is a slip of the pen.
        guard (1000...9999).contains(isISO ? first : third) else { return nil }
        if isISO {
            self.init(year: first, month: second, day: third)
        } else {
            self.init(year: third, month: second, day: first)
        }
    }
}

/// A number with leading zeros.
package func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number.magnitude)
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// A wall-clock time of a day without zone, to the second.
package struct LocalTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 0…86 400 (24:00, the end of the day, is allowed for closing times).
    package let secondOfDay: Int

    package init(secondOfDay: Int) { self.secondOfDay = secondOfDay }

    /// Nil outside 00:00…24:00.
    package init?(hour: Int, minute: Int, second: Int = 0) {
        guard (0...24).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
        let total = hour * 3600 + minute * 60 + second
        guard total <= 86_400 else { return nil }
        secondOfDay = total
    }

    package var hour: Int { secondOfDay / 3600 }
    package var minute: Int { secondOfDay / 60 % 60 }
    package var second: Int { secondOfDay % 60 }

    package static func < (left: Self, right: Self) -> Bool { left.secondOfDay < right.secondOfDay }
    /// `09:30`
    package var description: String { "\(padded(hour, 2)):\(padded(minute, 2))" }

    /// Reads `9`, `9:30`, `09:30`, `9.30`; nil when it is no time of day.
    package init?(parsing text: some StringProtocol) {
        let parts = text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == ":" || $0 == "." }).map {
            Int($0)
        }
        guard (1...2).contains(parts.count), let hour = parts[0] else { return nil }
        guard let minute = parts.count == 2 ? parts[1] : 0 else { return nil }
        self.init(hour: hour, minute: minute)
    }
}

/// A wall-clock moment without zone.
package struct LocalDateTime: Hashable, Comparable, Sendable {
    package let date: LocalDate
    package let time: LocalTime

    package init(_ date: LocalDate, _ time: LocalTime) {
        self.date = date
        self.time = time
    }

    package static func < (left: Self, right: Self) -> Bool { (left.date, left.time) < (right.date, right.time) }
}

extension LocalDateTime: CustomStringConvertible {
    /// Seconds from 1970-01-01 00:00 on the same wall: what the moment's Unix time would be if the zone were UTC.
    package var secondsSinceEpoch: Int64 { Int64(date.daysSinceEpoch) * 86_400 + Int64(time.secondOfDay) }

    /// The wall-clock moment `seconds` after 1970-01-01 00:00 on the same wall.
    package init(secondsSinceEpoch seconds: Int64) {
        let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
        self.init(LocalDate(daysSinceEpoch: Int(days)), LocalTime(secondOfDay: Int(seconds - days * 86_400)))
    }

    /// `2026-11-23 09:30`
    package var description: String { "\(date) \(time)" }
}
