import Automation
import CRM
import Kernel

/// A letter to the client, a colleague or any address.
struct SendMail: Robot {
    let kind: RobotKind = "send_mail"
    let title = Text(ru: "Отправить письмо", en: "Send an e-mail")
    let results = [ResultSpec("address", MessageTexts.sentTo)]
    let connector: ConnectorKind? = .mail
    let portal: Portal
    let items: ItemStore
    let outlets: Outlets
    private let sending = MessageSending.mail
    private static let mostReceivers = 50

    var parameters: [ParameterSpec] {
        MessageRecipient.parameters(of: .email) + [
            ParameterSpec("subject", RobotTexts.subject, .line, required: true),
            .messageText,
            ParameterSpec("files", MessageTexts.files, .files, help: MessageTexts.filesHelp),
            ParameterSpec(
                "from", RobotTexts.from, .people(single: true), preset: [.string(PeopleSelector.responsible.stored)], help: MessageTexts.from),
        ] + sending.closing(MessageTexts.mailConnection)
    }

    func mistakes(in parameters: [String: JSONValue]) -> [String: Text] { MessageRecipient.mistakes(in: parameters, of: .email) }

    func run(_ step: Step) throws -> Outcome {
        // A line break in a subject would begin another line of the letter's head.
        let subject = String(try step.text("subject").withoutLineBreaks.prefix(MailMessage.longestSubject))
        let text = try step.text("text")
        let addresses = try step.addresses(.email, items)
        if addresses.isEmpty { return try sending.withoutAddress(step, portal, subject: subject) }
        guard addresses.count <= Self.mostReceivers else {
            throw step.wrong("to", MessageTexts.tooMany.with(["most": String(Self.mostReceivers)]))
        }
        let way = try outlets.way(.mail, step)
        let sender = try step.optionalPeople("from").first.flatMap { try UserStore.user($0, in: step.transaction) }
        let message = MailMessage(
            through: way.connection, to: addresses, senderName: sender?.profile.name ?? "",
            replyTo: sender.flatMap { EmailAddress($0.login)?.normalized }, subject: subject, text: text, files: try files(step),
            isForClient: try step.recipient.isClient)
        return try sending.enqueue(message.json, through: way, to: addresses, subject: subject, step, portal)
    }

    func resume(_ step: Step, _ event: PostedEvent) throws -> Outcome { sending.resume(event) }

    /// What stands in the chosen fields now; fields of other kinds have nothing to attach.
    private func files(_ step: Step) throws -> [FileID] {
        let references = try step.strings("files").flatMap { code in
            (try step.environment.value(object: "Document", field: code) ?? .null).references
        }
        let files = try FileLinks.files(references.filter { $0.kind == .file }.map { FileID($0.id) }, in: step.transaction)
        let size = files.reduce(0) { $0 + $1.size }
        guard size <= MailMessage.largestFiles else {
            throw step.wrong(
                "files", MessageTexts.filesTooLarge.with(["size": String((size + (1 << 20) - 1) >> 20), "most": String(MailMessage.largestFiles >> 20)]))
        }
        if !files.isEmpty { step.record("files", .string(files.map(\.name).joined(separator: ", "))) }
        return files.map(\.id)
    }
}
