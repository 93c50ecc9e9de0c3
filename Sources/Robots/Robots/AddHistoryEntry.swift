import Automation
import CRM
import Kernel

/// «Запись в историю»: a line in the item's history that nobody is told of and nobody can change.
struct AddHistoryEntry: Robot {
    let kind: RobotKind = "add_history"
    let title = Text(ru: "Запись в историю", en: "History entry")
    let parameters: [ParameterSpec] = [.messageText, .inNameOf]
    let mayWait = false
    let portal: Portal

    func run(_ step: Step) throws -> Outcome {
        let text = try step.text("text")
        let user = try step.optionalPeople("from").first
        try step.command(portal, inNameOf: user) { command in
            command.raise(ItemNoted(document: step.document, text: text))
        }
        return .done()
    }
}
