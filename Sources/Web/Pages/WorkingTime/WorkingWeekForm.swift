import CRM
import Kernel

/// The week as the form has it: for each day whether it is worked, from when to when, and lunch. Stored as texts of intervals.
struct WorkingWeekForm: Sendable {
    struct Day: Sendable {
        var works: Bool
        var open = ""
        var close = ""
        var lunchFrom = ""
        var lunchTo = ""
        /// Hours of more than two intervals, written out.
        var custom: String?
    }

    var days: [Day]

    /// What is stored.
    init(_ hours: WorkingHours) {
        days = (1...7).map { weekday in
            let intervals = hours.week[weekday - 1].intervals
            var day = Day(works: !hours.daysOff.contains(weekday) && !intervals.isEmpty)
            if intervals.count > 2 {
                day.custom = hours.week[weekday - 1].text
            } else if let first = intervals.first, let last = intervals.last {
                day.open = Self.time(first.open)
                day.close = Self.time(last.close)
                if intervals.count == 2 {
                    day.lunchFrom = Self.time(first.close)
                    day.lunchTo = Self.time(last.open)
                }
            }
            return day
        }
    }

    /// What was sent.
    init(_ form: FormFields) {
        days = (1...7).map { weekday in
            func text(_ name: String) -> String { form.text("\(name).\(weekday)") ?? "" }
            return Day(
                works: form.flag("on.\(weekday)"), open: text("open"), close: text("close"), lunchFrom: text("lunchFrom"),
                lunchTo: text("lunchTo"), custom: form["hours.\(weekday)"])
        }
    }

    var daysOff: [Int] { (1...7).filter { !days[$0 - 1].works } }

    /// The intervals of each day as texts.
    /// - Throws: `Failure` `.invalid` at `workingHours.week[0]`…
    func week() throws -> [String] { try (0..<7).map(text) }

    private func text(_ place: Int) throws -> String {
        let day = days[place]
        if let custom = day.custom { return custom }
        func refusal(_ text: Text) -> Failure {
            Failure(.invalid, text.with(["day": DateTexts.weekdays[place]]), field: "workingHours.week[\(place)]")
        }
        guard !day.open.isEmpty, !day.close.isEmpty else {
            if day.works { throw refusal(WorkingTimeTexts.noHours) }
            return ""
        }
        guard !day.lunchFrom.isEmpty || !day.lunchTo.isEmpty else { return "\(day.open)–\(day.close)" }
        guard let open = LocalTime(parsing: day.open), let close = LocalTime(parsing: day.close),
            let from = LocalTime(parsing: day.lunchFrom), let to = LocalTime(parsing: day.lunchTo),
            // A night shift closes the next day: its lunch may be on either side of midnight.
            from != to, close <= open || (open < from && from < to && to < close)
        else { throw refusal(WorkingTimeTexts.badLunch) }
        return "\(day.open)–\(day.lunchFrom), \(day.lunchTo)–\(day.close)"
    }

    private static func time(_ minute: Int) -> String { "\(padded(minute % 1440 / 60, 2)):\(padded(minute % 60, 2))" }
}
