import Automation
import Kernel

/// A payment was registered on the item; by choice only when the whole expected sum has come.
struct PaymentTrigger: Trigger {
    let kind = "payment_registered"
    let title = Text(ru: "Оплата получена", en: "Payment registered")
    let parameters = [
        ParameterSpec(
            "fullSum", Text(ru: "Только когда оплачена вся сумма", en: "Only when the whole sum is paid"), .yesNo, preset: true)
    ]
    let events: [EventKind] = ["payment.registered"]

    func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool {
        guard setting.parameters["fullSum"] == .bool(true) else { return true }
        return event.payload["is_full"] == .bool(true)
    }
}
