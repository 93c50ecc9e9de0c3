import Automation
import Kernel

/// A letter of the item's client has arrived.
struct IncomingMailTrigger: Trigger {
    let kind = "incoming_mail"
    let title = Text(ru: "Входящее письмо", en: "Incoming mail")
    let parameters: [ParameterSpec] = []
    let events: [EventKind] = ["activity.incoming_mail"]

    func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool { true }
}
