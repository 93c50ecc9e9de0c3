import Automation
import CRM
import Kernel

/// A planned activity of the item is done: a call, a meeting, a to-do.
struct ActivityCompletedTrigger: Trigger {
    let kind = "activity_completed"
    let title = Text(ru: "Завершено дело", en: "Activity completed")
    let parameters = [
        ParameterSpec(
            "type", Text(ru: "Какое", en: "Which"),
            .choice([ActivityKind.call, .meeting, .todo, .request].map { ($0.rawValue, $0.title) }),
            help: Text(ru: "Не выбрано — любое дело.", en: "Not chosen: any activity."))
    ]
    let events: [EventKind] = ["activity.completed"]

    func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool {
        guard let type = setting.parameters["type"]?.string, !type.isEmpty else { return true }
        return event.payload["type"] == .string(type)
    }
}
