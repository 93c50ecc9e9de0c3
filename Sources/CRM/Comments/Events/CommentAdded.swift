import Kernel

/// Somebody wrote a comment on an item, or on a task of the item.
package struct CommentAdded: CRMEvent {
    package static let kind: EventKind = "comment.added"
    package let document: DocumentID
    package let comment: CommentID
    package let subject: CommentSubject
    package let text: String
    package let author: UserID?

    package var payload: [String: Value] {
        var payload: [String: Value] = [
            "comment": .int(comment.rawValue), "text": .string(text), "author": author.map(Value.user) ?? .null,
        ]
        if case .task(let task) = subject { payload["task"] = .int(task.rawValue) }
        return payload
    }
    /// Comments on a task are read on the task's card.
    package var timeline: TimelineLine? {
        switch subject {
        case .item: TimelineLine("comment", ["comment": .int(comment.rawValue)])
        case .task: nil
        }
    }
    package var webhook: WebhookName? { subject.webhook("ADD") }
    package var audience: Audience { .item }
}

extension CommentSubject {
    /// What the REST API calls something that happened to a comment on it.
    func webhook(_ verb: String) -> WebhookName {
        switch self {
        case .item: WebhookName("ONCRMTIMELINECOMMENT\(verb)")
        case .task: WebhookName("ONTASKCOMMENT\(verb)")
        }
    }

    /// Tells programs that a comment on it was written (where no item hears of it), changed or deleted.
    func notice(_ verb: String, of comment: CommentID) -> ProgramNotice {
        var further: [String: Value] = [:]
        if case .task(let task) = self { further["task"] = .int(task.rawValue) }
        return ProgramNotice(webhook(verb).rawValue, number: comment.rawValue, further)
    }
}
