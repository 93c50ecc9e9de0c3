import Kernel
import Storage

extension Assignment {
    /// Who is asked what, for a program: a row for every person of every assignment; any tests by the names of the REST API, any
    /// order, a stretch of them; and how many there are in all.
    /// - Parameter person: whose; nil for everybody's.
    package static func select(
        _ tree: FieldTree?, of person: UserID?, order: [ItemSort] = [], offset: Int = 0, limit: Int, dates: DateSetting,
        in reader: any Reader
    ) throws -> (rows: [(assignment: Assignment, place: Int)], total: Int) {
        let source = "assignment_people p join assignments a on a.id = p.assignment"
        var conditions = RowConditions(columns, dates: dates, reader.dialect)
        if let person { conditions.add("p.person = \(conditions.argument(person))") }
        if let tree { conditions.add(tree) }
        let total = try reader.count("select count(*) from \(source) where \(conditions.sql)", conditions.arguments)
        let sorting = conditions.order(order, id: "a.id")
        let page = "limit \(conditions.argument(limit)) offset \(conditions.argument(offset))"
        let places: [(AssignmentID, Int)] = try reader.query(
            "select a.id, p.place from \(source) where \(conditions.sql) order by \(sorting), p.place \(page)", conditions.arguments
        ) { ($0.id(0), $0.int(1)) }
        let found = Dictionary(try load(places.map(\.0), in: reader).map { ($0.id, $0) }) { first, _ in first }
        return (places.compactMap { id, place in found[id].map { ($0, place) } }, total)
    }

    /// Whether programs may filter or sort by a name.
    package static func isSelectable(_ code: FieldCode) -> Bool { columns[code] != nil }

    private static let columns: [FieldCode: RowColumn] = {
        let states = State.allCases.map { "when '\($0.rawValue)' then \($0.code)" }.joined(separator: " ")
        let answers = Answer.allCases.map { "when '\($0.rawValue)' then \($0.code)" }.joined(separator: " ")
        return [
            "ID": .number("a.id"), "USER_ID": .reference("p.person"), "NAME": .text("a.title"),
            "STATUS": .number("(case a.state \(states) end)"), "USER_STATUS": .number("coalesce(case p.answer \(answers) end, 0)"),
            "MODIFIED": .moment("a.created_at"), "OVERDUE_DATE": .moment("a.deadline"), "DOCUMENT_ID": .number("a.item"),
        ]
    }()
}

extension Assignment.State {
    /// The number in the REST API (`STATUS`).
    package var code: Int {
        switch self {
        case .open: 0
        case .approved: 1
        case .rejected: 2
        case .acquainted: 3
        case .expired: 4
        case .cancelled: 5
        }
    }
}

extension Assignment.Answer {
    /// The number in the REST API (`USER_STATUS`).
    package var code: Int {
        switch self {
        case .approve: 1
        case .reject: 2
        case .acquaint: 3
        }
    }
}
