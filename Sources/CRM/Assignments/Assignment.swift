import Kernel
import Storage

package enum AssignmentTag {}
package typealias AssignmentID = Identifier<AssignmentTag>

/// «Задание процесса»: a process asks people for a decision, or to take note of something, and waits.
package struct Assignment: Sendable, Equatable {
    /// Stored names, never renamed.
    package enum Kind: String, Sendable, CaseIterable {
        /// Approve or reject.
        case approval
        /// Take note.
        case acquaintance
    }

    /// Whose answers decide. Stored names, never renamed.
    package enum Rule: String, Sendable, CaseIterable {
        /// The first who answers.
        case any
        /// Everybody; one who rejects is enough to reject.
        case all
        /// As many as `votes` who approve; rejected as soon as that cannot be reached any more.
        case votes
    }

    /// When an answer needs words. Stored names, never renamed.
    package enum CommentRule: String, Sendable, CaseIterable {
        case never = "no"
        case onRejection = "reject"
        case always
    }

    /// What an unanswered approval counts as when its deadline passes. Stored names, never renamed.
    package enum Expiry: String, Sendable, CaseIterable {
        case nothing = "expired"
        case approved
        case rejected
    }

    /// Stored names, never renamed.
    package enum State: String, Sendable, CaseIterable {
        case open
        case approved
        case rejected
        /// Everybody who had to has taken note.
        case acquainted
        /// The deadline passed without a decision.
        case expired
        /// The item has left the stage that asked.
        case cancelled
    }

    package enum Answer: String, Sendable, CaseIterable {
        case approve
        case reject
        case acquaint
    }

    /// One of those who are asked.
    package struct Participant: Sendable, Equatable {
        package let place: Int
        package let person: UserID
        /// Who handed it over to them.
        package let delegatedBy: UserID?
        package let answer: Answer?
        package let comment: String
        package let answeredAt: Timestamp?
    }

    package let id: AssignmentID
    package let item: DocumentID
    package let kind: Kind
    package let title: String
    package let description: String
    package let rule: Rule
    /// For `Rule.votes`.
    package let votes: Int
    package let commentRule: CommentRule
    package let expiry: Expiry
    package let deadline: Timestamp?
    package let state: State
    package let createdAt: Timestamp
    package let closedAt: Timestamp?
    package let participants: [Participant]

    package var isOpen: Bool { state == .open }

    package func isOverdue(at now: Timestamp) -> Bool { isOpen && (deadline.map { $0 < now } ?? false) }

    /// Whether this person's answer is waited for.
    package func waits(for person: UserID) -> Bool { place(of: person) != nil }

    /// The place of a person whose answer is waited for.
    func place(of person: UserID) -> Int? {
        isOpen ? participants.first { $0.person == person && $0.answer == nil }?.place : nil
    }

    /// What the answers given so far decide; nil when more are needed.
    var decision: State? {
        let approvals = participants.count { $0.answer == .approve }
        let rejections = participants.count { $0.answer == .reject }
        let needed =
            switch rule {
            case .any: 1
            case .all: participants.count
            case .votes: min(max(1, votes), participants.count)
            }
        switch kind {
        case .acquaintance: return participants.count { $0.answer == .acquaint } >= needed ? .acquainted : nil
        case .approval:
            if approvals >= needed { return .approved }
            let isLost = rule == .any ? rejections > 0 : rejections > participants.count - needed
            return isLost ? .rejected : nil
        }
    }
}

/// An assignment that is about to be made.
package struct AssignmentDraft: Sendable {
    package var kind: Assignment.Kind
    package var item: DocumentID
    package var title: String
    package var description = ""
    /// Each once, in order.
    package var people: [UserID]
    package var rule = Assignment.Rule.all
    package var votes = 1
    package var commentRule = Assignment.CommentRule.never
    package var expiry = Assignment.Expiry.nothing
    package var deadline: Timestamp?
    /// A replayed step finds its assignment and makes no second one.
    package var robotKey: String

    package init(_ kind: Assignment.Kind, item: DocumentID, title: String, people: [UserID], robotKey: String) {
        self.kind = kind
        self.item = item
        self.title = title
        self.people = people
        self.robotKey = robotKey
    }
}
