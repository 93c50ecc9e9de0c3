import Kernel

/// When something is to happen, as far as it is known.
enum PlannedMoment: Equatable {
    case at(Timestamp)
    /// The field it is counted from is empty.
    case unknownUntilFilled
}

extension Timing {
    /// The moment that the rule means.
    /// - Parameter anchor: what «entry» is: the stage entry, or the moment when the step before was due to end. Never the
    ///   moment when the engine got round to it, so lateness does not add up.
    /// - Throws: `Failure` `.invalid` when the field is unknown or holds no date.
    func planned(from anchor: Timestamp, in environment: any EvaluationEnvironment) throws -> PlannedMoment {
        let calendar = environment.setting.calendar
        switch base {
        case .entry: return .at(notBeforeNow(moment(from: anchor, calendar), environment))
        case .field(let code):
            guard let value = try environment.value(object: "Document", field: code) else {
                throw Failure(.invalid, TimingTexts.unknownField.with(["field": code]), field: code)
            }
            switch value.elements.first ?? .null {
            case .null: return .unknownUntilFilled
            case .dateTime(let moment): return .at(notBeforeNow(self.moment(from: moment, calendar), environment))
            case .date(let date): return .at(notBeforeNow(moment(from: date, calendar), environment))
            case .string(let text) where text.allSatisfy(\.isWhitespace): return .unknownUntilFilled
            case .bool, .int, .double, .string, .money, .reference, .list:
                throw Failure(.invalid, TimingTexts.noDate.with(["field": code]), field: code)
            }
        }
    }

    /// A moment already past means «at once»; in working time that is the next working moment from now.
    private func notBeforeNow(_ moment: Timestamp, _ environment: any EvaluationEnvironment) -> Timestamp {
        let setting = environment.setting
        guard workingTimeOnly || countsWorkingTime, moment < setting.now else { return moment }
        return setting.calendar.ceil(setting.now, rounding: .action)
    }

    /// The moment that the rule means when it counts from `start`, for scenarios: no field is asked, nothing is already past.
    package func moment(after start: Timestamp, in calendar: WorkingCalendar) -> Timestamp { moment(from: start, calendar) }

    private func moment(from base: Timestamp, _ calendar: WorkingCalendar) -> Timestamp {
        if countsWorkingTime { return worked(from: base, calendar) }
        let local = calendar.zone.local(base)
        let moment: Timestamp =
            switch unit {
            case .minutes, .hours: atTimeOfDay(of: base + elapsed, calendar)
            case .days where amount == 0 && timeOfDay == nil: base
            case .days:
                calendar.zone.resolve(LocalDateTime(local.date.adding(days: bounded), timeOfDay ?? local.time))
            }
        return workingTimeOnly ? calendar.ceil(moment, rounding: .action) : moment
    }

    private func moment(from base: LocalDate, _ calendar: WorkingCalendar) -> Timestamp {
        if countsWorkingTime { return worked(from: calendar.opening(of: base), calendar) }
        let date = unit == .days ? base.adding(days: bounded) : base
        let opening = timeOfDay.map { calendar.zone.resolve(LocalDateTime(date, $0)) } ?? calendar.opening(of: date)
        let moment = unit == .days ? opening : opening + elapsed
        return workingTimeOnly ? calendar.ceil(moment, rounding: .action) : moment
    }

    private func worked(from base: Timestamp, _ calendar: WorkingCalendar) -> Timestamp {
        switch unit {
        case .minutes, .hours: calendar.add(elapsed, to: base, rounding: .action)
        case .days: calendar.addWorkingDays(bounded, to: base, rounding: .action)
        }
    }

    /// «Сразу, в 12:00»: a fixed time of day counts when there is no offset in hours or minutes.
    private func atTimeOfDay(of moment: Timestamp, _ calendar: WorkingCalendar) -> Timestamp {
        guard let timeOfDay, amount == 0 else { return moment }
        return calendar.zone.resolve(LocalDateTime(calendar.zone.local(moment).date, timeOfDay))
    }

    /// A thousand years either way is as good as never and cannot overflow.
    private var bounded: Int { min(max(amount, -365_000), 365_000) }

    private var elapsed: TimeSpan {
        switch unit {
        case .minutes: .minutes(Int64(min(max(amount, -500_000_000), 500_000_000)))
        case .hours: .hours(Int64(min(max(amount, -8_000_000), 8_000_000)))
        case .days: .days(Int64(bounded))
        }
    }

    /// Whether the moment changes when the working calendar does.
    var dependsOnCalendar: Bool {
        workingTimeOnly || countsWorkingTime || unit == .days || timeOfDay != nil || field != nil
    }

    /// The field the rule counts from.
    var field: String? { if case .field(let code) = base { code } else { nil } }
}

extension WorkingCalendar {
    /// When work begins on `date`; on a day off, when it would usually begin.
    package func opening(of date: LocalDate) -> Timestamp {
        let usual = hours.week[date.weekday - 1].intervals.first ?? hours.week.lazy.compactMap(\.intervals.first).first
        let minute = (hours.day(date)?.hours.intervals.first ?? usual)?.open ?? 0
        return zone.resolve(LocalDateTime(date, LocalTime(secondOfDay: minute * 60)))
    }
}
