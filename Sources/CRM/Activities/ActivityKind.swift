import Kernel

/// What sort of activity (дело) it is. Raw values are stored; never renamed.
package enum ActivityKind: String, Sendable, CaseIterable {
    case call, meeting, mail, todo
    /// «Задание»: a robot asks a person to do something with the item.
    case request
    /// A client filled a web form.
    case form

    package var title: Text {
        switch self {
        case .call: ActivityTexts.call
        case .meeting: ActivityTexts.meeting
        case .mail: ActivityTexts.mail
        case .todo: ActivityTexts.todo
        case .request: ActivityTexts.request
        case .form: ActivityTexts.form
        }
    }
}

/// The colours that a to-do may have, by their numbers in the REST API; stored.
package enum ActivityColor: String, Sendable, CaseIterable {
    case blue = "1"
    case green = "2"
    case yellow = "3"
    case orange = "4"
    case red = "5"
    case violet = "6"
    case grey = "7"
}

/// Who turned to whom.
package enum ActivityDirection: String, Sendable, CaseIterable {
    /// The client to us.
    case incoming = "in"
    case outgoing = "out"
}

package enum ActivityStatus: String, Sendable, CaseIterable {
    case planned, done
    /// Closed by the item's move to another stage.
    case autoDone = "auto_done"
}

/// How a call ended.
package enum CallOutcome: String, Sendable, CaseIterable {
    case answered
    /// An incoming call that nobody took.
    case missed
    /// An outgoing call that the client did not take.
    case noAnswer = "no_answer"
    case busy
    case failed

    package var title: Text {
        switch self {
        case .answered: ActivityTexts.answered
        case .missed: ActivityTexts.missed
        case .noAnswer: ActivityTexts.noAnswer
        case .busy: ActivityTexts.busy
        case .failed: ActivityTexts.failed
        }
    }
}
