import Automation
import CRM
import Kernel

/// An SMS to the client, a colleague or any number.
struct SendSMS: Robot {
    let kind: RobotKind = "send_sms"
    let title = Text(ru: "Отправить SMS", en: "Send an SMS")
    let results = [ResultSpec("address", MessageTexts.sentTo)]
    let connector: ConnectorKind? = .sms
    let portal: Portal
    let items: ItemStore
    let outlets: Outlets
    private let sending = MessageSending.sms

    var parameters: [ParameterSpec] {
        MessageRecipient.parameters(of: .phone) + [
            ParameterSpec("text", RobotTexts.text, .text, required: true, help: MessageTexts.smsText)
        ] + sending.closing(MessageTexts.smsConnection)
    }

    func mistakes(in parameters: [String: JSONValue]) -> [String: Text] { MessageRecipient.mistakes(in: parameters, of: .phone) }

    func run(_ step: Step) throws -> Outcome {
        let text = try step.text("text").withoutOuterSpace
        if text.isEmpty { throw step.wrong("text", MessageTexts.noText) }
        guard text.count <= SMSMessage.longest else {
            throw step.wrong("text", MessageTexts.tooLong.with(["most": String(SMSMessage.longest), "count": String(text.count)]))
        }
        guard let number = try step.addresses(.phone, items).first else {
            return try sending.withoutAddress(step, portal, subject: text)
        }
        let way = try outlets.way(.sms, step)
        let message = SMSMessage(through: way.connection, to: number, text: text, isForClient: try step.recipient.isClient)
        return try sending.enqueue(message.json, through: way, to: [number], subject: text, step, portal)
    }

    func resume(_ step: Step, _ event: PostedEvent) throws -> Outcome { sending.resume(event) }
}
