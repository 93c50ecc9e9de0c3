import CRM
import Kernel

/// The next ten working days and the year, as the form stands.
struct WorkingTimePreview {
    /// Nil while the form is wrong.
    let calendar: WorkingCalendar?
    let settings: PortalSettings
    let now: Timestamp
    let year: Int?
    let language: Language
    var problem: Text?

    var html: HTML {
        guard let calendar else {
            return .notice(.warning, icon: .triangleAlert, "<p>\(problem ?? WorkingTimeTexts.previewBroken, language)</p>")
        }
        let today = calendar.zone.local(now).date
        return """
            <div class="stack">\(.card(title: WorkingTimeTexts.next[language], isFlush: true, days(calendar, today)))\
            \(yearCard(calendar.hours, today))</div>
            """
    }

    private func days(_ calendar: WorkingCalendar, _ today: LocalDate) -> HTML {
        let writer = DateWriter(zone: calendar.zone, language: language)
        return """
            <ol class="next-days">\(each: calendar.nextWorkingDays(10, from: today), { day in """
                <li><span class="next-weekday">\(writer.weekdayShort(day.date))</span><span class="grow">\(writer.dayMonth(day.date))</span>\
                \(if: day.reason != .ordinary, .badge(day.reason.title[language], tone: .warning))<span class="muted">\(day.hours.text)</span></li>
                """
            })</ol>
            """
    }

    // MARK: The year

    private func yearCard(_ hours: WorkingHours, _ today: LocalDate) -> HTML {
        let year = year ?? today.year
        let count = (1...12).reduce(0) { sum, month in
            sum + days(of: month, year).count { hours.day($0) != nil }
        }
        let length = (1...12).reduce(0) { $0 + LocalDate.daysInMonth($1, year: year) }
        let total = WorkingTimeTexts.total.with(["days": String(count), "free": String(length - count)])
        return .card(
            title: WorkingTimeTexts.year.with(["year": String(year)])[language],
            actions: [
                .iconLink(.chevronLeft, label: WorkingTimeTexts.previousYear[language], to: "/settings/working-time?year=\(year - 1)"),
                .iconLink(.chevronRight, label: WorkingTimeTexts.nextYear[language], to: "/settings/working-time?year=\(year + 1)"),
            ], foot: legend(total),
            "<input type=\"hidden\" name=\"year\" value=\"\(year)\"><div class=\"year\">\(each: 1...12, { month($0, year, hours, today) })</div>")
    }

    private func legend(_ total: Text) -> HTML {
        let marks: [(String, Text)] = [
            ("is-free", WorkingTimeTexts.legendFree), ("is-holiday", WorkingTimeTexts.legendHoliday),
            ("is-moved", WorkingTimeTexts.legendMoved), ("is-short", WorkingTimeTexts.legendShort),
        ]
        return """
            <div class="row year-legend">\(each: marks, { "<span class=\"row tight\"><span class=\"year-day \($0.0)\"></span><small>\($0.1, language)</small></span>" })\
            <small class="push">\(total, language)</small></div>
            """
    }

    private func month(_ month: Int, _ year: Int, _ hours: WorkingHours, _ today: LocalDate) -> HTML {
        let days = days(of: month, year)
        let offset = days.first.map { ($0.weekday - settings.firstDayOfWeek + 7) % 7 } ?? 0
        let heads = (0..<7).map { DateTexts.weekdaysShort[(settings.firstDayOfWeek - 1 + $0) % 7][language] }
        return """
            <section class="month"><h3>\(DateTexts.months[month - 1], language)</h3><div class="month-days">\
            \(each: heads, { "<span class=\"month-head\">\($0)</span>" })\(each: 0..<offset, { _ in "<span></span>" })\
            \(each: days, { day($0, hours, today) })</div></section>
            """
    }

    private func day(_ date: LocalDate, _ hours: WorkingHours, _ today: LocalDate) -> HTML {
        let day = hours.day(date)
        let kind: (name: String?, title: String) =
            switch day?.reason {
            case .ordinary: (nil, day?.hours.text ?? "")
            case .moved: ("is-moved", "\(WorkingTimeTexts.legendMoved[language]), \(day?.hours.text ?? "")")
            case .shortened: ("is-short", "\(WorkingTimeTexts.legendShort[language]), \(day?.hours.text ?? "")")
            case nil:
                hours.daysOff.contains(date.weekday)
                    ? ("is-free", WorkingTimeTexts.legendFree[language]) : ("is-holiday", WorkingTimeTexts.legendHoliday[language])
            }
        return "<span\(classes: "year-day", kind.name, date == today ? "is-today" : nil) title=\"\(kind.title)\">\(date.day)</span>"
    }

    private func days(of month: Int, _ year: Int) -> [LocalDate] {
        guard let first = LocalDate(year: year, month: month, day: 1) else { return [] }
        return (0..<LocalDate.daysInMonth(month, year: year)).map { first.adding(days: $0) }
    }
}
