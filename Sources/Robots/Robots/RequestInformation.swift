import Automation
import CRM
import Kernel

/// Asks people to fill in fields of the item and holds the process until they are filled.
struct RequestInformation: Robot {
    let kind: RobotKind = "request_information"
    let title = Text(ru: "Запрос дополнительной информации", en: "Information request")
    let parameters = [
        ParameterSpec("to", RobotTexts.to, .people(single: false), required: true, addressee: true, preset: ["responsible"]),
        ParameterSpec("text", RobotTexts.text, .text, required: true),
        ParameterSpec("fields", Text(ru: "Какие поля заполнить", en: "Fields to fill in"), .fields, required: true),
    ]
    let portal: Portal

    func run(_ step: Step) throws -> Outcome {
        let missing = try step.strings("fields").filter { code in
            try step.environment.value(object: "Document", field: code)?.isEmpty ?? true
        }
        guard !missing.isEmpty else { return .skipped(RobotTexts.allFilled) }
        let draft = InformationRequestDraft(
            item: step.document, recipients: try step.people("to"), text: try step.text("text"),
            fields: missing.map { FieldCode($0) }, robotKey: step.key)
        let request = try step.command(portal) { try InformationRequest.ask(draft, in: $0) }
        return .wait(for: RequestAnswered.kind, correlation: request.rawValue, results: ["request": .int(request.rawValue)])
    }
}
