import Automation
import CRM
import Kernel

/// «Создать на основании»: makes a contact and a deal of a lead, and a company when one is named.
struct ConvertLead: Robot {
    let kind: RobotKind = "convert_lead"
    let title = Text(ru: "Создать на основании", en: "Create from lead")
    let parameters = [
        ParameterSpec(
            "target", Text(ru: "Воронка и стадия сделки", en: "Pipeline and stage of the deal"), .pipelineStage, required: true)
    ]
    let results = [
        ResultSpec("Deal", Text(ru: "Сделка", en: "Deal")), ResultSpec("Contact", Text(ru: "Контакт", en: "Contact")),
        ResultSpec("Company", Text(ru: "Компания", en: "Company")),
    ]
    let mayWait = false
    let portal: Portal
    let items: ItemStore

    func suits(_ pipeline: String) -> Bool { pipeline == "LEAD" }

    func run(_ step: Step) throws -> Outcome {
        guard step.document.entity == .lead else { throw Failure(.invalid, RobotTexts.notLead) }
        let (pipeline, stage) = try step.pipelineStage("target")
        let conversion = try step.command(portal, inNameOf: step.responsible) { command in
            try items.convert(step.document, toPipeline: pipeline.number, stage: stage, command)
        }
        return .done(results: [
            "Deal": .item(conversion.deal), "Contact": .item(conversion.contact),
            "Company": conversion.company.map(Value.item) ?? .null,
        ])
    }
}
