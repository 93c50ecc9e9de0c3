import Automation
import Kernel

/// A letter has gone to the item's client.
struct OutgoingMailTrigger: Trigger {
    let kind = "outgoing_mail"
    let title = Text(ru: "Исходящее письмо", en: "Outgoing mail")
    let parameters: [ParameterSpec] = []
    let events: [EventKind] = ["activity.outgoing_mail"]

    func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool { true }
}
