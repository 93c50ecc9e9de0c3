/// A stretch of work within a day, in minutes from its 00:00; a night shift closes after 24:00.
package struct WorkInterval: Hashable, Sendable {
    /// 0…1439
    package let open: Int
    /// `open + 1`…2880
    package let close: Int

    /// Nil when it does not open on its day or does not close after it opens.
    package init?(open: Int, close: Int) {
        guard (0..<1440).contains(open), (open + 1...2880).contains(close) else { return nil }
        self.open = open
        self.close = close
    }

    package var minutes: Int { close - open }
}

extension WorkInterval: CustomStringConvertible {
    /// `09:00–18:00`; `22:00–06:00` closes on the next day.
    package var description: String {
        "\(Self.time(open))–\(Self.time(close))"
    }

    /// Reads `9–18`, `09:00-13:00`, `22:00–06:00`; nil when it is no interval.
    package init?(parsing text: some StringProtocol) {
        let ends = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" || $0 == "—" }.map { end in
            LocalTime(parsing: String(end.filter { !$0.isWhitespace }))
        }
        guard ends.count == 2, let open = ends[0], let close = ends[1], open != close else { return nil }
        let openMinute = open.secondOfDay / 60
        let closeMinute = close.secondOfDay / 60
        self.init(open: openMinute, close: closeMinute > openMinute ? closeMinute : closeMinute + 1440)
    }

    private static func time(_ minute: Int) -> String {
        let shown = minute > 1440 ? minute - 1440 : minute
        return "\(padded(shown / 60, 2)):\(padded(shown % 60, 2))"
    }
}

/// The working hours of a day: intervals in order, with breaks between them; none means no work.
package struct DayHours: Hashable, Sendable {
    package let intervals: [WorkInterval]

    package static let none = DayHours(intervals: [])
    /// Round the clock.
    package static let allDay = DayHours(intervals: [WorkInterval(open: 0, close: 1440)].compactMap { $0 })

    private init(intervals: [WorkInterval]) { self.intervals = intervals }

    /// Sorts the intervals; nil when two of them overlap.
    package init?(_ intervals: [WorkInterval]) {
        let sorted = intervals.sorted { $0.open < $1.open }
        guard zip(sorted, sorted.dropFirst()).allSatisfy({ $0.close <= $1.open }) else { return nil }
        self.intervals = sorted
    }

    /// Reads `9:00–13:00, 14:00–18:00`; an empty text means no work. Throws `Failure.invalid` that names what is wrong.
    package init(parsing text: String, field: String? = nil) throws {
        let intervals = try text.split { ",;".contains($0) || $0.isNewline }
            .filter { !$0.allSatisfy(\.isWhitespace) }
            .map { item in
                guard let interval = WorkInterval(parsing: item) else {
                    let name = String(item.drop(while: \.isWhitespace).prefix(40))
                    throw Failure(.invalid, WorkingHoursTexts.noInterval.with(["interval": name]), field: field)
                }
                return interval
            }
        guard let hours = DayHours(intervals) else {
            throw Failure(.invalid, WorkingHoursTexts.overlap.with(["hours": String(text.prefix(80))]), field: field)
        }
        self = hours
    }

    /// `09:00–13:00, 14:00–18:00`
    package var text: String { intervals.map(\.description).joined(separator: ", ") }

    package var isEmpty: Bool { intervals.isEmpty }

    /// How much work the day holds, in minutes of the wall clock.
    package var minutes: Int { intervals.reduce(0) { $0 + $1.minutes } }

    /// The same hours, but nothing after `minute`.
    func closing(atMinute minute: Int) -> DayHours {
        DayHours(intervals: intervals.compactMap { WorkInterval(open: $0.open, close: min($0.close, minute)) })
    }
}
