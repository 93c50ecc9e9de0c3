import Automation
import Kernel

/// The client of the item has called and nobody answered.
struct MissedCallTrigger: Trigger {
    let kind = "missed_call"
    let title = Text(ru: "Пропущенный звонок", en: "Missed call")
    let parameters: [ParameterSpec] = []
    let events: [EventKind] = ["activity.missed_call"]

    func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool { true }
}
