import Automation
import Kernel

/// Somebody called the trigger's own address for the item (Bitrix24: «Отследить входящий вебхук»).
struct WebhookTrigger: Trigger {
    let kind = "webhook"
    let title = Text(ru: "Входящий вебхук", en: "Incoming webhook")
    let parameters = [
        ParameterSpec(
            "code", Text(ru: "Код", en: "Code"), .line, required: true,
            help: Text(
                ru: "Вызов по адресу входящего вебхука: /rest/…/crm.automation.trigger?target=DEAL_15&code=КОД",
                en: "Called at the address of an incoming webhook: /rest/…/crm.automation.trigger?target=DEAL_15&code=CODE"))
    ]
    let events: [EventKind] = ["webhook.received"]

    func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool {
        guard let code = setting.parameters["code"]?.string, !code.isEmpty else { return false }
        return event.payload["code"] == .string(code)
    }
}
