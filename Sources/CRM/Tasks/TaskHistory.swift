import Kernel
import Storage

/// A task's own history: who gave, moved, handed over and changed it, by whose hand and why. A task may belong to several
/// CRM items or to none, so its lines stand in the same table as theirs under a number of their own.
package enum TaskHistory {
    /// What a line tells. Raw values are stored.
    package enum Kind: String, Sendable {
        case created = "own_created"
        /// `from`, `to`: states; `note`: what was written with the move.
        case moved = "own_moved"
        /// `from`, `to`: moments or null.
        case deadline = "own_deadline"
        /// `from`, `to`: people.
        case handedOver = "own_handed_over"
        case edited = "own_edited"
    }

    /// The newest lines first.
    package static func of(_ task: TaskItemID, limit: Int = 100, in reader: any Reader) throws -> [TimelineEntry] {
        try TimelineStore.page(of: place(of: task), limit: limit, in: reader)
    }

    static func write(_ kind: Kind, _ data: [String: Value] = [:], of task: TaskItemID, in command: Command) throws {
        try TimelineStore.write(TimelineLine(kind.rawValue, data), on: place(of: task), command)
    }

    /// No CRM entity has this type.
    private static func place(of task: TaskItemID) -> DocumentID { DocumentID(type: 1000, id: task.rawValue) }
}

extension TaskItem {
    func recordMove(from: TaskState, note: String, in command: Command) throws {
        try TaskHistory.write(
            .moved, ["from": .string(from.rawValue), "to": .string(state.rawValue), "note": .string(note)], of: id, in: command)
    }

    /// A line for each thing that an edit changed.
    func recordEdit(of before: TaskItem, in command: Command) throws {
        if responsible != before.responsible {
            try TaskHistory.write(
                .handedOver, ["from": .user(before.responsible), "to": .user(responsible)], of: id, in: command)
        }
        if deadline != before.deadline {
            let (from, to) = (before.deadline.map(Value.dateTime) ?? .null, deadline.map(Value.dateTime) ?? .null)
            try TaskHistory.write(.deadline, ["from": from, "to": to], of: id, in: command)
        }
        if state != before.state { try recordMove(from: before.state, note: "", in: command) }
        if hasOtherContent(than: before) { try TaskHistory.write(.edited, of: id, in: command) }
    }

    private func hasOtherContent(than before: TaskItem) -> Bool {
        title != before.title || description != before.description || participants != before.participants
            || observers != before.observers || plan != before.plan || isImportant != before.isImportant
            || mayChangeDeadline != before.mayChangeDeadline || isControlled != before.isControlled
            || parent != before.parent || items != before.items || files != before.files
    }
}
