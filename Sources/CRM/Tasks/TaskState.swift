import Kernel

/// How far a task is. Raw values are stored and seen by triggers; never renamed.
package enum TaskState: String, Sendable, CaseIterable {
    case waiting
    case inProgress = "in_progress"
    /// Done by the responsible, not yet accepted by the author.
    case awaitingControl = "awaiting_control"
    case completed
    case deferred
    /// The responsible refuses; the author delegates it, starts it again or deletes it.
    case declined

    /// Something is still expected from somebody.
    package var isOpen: Bool { self != .completed }

    /// The number in the REST API (`STATUS`).
    package var code: Int {
        switch self {
        case .waiting: 2
        case .inProgress: 3
        case .awaitingControl: 4
        case .completed: 5
        case .deferred: 6
        case .declined: 7
        }
    }

    package var title: Text {
        switch self {
        case .waiting: TaskTexts.waiting
        case .inProgress: TaskTexts.inProgress
        case .awaitingControl: TaskTexts.awaitingControl
        case .completed: TaskTexts.completed
        case .deferred: TaskTexts.deferred
        case .declined: TaskTexts.declined
        }
    }
}

/// What a person is to a task. Raw values are stored.
package enum TaskRole: String, Sendable, CaseIterable {
    case author, responsible, participant, observer
}
