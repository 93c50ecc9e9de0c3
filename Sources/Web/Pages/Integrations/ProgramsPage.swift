import CRM
import Kernel

/// «Роботы и SMS приложений»: what programs have registered here, and taking it out.
enum ProgramsPage {
    static let path = "/settings/integrations/programs"

    static let routes: [Route] = [
        .get(path) { page in
            try page.require(.configurePortal)
            let (robots, senders, connections) = try await page.services.portal.read { reader in
                (try ProgramRobotStore.all(in: reader), try ProgramSender.all(in: reader), try ConnectionStore.all(SMSMessage.connector, in: reader))
            }
            let view = ProgramsView(robots: robots, senders: senders, connections: connections, csrf: page.csrf, language: page.language)
            return page.settings(.integrations, title: ProgramPageTexts.title, layout: .normal, view.html)
        },
        .post("\(path)/robots/delete") { page in
            let (code, catalog) = (page.form["code"] ?? "", page.services.items.catalog)
            try await page.services.portal.perform(as: page.actor) { command in
                _ = try ProgramRobotStore(catalog).delete(code: code, in: command)
            }
            return .redirect(path, notice: ProgramPageTexts.robotDeleted)
        },
        .post("\(path)/senders/delete") { page in
            let code = page.form["code"] ?? ""
            try await page.services.portal.perform(as: page.actor) { try ProgramSender.delete(code, in: $0) }
            return .redirect(path, notice: ProgramPageTexts.senderDeleted)
        },
    ]
}
