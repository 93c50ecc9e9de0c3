import Automation
import CRM
import Kernel

/// A colleague called the item's client.
struct OutgoingCallTrigger: Trigger {
    let kind = "outgoing_call"
    let title = Text(ru: "Исходящий звонок", en: "Outgoing call")
    let parameters = [
        ParameterSpec(
            "outcome", Text(ru: "Чем закончился", en: "How it ended"), .choice(CallOutcome.outgoing.map { ($0.rawValue, $0.title) }),
            help: Text(ru: "Не выбрано — любой звонок.", en: "Not chosen: any call."))
    ]
    let events: [EventKind] = ["activity.outgoing_call"]

    func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool {
        guard let outcome = setting.parameters["outcome"]?.string, !outcome.isEmpty else { return true }
        return event.payload["outcome"] == .string(outcome)
    }
}

extension CallOutcome {
    /// How a call of ours can end.
    fileprivate static let outgoing: [CallOutcome] = [.answered, .noAnswer, .busy, .failed]
}
