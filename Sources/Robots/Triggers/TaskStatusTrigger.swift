import Automation
import CRM
import Kernel

/// A task of the item has reached one of the chosen states.
struct TaskStatusTrigger: Trigger {
    let kind = "task_status"
    let title = Text(ru: "Статус задачи", en: "Task status")
    let parameters = [
        ParameterSpec(
            "status", Text(ru: "Статус", en: "Status"),
            .choice(TaskState.allCases.map { ($0.rawValue, $0.title) }), required: true, preset: "completed")
    ]
    let events: [EventKind] = ["task.status_changed"]

    func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool {
        event.payload["status"] == setting.parameters["status"]?.string.map(Value.string)
    }
}
