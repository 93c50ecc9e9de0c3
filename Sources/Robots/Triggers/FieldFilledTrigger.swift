import Automation
import Kernel

/// One of the chosen fields was empty and has a value now: «КП (файл)» is attached.
struct FieldFilledTrigger: Trigger {
    let kind = "field_filled"
    let title = Text(ru: "Заполнено поле", en: "Field filled")
    let parameters = [
        ParameterSpec("fields", Text(ru: "Поля", en: "Fields"), .fields, required: true)
    ]
    let events: [EventKind] = ["item.changed"]

    func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool {
        let filled = Set((event.payload["filled"] ?? .null).elements)
        return setting.watchedFields.contains { filled.contains(.string($0)) }
    }
}

extension TriggerSetting {
    /// The codes in the parameter `fields`.
    var watchedFields: [String] { parameters["fields"]?.array?.compactMap(\.string) ?? [] }
}
