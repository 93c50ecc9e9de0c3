import Kernel

/// Something happened to an assignment that did not decide it: it was asked, answered by one of several, handed over.
package struct AssignmentEvent: CRMEvent {
    package enum Step: String, Sendable {
        case asked, answered, delegated
    }

    package static let kind: EventKind = "assignment.changed"
    package let document: DocumentID
    package let assignment: AssignmentID
    package let step: Step
    package let kind: Assignment.Kind
    package let title: String
    package let people: [UserID]
    let answer: Assignment.Answer?
    let comment: String

    init(
        _ step: Step, document: DocumentID, assignment: AssignmentID, kind: Assignment.Kind, title: String, people: [UserID],
        answer: Assignment.Answer? = nil, comment: String = ""
    ) {
        self.step = step
        self.document = document
        self.assignment = assignment
        self.kind = kind
        self.title = title
        self.people = people
        self.answer = answer
        self.comment = comment
    }

    package var payload: [String: Value] { ["assignment": .int(assignment.rawValue), "step": .string(step.rawValue)] }

    package var timeline: TimelineLine? {
        var data: [String: Value] = ["title": .string(title)]
        switch step {
        case .asked:
            data["people"] = .list(people.map(Value.user))
            return TimelineLine("\(kind.rawValue)_asked", data)
        case .answered:
            data["comment"] = .string(comment.isEmpty ? "" : "— \(comment)")
            return TimelineLine("assignment_\(answer?.rawValue ?? "acquaint")", data)
        case .delegated:
            data["from"] = people.first.map(Value.user) ?? .null
            data["to"] = people.last.map(Value.user) ?? .null
            return TimelineLine("assignment_delegated", data)
        }
    }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}

/// An assignment is decided, or its time has passed: the process that waits goes on.
package struct AssignmentClosed: CRMEvent {
    package static let kind: EventKind = "assignment.closed"
    let assignment: Assignment
    let comment: String
    let by: UserID?

    package var document: DocumentID { assignment.item }
    package var payload: [String: Value] {
        [
            "assignment": .int(assignment.id.rawValue), "state": .string(assignment.state.rawValue), "comment": .string(comment),
            "user": by.map(Value.user) ?? .null, "title": .string(assignment.title),
            "approved": .list(assignment.participants.filter { $0.answer == .approve }.map { .user($0.person) }),
            "rejected": .list(assignment.participants.filter { $0.answer == .reject }.map { .user($0.person) }),
        ]
    }
    /// What a person decided stands there as their answer.
    package var timeline: TimelineLine? {
        by == nil ? TimelineLine("assignment_closed_\(assignment.state.rawValue)", ["title": .string(assignment.title)]) : nil
    }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}
