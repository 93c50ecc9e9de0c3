import Kernel
import Storage

extension Assignment {
    /// Which of a person's assignments a list shows.
    package enum Part: String, Sendable, CaseIterable {
        /// Their answer is waited for.
        case waiting
        /// They have answered, or it was decided without them.
        case closed
    }

    private static let columns = """
        id, item, kind, title, description, rule, votes, asks_comment, on_deadline, deadline, state, created_at, closed_at
        """

    /// Nil when there is none.
    package static func find(_ id: AssignmentID, in reader: any Reader) throws -> Assignment? {
        try load([id], in: reader).first
    }

    /// Those of an item that wait for somebody, oldest first.
    package static func open(of item: DocumentID, in reader: any Reader) throws -> [Assignment] {
        try load(
            reader.query("select id from assignments where item = $1 and state = 'open' order by id", [item]) { $0.id(0) }, in: reader)
    }

    /// A page of what these people are asked, the nearest deadline first, or of what is closed, the latest first.
    package static func list(
        _ part: Part, of people: [UserID], limit: Int = 100, in reader: any Reader
    ) throws -> [Assignment] {
        let (condition, order) =
            switch part {
            case .waiting: ("p.waits = 1", "coalesce(a.deadline, 9223372036854775807), a.id")
            case .closed: ("p.waits = 0", "coalesce(a.closed_at, a.created_at) desc, a.id desc")
            }
        let ids: [AssignmentID] = try reader.query(
            """
            select a.id from assignments a where a.id in (
                select p.assignment from assignment_people p
                where \(condition) and \(reader.dialect.isOneOf("p.person", parameter: "$1")))
            order by \(order) limit $2
            """, [people.jsonList(), limit]
        ) { $0.id(0) }
        return try load(ids, in: reader)
    }

    /// The assignments of `ids` in that order; missing ones are left out. Two queries.
    package static func load(_ ids: [AssignmentID], in reader: any Reader) throws -> [Assignment] {
        if ids.isEmpty { return [] }
        let list = ids.jsonList()
        let participants = try participants(list, in: reader)
        let found = try reader.query(
            "select \(columns) from assignments where \(reader.dialect.isOneOf("id", parameter: "$1"))", [list]
        ) { Assignment($0, participants[$0.id(0)] ?? []) }
        let byID = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
        return ids.compactMap { byID[$0] }
    }

    /// The one that a robot's step made.
    static func made(byRobot key: String, in reader: any Reader) throws -> AssignmentID? {
        try reader.first("select id from assignments where robot_key = $1", [key]) { $0.id(0) }
    }

    private static func participants(_ list: String, in reader: any Reader) throws -> [AssignmentID: [Participant]] {
        let rows = try reader.query(
            """
            select assignment, place, person, delegated_by, answer, comment, answered_at from assignment_people
            where \(reader.dialect.isOneOf("assignment", parameter: "$1")) order by assignment, place
            """, [list]
        ) { row -> (AssignmentID, Participant) in
            let participant = Participant(
                place: row.int(1), person: row.id(2), delegatedBy: row.optionalID(3),
                answer: row.optionalText(4).flatMap(Answer.init), comment: row.text(5), answeredAt: row.optionalTimestamp(6))
            return (row.id(0), participant)
        }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    private init(_ row: Row, _ participants: [Participant]) {
        self.init(
            id: row.id(0), item: row.document(1), kind: Kind(rawValue: row.text(2)) ?? .approval, title: row.text(3),
            description: row.text(4), rule: Rule(rawValue: row.text(5)) ?? .all, votes: row.int(6),
            commentRule: CommentRule(rawValue: row.text(7)) ?? .never, expiry: Expiry(rawValue: row.text(8)) ?? .nothing,
            deadline: row.optionalTimestamp(9), state: State(rawValue: row.text(10)) ?? .cancelled, createdAt: row.timestamp(11),
            closedAt: row.optionalTimestamp(12), participants: participants)
    }
}
