extension WorkingCalendar {
    /// `workdateadd` of the expressions: moves a date by working days, hours and minutes, all of one sign.
    ///
    /// A date without time (00:00) counts from the opening of its day; a moment outside work from the next opening,
    /// backwards from the last closing. Days keep the time of day; hours and minutes are minutes of work. What ends
    /// exactly at the close stays there.
    package func workDateAdd(_ moment: Timestamp, days: Int = 0, hours: Int = 0, minutes: Int = 0) -> Timestamp {
        let rest = Self.minutes(hours: hours, minutes)
        let isForward = days == 0 ? rest >= 0 : days > 0
        let base = openingOfDateOnly(moment)
        let start = isForward ? ceil(base, rounding: .deadline) : floor(base)
        let day = days == 0 ? start : addWorkingDays(days, to: start)
        return rest == 0 ? day : add(minutes: rest, to: day)
    }

    /// The opening of the day when `moment` is its 00:00 and nobody works then.
    private func openingOfDateOnly(_ moment: Timestamp) -> Timestamp {
        let date = zone.local(moment).date
        guard moment == zone.startOfDay(date), !isWorking(moment) else { return moment }
        let opening = WorkingSpan.shifts(hours.day(date), zone).first?.lowerBound
        return opening.map(Timestamp.init(milliseconds:)) ?? moment
    }

    /// Years of hours are as good as no end, and do not overflow.
    private static func minutes(hours: Int, _ minutes: Int) -> Int {
        let most = 200_000_000
        return min(max(hours, -most), most) * 60 + min(max(minutes, -most), most)
    }
}
