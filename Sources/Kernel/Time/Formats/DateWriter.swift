/// How the portal writes dates and times, from its settings.
package struct DateStyle: Hashable, Sendable {
    /// Raw values are patterns, stored in the settings: day, month, year.
    package enum Order: String, Sendable, CaseIterable {
        case dayMonthYear = "DD.MM.YYYY"
        case yearMonthDay = "YYYY-MM-DD"
        case dayMonthYearSlashed = "DD/MM/YYYY"
        case monthDayYear = "MM/DD/YYYY"
    }

    package enum Clock: String, Sendable, CaseIterable {
        /// 17:40
        case hours24 = "HH:MM"
        /// 5:40 PM
        case hours12 = "H:MM AM"
    }

    package var order: Order
    package var clock: Clock

    package init(order: Order = .dayMonthYear, clock: Clock = .hours24) {
        self.order = order
        self.clock = clock
    }
}

extension DateStyle {
    /// `20.09.2019`
    package func date(_ date: LocalDate) -> String {
        let (day, month, year) = (padded(date.day, 2), padded(date.month, 2), padded(date.year, 4))
        return switch order {
        case .dayMonthYear: "\(day).\(month).\(year)"
        case .yearMonthDay: "\(year)-\(month)-\(day)"
        case .dayMonthYearSlashed: "\(day)/\(month)/\(year)"
        case .monthDayYear: "\(month)/\(day)/\(year)"
        }
    }

    /// `17:40`, or `5:40 PM` with a 12-hour clock.
    package func time(_ time: LocalTime) -> String {
        switch clock {
        case .hours24: time.description
        case .hours12: "\((time.hour + 11) % 12 + 1):\(padded(time.minute, 2)) \(time.hour % 24 < 12 ? "AM" : "PM")"
        }
    }
}

/// Writes moments for one person: in their time zone, language and style.
package struct DateWriter: Sendable {
    package let zone: TimeZoneRules
    package let language: Language
    package let style: DateStyle

    package init(zone: TimeZoneRules, language: Language, style: DateStyle = DateStyle()) {
        self.zone = zone
        self.language = language
        self.style = style
    }

    /// `20.09.2019`
    package func date(_ date: LocalDate) -> String { style.date(date) }

    /// `20.09.2019`
    package func date(_ moment: Timestamp) -> String { date(zone.local(moment).date) }

    /// `17:40`, or `5:40 PM` with a 12-hour clock.
    package func time(_ time: LocalTime) -> String { style.time(time) }

    /// `17:40`
    package func time(_ moment: Timestamp) -> String { time(zone.local(moment).time) }

    /// `20.09.2019 17:40`
    package func dateTime(_ moment: Timestamp) -> String { "\(date(moment)) \(time(moment))" }

    private var isMonthFirst: Bool { language == .english && style.order == .monthDayYear }

    /// «20 сентября»; “September 20” in English where the month goes first.
    package func dayMonth(_ date: LocalDate) -> String {
        let month = DateTexts.monthsGenitive[date.month - 1][language]
        return isMonthFirst ? "\(month) \(date.day)" : "\(date.day) \(month)"
    }

    /// «20 сентября 2019»
    package func longDate(_ date: LocalDate) -> String {
        "\(dayMonth(date))\(isMonthFirst ? "," : "") \(date.year)"
    }

    /// «20 сентября», with the year when it is not that of `now`.
    package func shortDate(_ date: LocalDate, now: Timestamp) -> String {
        date.year == zone.local(now).date.year ? dayMonth(date) : longDate(date)
    }

    /// «сегодня», «вчера», «завтра», else as `shortDate`.
    package func day(_ date: LocalDate, now: Timestamp) -> String {
        switch date.daysSinceEpoch - zone.local(now).date.daysSinceEpoch {
        case 0: DateTexts.today[language]
        case -1: DateTexts.yesterday[language]
        case 1: DateTexts.tomorrow[language]
        default: shortDate(date, now: now)
        }
    }

    /// «сегодня, 17:40», «20 сентября, 17:40», «20 сентября 2018, 17:40»
    package func moment(_ moment: Timestamp, now: Timestamp) -> String {
        "\(day(zone.local(moment).date, now: now)), \(time(moment))"
    }

    /// «5 минут назад», «через 2 часа», rounded down; from a day on as `moment(_:now:)`.
    package func relative(_ moment: Timestamp, now: Timestamp) -> String {
        let isFuture = moment > now
        let minutes = Int((moment - now).milliseconds.magnitude / 60_000)
        switch minutes {
        case 0: return (isFuture ? DateTexts.atOnce : DateTexts.justNow)[language]
        case ..<1440:
            let time = minutes < 60 ? DateTexts.minutesAccusative(minutes) : DateTexts.hours(minutes / 60)
            return (isFuture ? DateTexts.later : DateTexts.ago).with(["time": time])[language]
        default: return self.moment(moment, now: now)
        }
    }

    /// «понедельник»
    package func weekday(_ date: LocalDate) -> String { DateTexts.weekdays[date.weekday - 1][language] }

    /// «пн»
    package func weekdayShort(_ date: LocalDate) -> String { DateTexts.weekdaysShort[date.weekday - 1][language] }

    /// «сентябрь 2019»
    package func monthYear(_ date: LocalDate) -> String { "\(DateTexts.months[date.month - 1][language]) \(date.year)" }

    /// «3 дня», «1 ч 30 мин»
    package func duration(_ span: TimeSpan) -> String { DateTexts.duration(span)[language] }
}
