import Automation
import Kernel

/// A web form was filled in for the item; any form, or one of those chosen.
struct WebFormTrigger: Trigger {
    let kind = "web_form"
    let title = Text(ru: "Заполнение CRM-формы", en: "Web form submitted")
    let parameters = [
        ParameterSpec(
            "forms", Text(ru: "Формы (номера), пусто — любая", en: "Forms (numbers), empty for any"), .lines)
    ]
    let events: [EventKind] = ["activity.form_submitted"]

    func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool {
        let wanted = setting.parameters["forms"]?.array?.compactMap { $0.string ?? $0.int.map(String.init) } ?? []
        guard !wanted.isEmpty else { return true }
        guard case .int(let form) = event.payload["form"] else { return false }
        return wanted.contains(String(form))
    }
}
