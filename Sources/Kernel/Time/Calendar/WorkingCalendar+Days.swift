extension WorkingCalendar {
    /// Whether anybody works on `date`.
    package func isWorkingDay(_ date: LocalDate) -> Bool { !shifts(date.daysSinceEpoch).isEmpty }

    /// «3 рабочих дня»: the same wall time `count` working days later, moved into that day's hours; negative counts
    /// backwards, zero rounds. A moment outside a working day counts from the next opening (backwards: from the last
    /// closing), a night shift belongs to the day on which it opens.
    package func addWorkingDays(_ count: Int, to moment: Timestamp, rounding: Rounding = .deadline) -> Timestamp {
        if count == 0 { return ceil(moment, rounding: rounding) }
        let isForward = count > 0
        let days = Self.bounded(count)
        let found = answer(from: moment, isForward: isForward) { span in
            let origin = isForward ? originForwards(moment, span) : originBackwards(moment, span)
            guard let origin, span.days.indices.contains(origin.index + days) else { return nil }
            return place(origin.wall, on: span.days[origin.index + days], isForward, milliseconds: moment.subsecond)
        }
        return rounding == .action ? ceil(found) : found
    }

    /// The `count`-th working day after `date` (before it when negative); `date` itself for zero.
    package func addWorkingDays(_ count: Int, to date: LocalDate) -> LocalDate {
        if count == 0 { return date }
        let days = Self.bounded(count)
        let day = date.daysSinceEpoch
        let found = answer(from: Timestamp(seconds: Int64(day) * 86_400), isForward: count > 0) { span in
            let index = days > 0 ? span.days.countBelow(day + 1) + days - 1 : span.days.countBelow(day) + days
            return span.days.indices.contains(index) ? Int64(span.days[index]) * 86_400_000 : nil
        }
        return LocalDateTime(secondsSinceEpoch: found.seconds).date
    }

    /// «через 3 дня, в рабочее время»: the same wall time `count` days of the calendar later, then the next working moment.
    package func addCalendarDays(_ count: Int, to moment: Timestamp, rounding: Rounding = .action) -> Timestamp {
        if count == 0 { return ceil(moment, rounding: rounding) }
        let wall = zone.local(moment)
        let later = LocalDateTime(wall.date.adding(days: Self.bounded(count)), wall.time)
        let same = zone.resolve(later) + TimeSpan(milliseconds: moment.subsecond)
        return ceil(same, rounding: rounding)
    }

    /// The first `count` working days from `date` on, itself included, with their hours and why they are working days.
    /// Fewer when the year 2200 ends first.
    package func nextWorkingDays(_ count: Int, from date: LocalDate) -> [WorkingHours.Day] {
        var found: [WorkingHours.Day] = []
        var date = date
        while found.count < count, date.year <= 2200 {
            if let day = hours.day(date), isWorkingDay(date) { found.append(day) }
            date = date.adding(days: 1)
        }
        return found
    }

    private static func bounded(_ days: Int) -> Int { min(max(days, -200_000), 200_000) }
}

extension WorkingCalendar {
    /// Where counting of working days begins.
    private struct Origin {
        /// Position in the span's working days.
        let index: Int
        /// Seconds of the wall clock from 00:00 of that day; more than a day in a night shift.
        let wall: Int64
    }

    private func originForwards(_ moment: Timestamp, _ span: WorkingSpan) -> Origin? {
        let local = zone.local(moment).secondsSinceEpoch
        let today = zone.local(moment).date.daysSinceEpoch
        let shifts = shifts(today)
        let isWithin = shifts.contains { $0.contains(moment.milliseconds) }
        if !isWithin, isInShift(of: today - 1, moment) { return origin(today - 1, local, span) }
        if let close = shifts.last?.upperBound, moment.milliseconds <= close { return origin(today, local, span) }
        let next = span.days.countBelow(today + 1)
        guard next < span.days.count, let day = hours.day(LocalDate(daysSinceEpoch: span.days[next])) else {
            return nil
        }
        return Origin(index: next, wall: Int64(day.hours.intervals[0].open) * 60)
    }

    private func originBackwards(_ moment: Timestamp, _ span: WorkingSpan) -> Origin? {
        let local = zone.local(moment).secondsSinceEpoch
        let today = zone.local(moment).date.daysSinceEpoch
        if let open = shifts(today).first?.lowerBound, open <= moment.milliseconds { return origin(today, local, span) }
        if isInShift(of: today - 1, moment) { return origin(today - 1, local, span) }
        let previous = span.days.countBelow(today) - 1
        guard previous >= 0, let day = hours.day(LocalDate(daysSinceEpoch: span.days[previous])) else { return nil }
        return Origin(index: previous, wall: Int64(day.hours.intervals[day.hours.intervals.count - 1].close) * 60)
    }

    private func origin(_ day: Int, _ local: Int64, _ span: WorkingSpan) -> Origin {
        Origin(index: span.days.countBelow(day), wall: local - Int64(day) * 86_400)
    }

    /// Between the opening and the closing of a day, both included.
    private func isInShift(of day: Int, _ moment: Timestamp) -> Bool {
        let shifts = shifts(day)
        guard let open = shifts.first?.lowerBound, let close = shifts.last?.upperBound else { return false }
        return (open...close).contains(moment.milliseconds)
    }

    /// The moment of `day` when its wall clock shows `wall`, moved into its hours: forwards to the next opening or, after
    /// work, to the close; backwards the other way round.
    private func place(_ wall: Int64, on day: Int, _ isForward: Bool, milliseconds: Int64) -> Int64? {
        let moment = zone.resolve(localSecond: Int64(day) * 86_400 + wall, .first) * 1000 + milliseconds
        let shifts = shifts(day)
        if isForward {
            return shifts.first { moment <= $0.upperBound }.map { max(moment, $0.lowerBound) }
                ?? shifts.last?.upperBound
        } else {
            return shifts.last { $0.lowerBound <= moment }.map { min(moment, $0.upperBound) }
                ?? shifts.first?.lowerBound
        }
    }

    private func shifts(_ day: Int) -> [Range<Int64>] {
        WorkingSpan.shifts(hours.day(LocalDate(daysSinceEpoch: day)), zone)
    }
}

extension Timestamp {
    /// Milliseconds within the second, 0…999.
    var subsecond: Int64 { milliseconds - seconds * 1000 }
}
