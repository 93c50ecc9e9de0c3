import Automation
import CRM
import Kernel

/// «Контроль»: tells the head that something needs attention. The sender cannot be chosen: it is the portal that reports.
struct NotifySupervisor: Robot {
    let kind: RobotKind = "control"
    let title = Text(ru: "Контроль", en: "Control")
    let parameters = [ParameterSpec.recipients(preset: .supervisor), .messageText]
    let mayWait = false
    let portal: Portal

    func run(_ step: Step) throws -> Outcome {
        let people = try step.people("to")
        let text = try step.text("text")
        try step.command(portal) { command in
            try Notice.send(NoticeDraft("control", Text(verbatim: text), link: .item(step.document)), to: people, in: command)
        }
        return .done(results: ["recipients": .list(people.map(Value.user))])
    }
}
