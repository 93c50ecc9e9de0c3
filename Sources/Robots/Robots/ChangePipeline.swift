import Automation
import CRM
import Kernel

/// «Сменить воронку»: takes the deal over to another pipeline. That ends the stage's process.
struct ChangePipeline: Robot {
    let kind: RobotKind = "change_pipeline"
    let title = Text(ru: "Сменить воронку", en: "Change pipeline")
    let parameters: [ParameterSpec] = [.pipelineAndStage, .inNameOf]
    let mayWait = false
    let portal: Portal
    let items: ItemStore

    func suits(_ pipeline: String) -> Bool { pipeline != "LEAD" }

    func run(_ step: Step) throws -> Outcome {
        let (pipeline, stage) = try step.pipelineStage("target")
        let item = try step.item(of: .this, items)
        if item.pipeline == pipeline, stage.map({ $0 == item.stage }) ?? true { return .skipped(RobotTexts.alreadyThere) }
        let user = try step.optionalPeople("from").first
        try step.command(portal, inNameOf: user) { command in
            _ = try items.changePipeline(item.id, to: pipeline.number, stage: stage, command)
        }
        return .done()
    }
}
