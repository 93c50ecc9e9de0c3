import Automation
import CRM
import Kernel

/// A line under the bell of colleagues.
struct Notify: Robot {
    let kind: RobotKind = "notify"
    let title = Text(ru: "Уведомление", en: "Notification")
    let parameters = [ParameterSpec.recipients(preset: .responsible), .messageText, .sender]
    let mayWait = false
    let portal: Portal

    func run(_ step: Step) throws -> Outcome {
        let people = try step.people("to")
        let text = try step.text("text")
        try step.command(portal, inNameOf: step.optionalPeople("from").first) { command in
            try Notice.send(NoticeDraft("robot", Text(verbatim: text), link: .item(step.document)), to: people, in: command)
        }
        return .done(results: ["recipients": .list(people.map(Value.user))])
    }
}
