import Automation
import CRM
import Kernel
import Storage

extension CRMDocuments {
    /// A letter to the client becomes an outgoing letter on the card; other messages become a line of the history.
    package func delivered(_ delivery: Delivery, in transaction: any Transaction, at now: Timestamp) throws {
        let note: OutgoingMessageNoted
        var letter: MailMessage?
        switch delivery.connector {
        case .mail:
            let message = MailMessage(json: delivery.payload)
            note = OutgoingMessageNoted(
                .mail, .sent, of: delivery.item, to: message.to.joined(separator: ", "), subject: message.subject)
            if message.isForClient { letter = message }
        case .sms:
            let message = SMSMessage(json: delivery.payload)
            note = OutgoingMessageNoted(.sms, .sent, of: delivery.item, to: message.to, subject: message.text)
        default: return
        }
        let actor = Actor(
            origin: .robot(title: delivery.title, run: delivery.run, node: delivery.node), user: nil, reason: nil)
        try portal.carryOut(as: actor, in: transaction, at: now) { command in
            if let letter, try register(letter, delivery, command) { return }
            command.raise(note)
        }
    }

    /// - Returns: false when the card cannot take it: the item is gone, or nobody is responsible for it. The letter has gone
    ///   all the same, so this is no error.
    private func register(_ letter: MailMessage, _ delivery: Delivery, _ command: Command) throws -> Bool {
        guard let address = letter.to.first, let item = try items.item(delivery.item, in: command.transaction), !item.isDeleted,
            let responsible = item.responsible
        else { return false }
        var report = MailReport(.outgoing, address: address, subject: letter.subject, text: letter.text)
        report.files = letter.files
        report.item = delivery.item
        report.responsible = responsible
        report.source = "robot"
        report.origin = delivery.messageID
        return try Activity.registerMail(report, in: command) != nil
    }
}
