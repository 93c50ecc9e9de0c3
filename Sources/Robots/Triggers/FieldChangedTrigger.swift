import Automation
import Kernel

/// One of the chosen fields has another value than before.
struct FieldChangedTrigger: Trigger {
    let kind = "field_changed"
    let title = Text(ru: "Изменено поле", en: "Field changed")
    let parameters = [
        ParameterSpec("fields", Text(ru: "Поля", en: "Fields"), .fields, required: true)
    ]
    let events: [EventKind] = ["item.changed"]

    func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool {
        !event.changedFields.isDisjoint(with: setting.watchedFields)
    }
}
