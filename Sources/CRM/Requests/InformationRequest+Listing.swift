import Kernel
import Storage

extension InformationRequest {
    /// A page of the questions that these people are asked, oldest first, or of the answered ones, the latest first.
    package static func list(
        _ part: Assignment.Part, of people: [UserID], limit: Int = 100, in reader: any Reader
    ) throws -> [InformationRequest] {
        let (condition, order) =
            switch part {
            case .waiting: ("answered_at is null and cancelled_at is null", "id")
            case .closed: ("answered_at is not null and cancelled_at is null", "answered_at desc, id desc")
            }
        // One person is looked for by the database; of many, whatever is left is looked through here.
        guard people.count != 1, let first = people.first else {
            return try reader.query(
                """
                select \(columns) from information_requests
                where \(condition) and ',' || recipients || ',' like $1 order by \(order) limit $2
                """, ["%,\(people.first.map(\.description) ?? "-"),%", limit], read)
        }
        let asked = Set(people).union([first])
        let found = try reader.query(
            "select \(columns) from information_requests where \(condition) order by \(order) limit $1", [limit * 10], read)
        return Array(found.filter { !asked.isDisjoint(with: $0.recipients) }.prefix(limit))
    }

    /// Hands a question over to somebody else, who is told; its activity goes with it when it was the first one's.
    /// - Throws: `Failure` `.notFound`, `.conflict` when it is answered, `.forbidden` for whom nobody asked, `.invalid` at
    ///   `person` for who does not work here or is asked already.
    package static func delegate(
        _ id: InformationRequestID, from person: UserID, to other: UserID, in command: Command
    ) throws {
        guard let request = try find(id, in: command.transaction) else { throw Failure(.notFound, RequestTexts.none) }
        guard request.isOpen else { throw Failure(.conflict, RequestTexts.answeredAlready) }
        guard request.recipients.contains(person) else { throw Failure(.forbidden, RequestTexts.notAsked) }
        guard try !UserStore.active([other], in: command.transaction).isEmpty else {
            throw Failure(.invalid, AssignmentTexts.noSuchPerson, field: "person")
        }
        guard !request.recipients.contains(other) else { throw Failure(.invalid, AssignmentTexts.askedAlready, field: "person") }
        func list(_ people: [UserID]) -> String { people.map(\.description).joined(separator: ",") }
        let changed = try command.transaction.execute(
            "update information_requests set recipients = $2 where id = $1 and recipients = $3 and answered_at is null",
            [id, list(request.recipients.map { $0 == person ? other : $0 }), list(request.recipients)])
        guard changed == 1 else { throw Failure(.conflict, RequestTexts.answeredAlready) }
        if let activity = request.activity, try Activity.find(activity, in: command.transaction).responsible == person {
            var changes = ActivityChanges()
            changes.responsible = other
            try Activity.edit(activity, changes, in: command)
        }
        let notice = NoticeDraft("information_request", Text(verbatim: request.text), link: .page("/requests/\(id)"), tag: "request:\(id)")
        try Notice.send(notice, to: [other], in: command)
        LiveChanges.of(command.transaction).add(bell: person)
        LiveChanges.of(command.transaction).add(item: request.item)
    }
}
