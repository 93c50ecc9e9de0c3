import Automation
import CRM
import Kernel

/// A letter of the client arrives.
struct ClientWrites: Deed {
    let kind = "incoming_mail"
    let title = DeedTexts.mail
    let asks = DeedQuestion.nothing
    let portal: Portal
    let items: ItemStore

    func carryOut(_ scene: Scene) throws -> Text {
        guard let item = try scene.youngest(items) else { throw Failure(.notFound, DeedTexts.nothingOpen) }
        guard let address = try scene.client(of: item, items, \.emails) else { throw Failure(.notFound, DeedTexts.noAddress) }
        let report = MailReport(
            .incoming, address: address, subject: DeedTexts.letterSubject.russian, text: DeedTexts.letterText.russian)
        _ = try scene.act(portal, as: scene.person(for: item)) { try Activity.registerMail(report, in: $0) }
        return DeedTexts.wrote.with(["address": address])
    }
}
