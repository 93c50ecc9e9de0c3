import Kernel

/// A task that is about to be given.
package struct TaskDraft: Sendable {
    package var title: String
    package var description = ""
    /// Nil means whoever carries out the command.
    package var author: UserID?
    package var responsible: UserID
    package var participants: [UserID] = []
    package var observers: [UserID] = []
    package var deadline: Timestamp?
    /// Both or none, start before end.
    package var planStart: Timestamp?
    package var planEnd: Timestamp?
    package var isImportant = false
    package var mayChangeDeadline = false
    package var isControlled = false
    package var parent: TaskItemID?
    package var checkList: [String] = []
    package var items: [DocumentID] = []
    package var files: [FileID] = []
    /// The key of the robot's step that gives it: a step that is replayed finds its task and makes no second one.
    package var robotKey: String?

    package init(title: String, responsible: UserID) {
        self.title = title
        self.responsible = responsible
    }
}

/// Changes of a task's content; nil leaves a thing as it is.
package struct TaskChanges: Sendable {
    package var title: String?
    package var description: String?
    package var responsible: UserID?
    package var participants: [UserID]?
    package var observers: [UserID]?
    /// `.some(nil)` removes the deadline.
    package var deadline: Timestamp??
    /// `.some` sets both ends or, with two nils, removes the plan.
    package var plan: (start: Timestamp?, end: Timestamp?)?
    package var isImportant: Bool?
    package var mayChangeDeadline: Bool?
    package var isControlled: Bool?
    package var parent: TaskItemID??
    package var items: [DocumentID]?
    package var files: [FileID]?

    package init() {}
}
