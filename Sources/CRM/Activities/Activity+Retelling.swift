import Kernel
import Storage

/// An activity that an import brings in: planned or long done.
package struct PastActivity: Sendable {
    /// A reminder is set only while it is still to come: what was reminded of long ago is not reminded of again.
    package var draft: ActivityDraft
    package var isDone = false
    package var completedAt: Timestamp?
    package var completedBy: UserID?
    package var changedAt: Timestamp?
    package var durationSeconds: Int?

    package init(_ draft: ActivityDraft) { self.draft = draft }
}

extension Activity {
    /// Enters an activity as it was, under the command's date and author. Nobody is told; the history of its items says what it was.
    /// - Throws: `Failure.invalid` with the field that is wrong.
    package static func retell(_ past: PastActivity, in command: Command) throws -> ActivityID {
        let id = try insert(ActivityRow(past), in: command)
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

extension ActivityRow {
    fileprivate init(_ past: PastActivity) {
        self.init(past.draft)
        status = past.isDone ? .done : .planned
        draft.isIncoming = !past.isDone && draft.direction == .incoming && [.call, .mail, .form].contains(draft.kind)
        callOutcome = draft.kind == .call && past.isDone ? .answered : nil
        durationSeconds = past.durationSeconds
        changedAt = past.changedAt
        completedAt = past.completedAt
        completedBy = past.completedBy ?? draft.responsible
    }
}
