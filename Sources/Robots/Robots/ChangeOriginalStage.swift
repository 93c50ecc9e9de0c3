import Automation
import CRM
import Kernel

/// Moves the deal that this one was copied from: a finished shipment closes the sale it belongs to.
struct ChangeOriginalStage: Robot {
    let kind: RobotKind = "change_original_stage"
    let title = Text(ru: "Сменить стадию исходной сделки", en: "Change the original deal's stage")
    let parameters: [ParameterSpec] = [.pipelineAndStage, .inNameOf]
    let mayWait = false
    let portal: Portal
    let items: ItemStore

    func suits(_ pipeline: String) -> Bool { pipeline != "LEAD" }

    func run(_ step: Step) throws -> Outcome {
        let original = try step.item(of: .original, items)
        let (pipeline, stage) = try step.pipelineStage("target")
        guard original.pipeline == pipeline, let stage else { throw step.wrong("target", RobotTexts.noPipeline) }
        guard original.stage != stage else { return .skipped(RobotTexts.alreadyThere) }
        let user = try step.optionalPeople("from").first
        try step.command(portal, inNameOf: user) { command in
            _ = try items.move(original.id, to: stage, command)
        }
        return .done(results: ["Stage": .string(stage)])
    }
}
