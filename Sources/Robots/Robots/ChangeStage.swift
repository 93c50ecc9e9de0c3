import Automation
import CRM
import Kernel

/// Moves the item to another stage of its pipeline. That ends the stage's process: robots below it do not run.
struct ChangeStage: Robot {
    let kind: RobotKind = "change_stage"
    let title = Text(ru: "Сменить стадию", en: "Change stage")
    let parameters = [
        ParameterSpec("stage", RobotTexts.stage, .stage, required: true),
        .inNameOf,
    ]
    let mayWait = false
    let portal: Portal
    let items: ItemStore

    func run(_ step: Step) throws -> Outcome {
        guard let stage = try step.choice("stage") else { throw step.wrong("stage", RobotTexts.noSuchStage.with(["stage": "—"])) }
        let item = try step.item(of: .this, items)
        guard item.stage != stage else { return .skipped(RobotTexts.alreadyThere) }
        let user = try step.optionalPeople("from").first
        try step.command(portal, inNameOf: user) { command in
            _ = try items.move(item.id, to: stage, command)
        }
        return .done(results: ["Stage": .string(stage)])
    }
}
