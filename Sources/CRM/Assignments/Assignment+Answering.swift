import Kernel
import Storage

extension Assignment {
    private static let longestComment = 5000

    /// A person's answer. Closes the assignment when it decides.
    /// - Throws: `Failure` `.notFound`, `.conflict` when it is closed or the person has answered, `.forbidden` for whom nobody
    ///   asked, `.invalid` at `comment` when it must not be empty.
    package static func answer(
        _ id: AssignmentID, _ answer: Answer, comment: String, by person: UserID, in command: Command
    ) throws {
        let assignment = try take(id, in: command)
        let place = try assignment.requirePlace(of: person)
        guard answer == .acquaint ? assignment.kind == .acquaintance : assignment.kind == .approval else {
            throw Failure(.invalid, AssignmentTexts.wrongAnswer, field: "answer")
        }
        let comment = comment.withoutOuterSpace
        let needsComment =
            switch assignment.commentRule {
            case .never: false
            case .onRejection: answer == .reject
            case .always: true
            }
        if needsComment, comment.isEmpty { throw Failure(.invalid, AssignmentTexts.noComment, field: "comment") }
        if comment.count > longestComment { throw Failure(.invalid, AssignmentTexts.longComment, field: "comment") }
        try command.transaction.execute(
            """
            update assignment_people set answer = $3, comment = $4, answered_at = $5, waits = 0 where assignment = $1 and place = $2
            """, [id, place, answer.rawValue, comment, command.now])
        LiveChanges.of(command.transaction).add(bell: person)
        command.raise(assignment.event(.answered, answer: answer, comment: comment))
        let answered = try require(id, in: command.transaction)
        if let decision = answered.decision { try answered.close(decision, comment: comment, by: person, in: command) }
    }

    /// Hands a question over to somebody else, who is told.
    /// - Throws: as `answer`; `.invalid` at `person` for who does not work here or is asked already.
    package static func delegate(
        _ id: AssignmentID, from person: UserID, to other: UserID, in command: Command
    ) throws {
        let assignment = try take(id, in: command)
        let place = try assignment.requirePlace(of: person)
        guard try !UserStore.active([other], in: command.transaction).isEmpty else {
            throw Failure(.invalid, AssignmentTexts.noSuchPerson, field: "person")
        }
        guard !assignment.participants.contains(where: { $0.person == other }) else {
            throw Failure(.invalid, AssignmentTexts.askedAlready, field: "person")
        }
        try command.transaction.execute(
            "update assignment_people set person = $3, delegated_by = $4 where assignment = $1 and place = $2", [id, place, other, person])
        LiveChanges.of(command.transaction).add(bell: person)
        try announce(id, assignment.kind, assignment.title, on: assignment.item, to: [other], in: command)
        command.raise(assignment.event(.delegated, people: [person, other]))
    }

    /// Puts a substitute in the place of who is dismissed. Who is asked already is not asked twice: then the place goes, and
    /// the answers of the others may decide.
    static func pass(_ id: AssignmentID, from person: UserID, to substitute: UserID, in command: Command) throws {
        let assignment = try take(id, in: command)
        guard assignment.participants.contains(where: { $0.person == substitute }) else {
            return try delegate(id, from: person, to: substitute, in: command)
        }
        try command.transaction.execute(
            "delete from assignment_people where assignment = $1 and person = $2 and waits = 1", [id, person])
        let left = try require(id, in: command.transaction)
        if left.isOpen, let decision = left.decision {
            try left.close(decision, comment: "", by: command.actor.user, in: command)
        }
    }

    /// Closes what nobody has decided in time, at most `limit`, earliest first. Returns how many.
    static func expire(_ limit: Int, in command: Command) throws -> Int {
        let ids: [AssignmentID] = try command.transaction.query(
            """
            select id from assignments where state = 'open' and deadline <= $1 order by deadline limit $2
            \(command.transaction.dialect.skipLocked)
            """, [command.now, limit]
        ) { $0.id(0) }
        for id in ids {
            let assignment = try take(id, in: command)
            // Another node was faster.
            guard assignment.isOpen else { continue }
            let state: State =
                switch (assignment.kind, assignment.expiry) {
                case (.approval, .approved): .approved
                case (.approval, .rejected): .rejected
                case (.approval, .nothing), (.acquaintance, _): .expired
                }
            try assignment.close(state, comment: "", by: nil, in: command)
        }
        return ids.count
    }

    /// Takes back what is asked of an item that has left the stage, or is gone.
    /// - Parameter askedOnStage: only what robots of a stage asked: keys of processes begin with `@`.
    static func cancelOpen(of item: DocumentID, askedOnStage: Bool = false, in command: Command) throws {
        let ids: [AssignmentID] = try command.transaction.query(
            "select id from assignments where item = $1 and state = 'open'\(askedOnStage ? " and robot_key not like '@%'" : "") order by id",
            [item]
        ) { $0.id(0) }
        for assignment in try load(ids, in: command.transaction) { try assignment.end(.cancelled, in: command) }
    }

    /// Takes back what a stopped process asks: the assignments made by steps whose keys begin so.
    package static func withdraw(stepsOf keyPrefix: String, on item: DocumentID, in command: Command) throws {
        let ids: [AssignmentID] = try command.transaction.query(
            "select id from assignments where item = $1 and state = 'open' and robot_key like $2 order by id", [item, keyPrefix + "%"]
        ) { $0.id(0) }
        for assignment in try load(ids, in: command.transaction) { try assignment.end(.cancelled, in: command) }
    }

    private func close(_ state: State, comment: String, by person: UserID?, in command: Command) throws {
        try end(state, in: command)
        command.raise(AssignmentClosed(assignment: try Assignment.require(id, in: command.transaction), comment: comment, by: person))
    }

    private func end(_ state: State, in command: Command) throws {
        try command.transaction.execute(
            "update assignments set state = $2, closed_at = $3 where id = $1", [id, state.rawValue, command.now])
        try command.transaction.execute("update assignment_people set waits = 0 where assignment = $1", [id])
        LiveChanges.of(command.transaction).add(item: item)
        for participant in participants where participant.answer == nil {
            LiveChanges.of(command.transaction).add(bell: participant.person)
        }
    }

    private static func take(_ id: AssignmentID, in command: Command) throws -> Assignment {
        try command.transaction.lock(id)
        return try require(id, in: command.transaction)
    }

    private static func require(_ id: AssignmentID, in reader: any Reader) throws -> Assignment {
        guard let assignment = try find(id, in: reader) else { throw Failure(.notFound, AssignmentTexts.none) }
        return assignment
    }

    private func requirePlace(of person: UserID) throws -> Int {
        guard isOpen else { throw Failure(.conflict, AssignmentTexts.closed) }
        guard participants.contains(where: { $0.person == person }) else { throw Failure(.forbidden, AssignmentTexts.notAsked) }
        guard let place = place(of: person) else { throw Failure(.conflict, AssignmentTexts.answeredAlready) }
        return place
    }

    private func event(
        _ step: AssignmentEvent.Step, people: [UserID] = [], answer: Answer? = nil, comment: String = ""
    ) -> AssignmentEvent {
        AssignmentEvent(
            step, document: item, assignment: id, kind: kind, title: title, people: people, answer: answer, comment: comment)
    }
}
