import Kernel
import Storage

/// An activity that an import brings in: planned or long done.
package struct PastActivity: Sendable {
    package var kind: ActivityKind
    package var direction: ActivityDirection
    package var subject: String
    package var description = ""
    package var deadline: Timestamp?
    package var start: Timestamp?
    package var end: Timestamp?
    package var responsible: UserID
    package var isImportant = false
    /// Only while the reminder is still to come: what was reminded of long ago is not reminded of again.
    package var reminderMinutes: Int?
    package var isDone = false
    package var completedAt: Timestamp?
    package var completedBy: UserID?
    package var changedAt: Timestamp?
    package var durationSeconds: Int?
    package var address = ""
    package var items: [DocumentID]
    package var files: [FileID] = []

    package init(_ kind: ActivityKind, _ direction: ActivityDirection, subject: String, responsible: UserID, items: [DocumentID]) {
        self.kind = kind
        self.direction = direction
        self.subject = subject
        self.responsible = responsible
        self.items = items
    }
}

extension Activity {
    /// Enters an activity as it was, under the command's date and author. Nobody is told; the history of its items says what it was.
    /// - Throws: `Failure.invalid` with the field that is wrong.
    package static func retell(_ past: PastActivity, in command: Command) throws -> ActivityID {
        var row = ActivityRow(past.kind, past.direction, subject: past.subject, responsible: past.responsible, items: past.items)
        row.status = past.isDone ? .done : .planned
        row.description = past.description
        (row.deadline, row.start, row.end) = (past.deadline, past.start, past.end)
        row.isImportant = past.isImportant
        row.isIncoming = !past.isDone && past.direction == .incoming && [.call, .mail, .form].contains(past.kind)
        row.reminderMinutes = past.reminderMinutes
        row.callOutcome = past.kind == .call && past.isDone ? .answered : nil
        row.durationSeconds = past.durationSeconds
        row.address = past.address
        row.files = past.files
        let id = try insert(row, in: command)
        try command.transaction.execute(
            "update activities set changed_at = $2, completed_at = $3, completed_by = $4 where id = $1",
            [
                id, past.changedAt ?? command.now, past.isDone ? past.completedAt ?? command.now : nil,
                past.isDone ? past.completedBy ?? past.responsible : nil,
            ])
        let activity = try find(id, in: command.transaction)
        try activity.changed(in: command) { activity.told(on: $0) }
        return id
    }

    private func told(on document: DocumentID) -> any CRMEvent {
        switch (kind, direction, isPlanned) {
        case (.call, .incoming, false): IncomingCallRegistered(document: document, activity: self)
        case (.call, .outgoing, false): OutgoingCallRegistered(document: document, activity: self)
        case (.mail, .incoming, _): IncomingMailRegistered(document: document, activity: self)
        case (.mail, .outgoing, false): OutgoingMailRegistered(document: document, activity: self)
        case (_, _, true): ActivityPlanned(document: document, activity: self)
        case (_, _, false): ActivityCompleted(document: document, activity: self)
        }
    }
}
