import Automation
import CRM
import Kernel

/// Copies the deal with its fields, contacts and products into another pipeline, linked to the original.
struct CopyDeal: Robot {
    let kind: RobotKind = "copy_deal"
    let title = Text(ru: "Копировать сделку", en: "Copy deal")
    let parameters = [
        ParameterSpec("subject", Text(ru: "Название сделки", en: "Title of the deal"), .line, preset: "{=Document:TITLE}"),
        ParameterSpec(
            "target", Text(ru: "Перенести в воронку и стадию", en: "Into pipeline and stage"), .pipelineStage, required: true),
        ParameterSpec("responsible", RobotTexts.responsible, .people(single: true), advanced: true),
    ]
    let results = [ResultSpec("DealId", Text(ru: "Номер копии", en: "Number of the copy"))]
    let mayWait = false
    let portal: Portal
    let items: ItemStore

    func suits(_ pipeline: String) -> Bool { pipeline != "LEAD" }

    func run(_ step: Step) throws -> Outcome {
        guard step.document.entity == .deal else { throw Failure(.invalid, RobotTexts.notDeal) }
        let (pipeline, stage) = try step.pipelineStage("target")
        let subject = try step.text("subject")
        let responsible = try step.optionalPeople("responsible").first
        let copy = try step.command(portal) { command in
            try items.copy(
                step.document, toPipeline: pipeline.number, stage: stage,
                changing: subject.isEmpty ? [:] : [.title: .string(subject)], responsible: responsible, command)
        }
        return .done(results: ["DealId": .int(copy.id.id), "Deal": .item(copy.id)])
    }
}

extension Step {
    /// The pipeline and the stage in it that a parameter names; no stage is the first one.
    func pipelineStage(_ name: String) throws -> (pipeline: PipelineID, stage: String?) {
        guard let object = parameter(name)?.object, let text = object["pipeline"]?.string,
            let pipeline = PipelineID(automationName: text)
        else { throw wrong(name, RobotTexts.noPipeline) }
        let stage = object["stage"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        record(name, .string([text, stage].compactMap(\.self).joined(separator: " → ")))
        return (pipeline, stage)
    }
}
