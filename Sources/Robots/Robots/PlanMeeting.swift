import Automation
import CRM
import Kernel

/// Plans a meeting with the client for a colleague.
struct PlanMeeting: Robot {
    let kind: RobotKind = "plan_meeting"
    let title = Text(ru: "Запланировать встречу", en: "Plan a meeting")
    let parameters =
        ParameterSpec.activityHead + [
            ParameterSpec("start", Text(ru: "Начало", en: "Start"), .moment),
            ParameterSpec("end", Text(ru: "Окончание", en: "End"), .moment),
            ParameterSpec("place", Text(ru: "Место", en: "Place"), .line),
            .important, .reminder, .completesOnStageChange,
        ]
    let results = [ResultSpec("Id", RobotTexts.activityNumber)]
    let mayWait = false
    let portal: Portal

    func run(_ step: Step) throws -> Outcome {
        var draft = try step.activity(.meeting)
        draft.start = try step.moment("start") ?? step.now
        draft.end = try step.moment("end")
        draft.deadline = draft.start
        draft.address = try step.text("place")
        return try step.plan(draft, portal)
    }
}
