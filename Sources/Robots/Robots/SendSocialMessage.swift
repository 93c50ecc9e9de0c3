import Automation
import CRM
import Kernel

/// «Сообщение соц. сети»: a personal message inside the portal.
struct SendSocialMessage: Robot {
    let kind: RobotKind = "social_message"
    let title = Text(ru: "Сообщение соц. сети", en: "Social network message")
    let parameters = [ParameterSpec.recipients(preset: .responsible), .messageText, .sender]
    let mayWait = false
    let portal: Portal

    func run(_ step: Step) throws -> Outcome {
        let people = try step.people("to")
        let text = try step.text("text")
        let sender = try step.optionalPeople("from").first
        try step.command(portal, inNameOf: sender) { command in
            for person in people where person != sender {
                try PersonalMessage.send(
                    text, from: sender, to: person, about: step.document, robotKey: "\(step.key)/\(person)", in: command)
            }
        }
        return .done(results: ["recipients": .list(people.map(Value.user))])
    }
}
