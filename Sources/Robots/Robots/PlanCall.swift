import Automation
import CRM
import Kernel

/// Plans a call to the client for a colleague.
struct PlanCall: Robot {
    let kind: RobotKind = "plan_call"
    let title = Text(ru: "Запланировать звонок", en: "Plan a call")
    let parameters = ParameterSpec.activityBasics + [.reminder, .completesOnStageChange]
    let results = [ResultSpec("Id", RobotTexts.activityNumber)]
    let mayWait = false
    let portal: Portal

    func run(_ step: Step) throws -> Outcome {
        var draft = try step.activity(.call)
        draft.deadline = try step.moment("deadline") ?? step.now
        return try step.plan(draft, portal)
    }
}

extension Step {
    /// An activity for the item from the parameters that planning robots share.
    func activity(_ kind: ActivityKind) throws -> ActivityDraft {
        var draft = ActivityDraft(kind, subject: try text("subject"), responsible: try person("responsible"), items: [document])
        draft.description = try text("description")
        draft.isImportant = try flag("important")
        draft.reminderMinutes = try number("reminder").map { Int($0) }
        draft.completesOnStageChange = try flag("completesOnStageChange")
        draft.robotKey = key
        return draft
    }

    func plan(_ draft: ActivityDraft, _ portal: Portal) throws -> Outcome {
        let activity = try command(portal, inNameOf: nil) { try Activity.plan(draft, in: $0) }
        return .done(results: ["Id": .int(activity.rawValue)])
    }
}
