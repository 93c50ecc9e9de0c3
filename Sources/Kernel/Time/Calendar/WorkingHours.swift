/// When the company works: the settings from which a `WorkingCalendar` is built.
package struct WorkingHours: Hashable, Sendable {
    /// Hours of Monday … Sunday, also of days off: a Saturday that was made a working day uses its own hours.
    package var week: [DayHours]
    /// Weekly days off, Monday 1 … Sunday 7.
    package var daysOff: Set<Int>
    package var holidays: CalendarDays
    /// Days off on which people work all the same.
    package var movedWorkdays: CalendarDays
    package var shortened: ShortenedDays
    /// IANA name of the zone in which the hours are meant.
    package var zone: String

    /// The same hours every working day. Throws `Failure.invalid` when they are no hours.
    package init(
        _ hours: String = "9:00–18:00", daysOff: Set<Int> = [6, 7], holidays: String = "", movedWorkdays: String = "",
        shortened: String = "", zone: String = "Europe/Moscow"
    ) throws {
        try self.init(
            form: WorkingHoursForm(
                week: Array(repeating: hours, count: 7), daysOff: daysOff.sorted(), holidays: holidays,
                movedWorkdays: movedWorkdays, shortened: shortened, zone: zone))
    }
}

extension WorkingHours {
    /// How a date came to be a working day.
    package enum Reason: Hashable, Sendable {
        case ordinary
        /// A day off that the settings made a working day.
        case moved
        /// It closes earlier than usual.
        case shortened

        package var title: Text {
            switch self {
            case .ordinary: WorkingHoursTexts.ordinaryDay
            case .moved: WorkingHoursTexts.movedDay
            case .shortened: WorkingHoursTexts.shortenedDay
            }
        }
    }

    /// A working day as the settings name it.
    package struct Day: Hashable, Sendable {
        package let date: LocalDate
        package let hours: DayHours
        package let reason: Reason
    }

    /// Hours of `date` and why; nil on a day off. A moved working day wins over a holiday, unless the holiday is named
    /// with its year and the working day is not.
    package func day(_ date: LocalDate) -> Day? {
        let workday = movedWorkdays.mention(of: date)
        let holiday = holidays.mention(of: date)
        let isMoved = workday != .none && workday >= holiday
        let isFree = daysOff.contains(date.weekday) || holiday != .none
        guard isMoved || !isFree else { return nil }
        let usual = hours(ofWeekday: date.weekday, borrowing: isMoved)
        guard let closing = shortened.closing(of: date) else {
            return usual.isEmpty ? nil : Day(date: date, hours: usual, reason: isMoved && isFree ? .moved : .ordinary)
        }
        let hours = usual.closing(atMinute: closing.secondOfDay / 60)
        return hours.isEmpty ? nil : Day(date: date, hours: hours, reason: .shortened)
    }

    /// A moved working day whose weekday has no hours of its own borrows those of the first weekday that has.
    private func hours(ofWeekday weekday: Int, borrowing: Bool) -> DayHours {
        let own = week[weekday - 1]
        guard own.isEmpty, borrowing else { return own }
        return week.first { !$0.isEmpty } ?? .none
    }

    /// Minutes of work on the first ordinary weekday: what people mean by «a working day» as a length.
    package var nominalMinutes: Int {
        let ordinary = (1...7).first { !daysOff.contains($0) && !week[$0 - 1].isEmpty }
        return ordinary.map { week[$0 - 1].minutes } ?? 0
    }

    /// Throws `Failure.invalid` when the rules that repeat every year leave some year without work: 2001…2028 has every
    /// kind of year.
    func checkHasWork() throws {
        var yearly = self
        yearly.holidays = holidays.everyYear
        yearly.movedWorkdays = movedWorkdays.everyYear
        let hasWork = (2001...2028).allSatisfy { year in
            (0..<365).contains { yearly.day(LocalDate.newYear(year).adding(days: $0)) != nil }
        }
        guard hasWork else { throw Failure(.invalid, WorkingHoursTexts.noWork, field: "week") }
    }
}

extension LocalDate {
    /// 1 January.
    static func newYear(_ year: Int) -> LocalDate {
        LocalDate(daysSinceEpoch: 0).adding(months: (year - 1970) * 12)
    }
}
