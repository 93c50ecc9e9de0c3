/// `WorkingHours` as texts: what the settings page shows and the settings store keeps.
package struct WorkingHoursForm: Hashable, Sendable, Codable {
    /// Hours of Monday … Sunday: `09:00–13:00, 14:00–18:00`.
    package var week: [String]
    /// Monday 1 … Sunday 7, ascending.
    package var daysOff: [Int]
    /// `1.01,2.01,7.01.2027`
    package var holidays: String
    package var movedWorkdays: String
    /// `31.12 16:00, 2026-04-30 17:00`
    package var shortened: String
    package var zone: String

    package init(
        week: [String], daysOff: [Int], holidays: String = "", movedWorkdays: String = "", shortened: String = "",
        zone: String
    ) {
        self.week = week
        self.daysOff = daysOff
        self.holidays = holidays
        self.movedWorkdays = movedWorkdays
        self.shortened = shortened
        self.zone = zone
    }
}

extension WorkingHours {
    /// Throws `Failure.invalid` that names the wrong item and, in `field`, its place: `week[0]`, `holidays`, …
    /// Whether the zone exists is seen when the calendar is built.
    package init(form: WorkingHoursForm) throws {
        guard form.week.count == 7, form.daysOff.allSatisfy((1...7).contains) else {
            throw Failure(.invalid, WorkingHoursTexts.wrongWeek, field: "week")
        }
        week = try form.week.enumerated().map { try DayHours(parsing: $1, field: "week[\($0)]") }
        daysOff = Set(form.daysOff)
        holidays = try CalendarDays(parsing: form.holidays, field: "holidays")
        movedWorkdays = try CalendarDays(parsing: form.movedWorkdays, field: "movedWorkdays")
        shortened = try ShortenedDays(parsing: form.shortened, field: "shortened")
        zone = form.zone
    }

    /// The texts again; lists of days exactly as they were written.
    package var form: WorkingHoursForm {
        WorkingHoursForm(
            week: week.map(\.text), daysOff: daysOff.sorted(), holidays: holidays.text,
            movedWorkdays: movedWorkdays.text,
            shortened: shortened.text, zone: zone)
    }
}
