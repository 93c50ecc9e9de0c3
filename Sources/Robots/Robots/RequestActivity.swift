import Automation
import CRM
import Kernel

/// «Задание»: asks a colleague to do something with the item; stands in its card until it is done.
struct RequestActivity: Robot {
    let kind: RobotKind = "request_activity"
    let title = Text(ru: "Задание", en: "Request")
    let parameters = ParameterSpec.activityBasics + [.completesOnStageChange]
    let results = [ResultSpec("Id", RobotTexts.activityNumber)]
    let mayWait = false
    let portal: Portal

    func run(_ step: Step) throws -> Outcome {
        var draft = try step.activity(.request)
        draft.deadline = try step.moment("deadline")
        return try step.plan(draft, portal)
    }
}
