import CRM
import Kernel

/// How a call went, as a person tells it in one choice.
enum CallChoice: String, CaseIterable {
    case answered, missed, reached, unreached, busy

    var title: Text {
        switch self {
        case .answered: ComposerTexts.incomingAnswered
        case .missed: ComposerTexts.incomingMissed
        case .reached: ComposerTexts.outgoingReached
        case .unreached: ComposerTexts.outgoingUnreached
        case .busy: ComposerTexts.outgoingBusy
        }
    }

    var icon: Icon {
        switch self {
        case .answered: .phoneIncoming
        case .missed: .phoneMissed
        case .reached, .unreached, .busy: .phoneOutgoing
        }
    }

    var direction: ActivityDirection {
        switch self {
        case .answered, .missed: .incoming
        case .reached, .unreached, .busy: .outgoing
        }
    }

    var outcome: CallOutcome {
        switch self {
        case .answered, .reached: .answered
        case .missed: .missed
        case .unreached: .noAnswer
        case .busy: .busy
        }
    }
}

extension ComposerState.Form {
    var title: Text {
        switch self {
        case .todo: ComposerTexts.todo
        case .comment: ComposerTexts.comment
        case .task: HTTPTexts.task
        case .call: ComposerTexts.call
        case .mail: ComposerTexts.mail
        case .payment: ComposerTexts.payment
        }
    }

    var icon: Icon {
        switch self {
        case .todo: .calendarClock
        case .comment: .messageSquare
        case .task: .squareCheckBig
        case .call: .phone
        case .mail: .mail
        case .payment: .wallet
        }
    }
}
