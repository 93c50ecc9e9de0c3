import Automation
import Kernel

/// The client of the item has called and somebody answered.
struct IncomingCallTrigger: Trigger {
    let kind = "incoming_call"
    let title = Text(ru: "Входящий звонок", en: "Incoming call")
    let parameters: [ParameterSpec] = []
    let events: [EventKind] = ["activity.incoming_call"]

    func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool { true }
}
