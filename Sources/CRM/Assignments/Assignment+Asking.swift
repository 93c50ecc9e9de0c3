import Kernel
import Storage

extension Assignment {
    private static let longestTitle = 500
    private static let largestCrowd = 200

    /// Asks: a line under the bell of everybody, and in the item's history.
    /// - Throws: `Failure` `.invalid` at `subject` without a title, at `to` without people.
    package static func ask(_ draft: AssignmentDraft, in command: Command) throws -> AssignmentID {
        if let made = try made(byRobot: draft.robotKey, in: command.transaction) { return made }
        let title = draft.title.withoutOuterSpace
        guard !title.isEmpty, title.count <= longestTitle else { throw Failure(.invalid, AssignmentTexts.badTitle, field: "subject") }
        guard (1...largestCrowd).contains(draft.people.count) else { throw Failure(.invalid, AssignmentTexts.badCrowd, field: "to") }
        let id = AssignmentID(try command.transaction.nextID("assignments"))
        try command.transaction.execute(
            """
            insert into assignments (id, item, kind, title, description, rule, votes, asks_comment, on_deadline, deadline, state,
                robot_key, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12)
            """,
            [
                id, draft.item, draft.kind.rawValue, title, draft.description, draft.rule.rawValue, draft.votes,
                draft.commentRule.rawValue, draft.expiry.rawValue, draft.deadline, draft.robotKey, command.now,
            ])
        for (place, person) in draft.people.enumerated() {
            try command.transaction.execute(
                "insert into assignment_people (assignment, place, person, comment, waits) values ($1, $2, $3, '', 1)", [id, place, person])
        }
        try announce(id, draft.kind, title, on: draft.item, to: draft.people, in: command)
        command.raise(AssignmentEvent(.asked, document: draft.item, assignment: id, kind: draft.kind, title: title, people: draft.people))
        return id
    }

    static func announce(
        _ id: AssignmentID, _ kind: Kind, _ title: String, on item: DocumentID, to people: [UserID], in command: Command
    ) throws {
        let text = AssignmentTexts.notice.with(["kind": kind.title, "title": Text(verbatim: title)])
        try Notice.send(NoticeDraft("assignment", text, link: .page("/assignments/\(id)"), tag: "assignment:\(id)"), to: people, in: command)
        LiveChanges.of(command.transaction).add(item: item)
        // The number beside the entry of the rail.
        for person in people { LiveChanges.of(command.transaction).add(bell: person) }
    }
}
