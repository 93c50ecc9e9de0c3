import Automation
import Kernel

/// The item was handed over to somebody else.
struct ResponsibleChangedTrigger: Trigger {
    let kind = "responsible_changed"
    let title = Text(ru: "Изменён ответственный", en: "Responsible changed")
    let parameters: [ParameterSpec] = []
    let events: [EventKind] = ["item.responsible_changed"]

    func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool { true }
}
