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
    package var webhook: WebhookName? { "ONCRMTIMELINECOMMENTADD" }
    package var audience: Audience { .item }
}
