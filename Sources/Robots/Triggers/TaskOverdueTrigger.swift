import Automation
import Kernel

/// The deadline of a task of the item has passed and the task is not done.
struct TaskOverdueTrigger: Trigger {
    let kind = "task_overdue"
    let title = Text(ru: "Задача просрочена", en: "Task overdue")
    let parameters: [ParameterSpec] = []
    let events: [EventKind] = ["task.overdue"]

    func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool { true }
}
