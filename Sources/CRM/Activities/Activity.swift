import Kernel

/// A contact with a client, held or planned, or another thing to do on an item (дело).
package struct Activity: Sendable, Equatable {
    package let id: ActivityID
    package let kind: ActivityKind
    package let direction: ActivityDirection
    package let status: ActivityStatus
    package let subject: String
    package let description: String
    /// What came of it.
    package let result: String
    package let deadline: Timestamp?
    /// Of meetings and calls: when they begin and end.
    package let start: Timestamp?
    package let end: Timestamp?
    package let responsible: UserID
    package let author: UserID?
    package let isImportant: Bool
    /// A client's contact that nobody has answered yet while it is planned.
    package let isIncoming: Bool
    /// Minutes before the start, or the deadline, at which the responsible is reminded.
    package let reminderMinutes: Int?
    /// Closed by itself when the item goes to another stage.
    package let completesOnStageChange: Bool
    package let callOutcome: CallOutcome?
    package let durationSeconds: Int?
    /// The phone or mail address of the other side; empty when none.
    package let address: String
    /// How its frame is coloured; nil for the usual one.
    package let color: ActivityColor?
    /// The code of the kind that a program gave it; nil for the portal's own.
    package let typeCode: String?
    package let createdAt: Timestamp
    package let changedAt: Timestamp
    package let completedAt: Timestamp?
    package let completedBy: UserID?
    /// The items in whose timelines it stands.
    package let items: [DocumentID]
    package let files: [FileID]

    package var isPlanned: Bool { status == .planned }
    package func isOverdue(at now: Timestamp) -> Bool { isPlanned && (deadline.map { $0 < now } ?? false) }
}

/// An activity that is about to be planned.
package struct ActivityDraft: Sendable {
    package var kind: ActivityKind
    package var direction = ActivityDirection.outgoing
    package var subject: String
    package var description = ""
    package var deadline: Timestamp?
    package var start: Timestamp?
    package var end: Timestamp?
    package var responsible: UserID
    package var isImportant = false
    package var reminderMinutes: Int?
    package var completesOnStageChange = false
    package var address = ""
    package var color: ActivityColor?
    /// The code of the kind that a program gives it.
    package var typeCode: String?
    /// A client's contact that waits for an answer.
    package var isIncoming = false
    /// The items in whose timelines it stands; at least one.
    package var items: [DocumentID]
    package var files: [FileID] = []
    /// The key of the robot's step that plans it: a step that is replayed finds its activity and plans no second one.
    package var robotKey: String?

    package init(_ kind: ActivityKind, subject: String, responsible: UserID, items: [DocumentID]) {
        self.kind = kind
        self.subject = subject
        self.responsible = responsible
        self.items = items
    }
}

/// Changes of an activity; nil leaves a thing as it is, `.some(nil)` takes it away.
package struct ActivityChanges: Sendable {
    package var subject: String?
    package var description: String?
    package var deadline: Timestamp??
    package var start: Timestamp??
    package var end: Timestamp??
    package var responsible: UserID?
    package var isImportant: Bool?
    package var reminderMinutes: Int??
    package var completesOnStageChange: Bool?
    package var color: ActivityColor??
    package var items: [DocumentID]?
    package var files: [FileID]?

    package init() {}
}
