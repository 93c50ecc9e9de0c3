import Kernel

/// What a filter asks of one field.
package enum FilterTest: Hashable, Sendable {
    /// The field has one of these values.
    case equals([Value])
    /// The field is empty or has none of these values.
    case differs([Value])
    /// The text contains this, in any letter case.
    case contains(String)
    /// Both ends are included; nil leaves an end open.
    case range(from: Value?, to: Value?)
    /// The day lies in a period that moves with today.
    case relative(RelativePeriod)
    case filled
    case empty

    /// Which tests a field type offers.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case equals, contains, range, relative, filled
    }

    package var kind: Kind {
        switch self {
        case .equals, .differs: .equals
        case .contains: .contains
        case .range: .range
        case .relative: .relative
        case .filled, .empty: .filled
        }
    }
}

/// A period that moves with today. Raw values are stored in saved filters.
package enum RelativePeriod: String, Hashable, Sendable, CaseIterable {
    case today, yesterday, tomorrow
    case thisWeek = "this_week", lastWeek = "last_week", nextWeek = "next_week"
    case thisMonth = "this_month", lastMonth = "last_month", nextMonth = "next_month"
    case thisQuarter = "this_quarter", thisYear = "this_year"
    case last7Days = "last_7_days", last30Days = "last_30_days", last90Days = "last_90_days"
    case next7Days = "next_7_days", next30Days = "next_30_days"

    /// The first and the last day of the period.
    package func days(today: LocalDate) -> ClosedRange<LocalDate> {
        switch self {
        case .today: today...today
        case .yesterday: today.adding(days: -1)...today.adding(days: -1)
        case .tomorrow: today.adding(days: 1)...today.adding(days: 1)
        case .thisWeek: week(of: today)
        case .lastWeek: week(of: today.adding(days: -7))
        case .nextWeek: week(of: today.adding(days: 7))
        case .thisMonth: months(from: today, 1)
        case .lastMonth: months(from: today.adding(months: -1), 1)
        case .nextMonth: months(from: today.adding(months: 1), 1)
        case .thisQuarter: months(from: today.adding(months: -((today.month - 1) % 3)), 3)
        case .thisYear: months(from: today.adding(months: 1 - today.month), 12)
        case .last7Days: today.adding(days: -6)...today
        case .last30Days: today.adding(days: -29)...today
        case .last90Days: today.adding(days: -89)...today
        case .next7Days: today...today.adding(days: 6)
        case .next30Days: today...today.adding(days: 29)
        }
    }

    private func week(of day: LocalDate) -> ClosedRange<LocalDate> {
        let monday = day.adding(days: 1 - day.weekday)
        return monday...monday.adding(days: 6)
    }

    private func months(from day: LocalDate, _ count: Int) -> ClosedRange<LocalDate> {
        let first = day.adding(days: 1 - day.day)
        return first...first.adding(months: count).adding(days: -1)
    }
}
