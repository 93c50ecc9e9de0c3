import Kernel

/// A column of the task board. The order is that of the screen.
package enum TaskColumn: String, Sendable, CaseIterable {
    case overdue, today, thisWeek = "this_week", nextWeek = "next_week", later
    case withoutDeadline = "without_deadline", completed

    package var title: Text {
        switch self {
        case .overdue: TaskTexts.columnOverdue
        case .today: TaskTexts.columnToday
        case .thisWeek: TaskTexts.columnThisWeek
        case .nextWeek: TaskTexts.columnNextWeek
        case .later: TaskTexts.columnLater
        case .withoutDeadline: TaskTexts.columnWithoutDeadline
        case .completed: TaskTexts.columnCompleted
        }
    }
}

/// The days that separate the board's columns, in the portal's time zone.
package struct TaskBoardDays: Sendable, Equatable {
    package let now: Timestamp
    /// Midnights: the first moments of tomorrow, of next week, of the week after it, and of the day after tomorrow.
    package let tomorrow: Timestamp
    package let nextWeek: Timestamp
    package let weekAfter: Timestamp
    package let dayAfterTomorrow: Timestamp
    private let today: LocalDate
    private let zone: TimeZoneRules

    /// - Parameter firstWeekday: with which day weeks begin, Monday 1 … Sunday 7.
    package init(now: Timestamp, zone: TimeZoneRules, firstWeekday: Int = 1) {
        let today = zone.local(now).date
        let sinceWeekBegan = (today.weekday - firstWeekday + 7) % 7
        let nextWeek = today.adding(days: 7 - sinceWeekBegan)
        self.now = now
        self.today = today
        self.zone = zone
        tomorrow = zone.startOfDay(today.adding(days: 1))
        dayAfterTomorrow = zone.startOfDay(today.adding(days: 2))
        self.nextWeek = zone.startOfDay(nextWeek)
        weekAfter = zone.startOfDay(nextWeek.adding(days: 7))
    }

    /// Where a task stands.
    package func column(state: TaskState, deadline: Timestamp?) -> TaskColumn {
        guard state.isOpen else { return .completed }
        guard let deadline else { return .withoutDeadline }
        return if deadline < now {
            .overdue
        } else if deadline < tomorrow {
            .today
        } else if deadline < nextWeek {
            .thisWeek
        } else if deadline < weekAfter {
            .nextWeek
        } else {
            .later
        }
    }

    /// The deadline that a card dropped on a column gets; `.some(nil)` takes the deadline away, nil means that nothing can be
    /// dropped there (overdue, completed). Weeks end on their fifth day, days at `closing`.
    package func deadline(droppedOn column: TaskColumn, closing: LocalTime) -> Timestamp?? {
        switch column {
        case .overdue, .completed: return nil
        case .withoutDeadline: return .some(nil)
        case .today:
            let end = moment(today, closing)
            return .some(end > now ? end : tomorrow - .minutes(1))
        case .thisWeek: return .some(moment(fifthDay(before: nextWeek, notBefore: tomorrow), closing))
        case .nextWeek: return .some(moment(fifthDay(before: weekAfter, notBefore: nextWeek), closing))
        case .later: return .some(moment(fifthDay(before: weekAfter, notBefore: weekAfter), closing))
        }
    }

    private func fifthDay(before end: Timestamp, notBefore earliest: Timestamp) -> LocalDate {
        max(zone.local(end).date.adding(days: -3), zone.local(earliest).date)
    }

    private func moment(_ day: LocalDate, _ time: LocalTime) -> Timestamp { zone.resolve(LocalDateTime(day, time)) }
}
