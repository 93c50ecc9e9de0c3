import Kernel
import Storage

/// A column of the «Дела» view: when the next step of an item is due. The order is that of the screen.
package enum AgendaColumn: String, Sendable, CaseIterable {
    case overdue, today, tomorrow, week, later
    /// Nothing is planned.
    case none

    /// The moments of the column; nil leaves an end open. Without a next step both are nil.
    fileprivate func window(_ days: TaskBoardDays) -> (from: Timestamp?, before: Timestamp?) {
        switch self {
        case .overdue: (nil, days.now)
        case .today: (days.now, days.tomorrow)
        case .tomorrow: (days.tomorrow, days.dayAfterTomorrow)
        case .week: (days.dayAfterTomorrow, max(days.dayAfterTomorrow, days.nextWeek))
        case .later: (max(days.dayAfterTomorrow, days.nextWeek), nil)
        case .none: (nil, nil)
        }
    }
}

/// The items of every column of the «Дела» view with their numbers.
package struct ItemAgenda: Sendable {
    package let columns: [AgendaColumn: [ItemSummary]]
    package let totals: [AgendaColumn: Int]
    package let names: Names
}

extension ItemStore {
    /// What a query finds by the day of its next step: the nearest first, those without one by their last activity. A query
    /// a column, one for the numbers, one for each kind of name.
    package func agenda(
        _ query: ItemQuery, days: TaskBoardDays, limit: Int = 50, for viewer: Viewer, in reader: any Reader
    ) throws -> ItemAgenda {
        var rows: [(AgendaColumn, [CardRow])] = []
        for column in AgendaColumn.allCases {
            var conditions = try conditions(query, viewer, days.now, reader)
            let test = AgendaColumn.test(column, days, &conditions)
            conditions.add(test)
            let order = column == .none ? "t.last_activity_at desc, t.id desc" : "t.next_activity_at, t.id"
            rows.append((column, try cards(query.entity, conditions, order: order, limit, reader)))
        }
        let (all, names) = try summaries(rows.flatMap(\.1), in: reader)
        var rest = all[...]
        var columns: [AgendaColumn: [ItemSummary]] = [:]
        for (column, cards) in rows {
            columns[column] = Array(rest.prefix(cards.count))
            rest = rest.dropFirst(cards.count)
        }
        return ItemAgenda(columns: columns, totals: try agendaTotals(query, days, viewer, reader), names: names)
    }

    private func agendaTotals(
        _ query: ItemQuery, _ days: TaskBoardDays, _ viewer: Viewer, _ reader: any Reader
    ) throws -> [AgendaColumn: Int] {
        var conditions = try conditions(query, viewer, days.now, reader)
        let counts = AgendaColumn.allCases.map { column in
            "coalesce(sum(case when \(AgendaColumn.test(column, days, &conditions)) then 1 else 0 end), 0)"
        }
        let totals = try reader.first(
            "select \(counts.joined(separator: ", ")) from \(conditions.source) where \(conditions.sql)", conditions.arguments
        ) { row in AgendaColumn.allCases.indices.map(row.int) } ?? []
        return Dictionary(uniqueKeysWithValues: zip(AgendaColumn.allCases, totals))
    }
}

extension AgendaColumn {
    fileprivate static func test(_ column: AgendaColumn, _ days: TaskBoardDays, _ conditions: inout ItemConditions) -> String {
        let (from, before) = column.window(days)
        var tests: [String] = []
        if let from { tests.append("t.next_activity_at >= \(conditions.argument(from))") }
        if let before { tests.append("t.next_activity_at < \(conditions.argument(before))") }
        return tests.isEmpty ? "t.next_activity_at is null" : tests.joined(separator: " and ")
    }
}
