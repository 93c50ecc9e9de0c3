import Automation
import CRM
import Kernel

/// Writes a comment into the item's timeline.
struct AddComment: Robot {
    let kind: RobotKind = "add_comment"
    let title = Text(ru: "Комментарий", en: "Comment")
    let parameters = [.messageText, ParameterSpec("from", RobotTexts.inNameOf, .people(single: true))]
    let results = [ResultSpec("Id", Text(ru: "Номер комментария", en: "Number of the comment"))]
    let mayWait = false
    let portal: Portal

    func run(_ step: Step) throws -> Outcome {
        let text = try step.text("text")
        let author = try step.optionalPeople("from").first
        let comment = try step.command(portal, inNameOf: author) { command in
            try Comment.add(text, to: .item(step.document), by: .portal, in: command)
        }
        return .done(results: ["Id": .int(comment.rawValue)])
    }
}
