/// A day named in the settings: of every year (`1.01`) or of one (`7.01.2027`).
package enum CalendarDay: Hashable, Sendable {
    case yearly(month: Int, day: Int)
    case dated(LocalDate)

    /// Reads `1.01`, `31.12`, `7.01.2027`, `2026-05-08`; nil when there is no such day. 29.02 is a day of leap years only.
    package init?(parsing text: some StringProtocol) {
        if let date = LocalDate(parsing: text) {
            self = .dated(date)
            return
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let day = parts[0], let month = parts[1],
            let date = LocalDate(year: 2000, month: month, day: day)
        else { return nil }
        self = .yearly(month: date.month, day: date.day)
    }

    /// As the manual writes it: `1.01`, `7.01.2027`.
    package var text: String {
        switch self {
        case .yearly(let month, let day): "\(day).\(padded(month, 2))"
        case .dated(let date): "\(date.day).\(padded(date.month, 2)).\(padded(date.year, 4))"
        }
    }

    fileprivate static func yearly(of date: LocalDate) -> CalendarDay { .yearly(month: date.month, day: date.day) }
}

/// How exactly a list names a date; a date named with its year outranks the same day of every year.
enum Mention: Comparable, Sendable {
    case none, yearly, dated
}

/// Holidays or moved working days as a person writes them: `1.01,2.01,7.01.2027`.
package struct CalendarDays: Hashable, Sendable {
    /// As it was written, for showing again.
    package let text: String
    package let days: Set<CalendarDay>

    package static let none = CalendarDays([CalendarDay]())

    package init(_ days: some Collection<CalendarDay>) {
        text = days.map(\.text).joined(separator: ",")
        self.days = Set(days)
    }

    /// Days are separated by commas, semicolons, spaces or line breaks. Throws `Failure.invalid` that names the first
    /// thing that is no day.
    package init(parsing text: String, field: String? = nil) throws {
        let items = text.split { ",;".contains($0) || $0.isWhitespace }
        try CalendarDays.check(count: items.count, field)
        self.text = text
        days = try Set(
            items.map { item in
                guard let day = CalendarDay(parsing: item) else {
                    throw Failure(
                        .invalid, WorkingHoursTexts.noSuchDay.with(["day": String(item.prefix(40))]), field: field)
                }
                return day
            })
    }

    func mention(of date: LocalDate) -> Mention {
        if days.isEmpty { return .none }
        if days.contains(.dated(date)) { return .dated }
        return days.contains(.yearly(of: date)) ? .yearly : .none
    }

    /// The days without a year.
    var everyYear: CalendarDays {
        CalendarDays(days.filter { if case .yearly = $0 { true } else { false } })
    }

    fileprivate static func check(count: Int, _ field: String?) throws {
        guard count <= 2000 else { throw Failure(.limited, WorkingHoursTexts.tooManyDays, field: field) }
    }
}

/// Days that close early: `31.12 16:00, 2026-04-30 17:00`.
package struct ShortenedDays: Hashable, Sendable {
    /// As it was written, for showing again.
    package let text: String
    /// The closing time of each day.
    package let closings: [CalendarDay: LocalTime]

    package static let none = ShortenedDays([])

    package init(_ days: [(day: CalendarDay, closing: LocalTime)]) {
        text = days.map { "\($0.day.text) \($0.closing)" }.joined(separator: ", ")
        closings = Dictionary(days.map { ($0.day, $0.closing) }, uniquingKeysWith: { _, last in last })
    }

    /// A day and its closing time with a space or `=` between them; such pairs are separated by commas, semicolons or
    /// line breaks. Throws `Failure.invalid` that names the first pair that is none.
    package init(parsing text: String, field: String? = nil) throws {
        let items = text.split { ",;".contains($0) || $0.isNewline }.filter { !$0.allSatisfy(\.isWhitespace) }
        try CalendarDays.check(count: items.count, field)
        self.text = text
        closings = try Dictionary(
            items.map { item in
                let words = item.split { $0.isWhitespace || $0 == "=" }
                guard words.count == 2, let day = CalendarDay(parsing: words[0]),
                    let closing = LocalTime(parsing: words[1])
                else {
                    let name = item.drop(while: \.isWhitespace).prefix(40)
                    throw Failure(.invalid, WorkingHoursTexts.noShortenedDay.with(["day": String(name)]), field: field)
                }
                return (day, closing)
            }, uniquingKeysWith: { _, last in last })
    }

    /// When `date` closes early; nil for an ordinary day.
    func closing(of date: LocalDate) -> LocalTime? {
        if closings.isEmpty { return nil }
        return closings[.dated(date)] ?? closings[.yearly(of: date)]
    }
}
