import Kernel
import Storage

/// The «Дела» view: what people have planned.
package struct ActivityAgenda: Sendable {
    package enum Part: String, Sendable, CaseIterable {
        /// Clients' contacts that nobody has answered.
        case incoming
        case overdue, today, tomorrow, later
        case withoutDeadline = "without_deadline"
    }

    package let activities: [Activity]
    package let total: Int

    /// A page of one part of what `people` have planned, nearest deadline first. Five queries.
    /// - Parameter days: the borders of days in the portal's zone.
    package static func page(
        _ part: Part, of people: Set<UserID>, days: TaskBoardDays, limit: Int = 50, offset: Int = 0,
        in reader: any Reader
    ) throws -> ActivityAgenda {
        let (condition, moments) = part.condition(days)
        let whose = reader.dialect.isOneOf("responsible", parameter: "$1")
        let arguments: [any SQLConvertible] = [people.jsonList()] + moments
        let total = try reader.count(
            "select count(*) from activities where status = 'planned' and \(whose) and \(condition)", arguments)
        let ids: [ActivityID] = try reader.query(
            """
            select id from activities where status = 'planned' and \(whose) and \(condition)
            order by case when deadline is null then 1 else 0 end, deadline, id
            limit $\(arguments.count + 1) offset $\(arguments.count + 2)
            """, arguments + [limit, offset]
        ) { $0.id(0) }
        return ActivityAgenda(activities: try Activity.load(ids, in: reader), total: total)
    }
}

extension ActivityAgenda.Part {
    /// The condition with `$2…` and their values.
    fileprivate func condition(_ days: TaskBoardDays) -> (String, [any SQLConvertible]) {
        switch self {
        case .incoming: ("incoming = 1", [])
        case .overdue: ("deadline < $2", [days.now])
        case .today: ("deadline >= $2 and deadline < $3", [days.now, days.tomorrow])
        case .tomorrow: ("deadline >= $2 and deadline < $3", [days.tomorrow, days.dayAfterTomorrow])
        case .later: ("deadline >= $2", [days.dayAfterTomorrow])
        case .withoutDeadline: ("deadline is null and incoming = 0", [])
        }
    }
}

/// The numbers of a person's planned activities: red (overdue and today) and green (incoming).
package struct ActivityCounters: Sendable, Equatable {
    package let overdue: Int
    package let today: Int
    package let incoming: Int

    package static func of(
        _ person: UserID, now: Timestamp, tomorrow: Timestamp, in reader: any Reader
    ) throws -> ActivityCounters {
        try reader.first(
            """
            select coalesce(sum(case when deadline < $2 then 1 else 0 end), 0),
                coalesce(sum(case when deadline >= $2 and deadline < $3 then 1 else 0 end), 0), coalesce(sum(incoming), 0)
            from activities where responsible = $1 and status = 'planned'
            """, [person, now, tomorrow]
        ) { ActivityCounters(overdue: $0.int(0), today: $0.int(1), incoming: $0.int(2)) }
            ?? ActivityCounters(overdue: 0, today: 0, incoming: 0)
    }
}
