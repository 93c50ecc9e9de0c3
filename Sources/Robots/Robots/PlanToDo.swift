import Automation
import CRM
import Kernel

/// «Запланировать дело»: something to do for the item that is neither a call nor a meeting.
struct PlanToDo: Robot {
    let kind: RobotKind = "plan_todo"
    let title = Text(ru: "Запланировать дело", en: "Plan a to-do")
    let parameters = ParameterSpec.activityBasics + [.reminder, .completesOnStageChange]
    let results = [ResultSpec("Id", RobotTexts.activityNumber)]
    let mayWait = false
    let portal: Portal

    func run(_ step: Step) throws -> Outcome {
        var draft = try step.activity(.todo)
        draft.deadline = try step.moment("deadline")
        return try step.plan(draft, portal)
    }
}
