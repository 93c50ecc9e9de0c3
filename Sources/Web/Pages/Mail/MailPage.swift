import Automation
import CRM
import HTTPTypes
import Kernel

/// «Почта»: the mail servers that letters of robots leave through.
enum MailPage {
    static let routes: [Route] = [
        .get("/settings/mail") { page in
            try page.require(.configurePortal)
            let accounts = try await page.services.portal.read { try MailAccount.all(in: $0) }
            let add: HTML = .linkButton(
                MailPageTexts.add[page.language], to: "/settings/mail/new", kind: .primary, icon: .plus, attributes: " data-new")
            return page.settings(.mail, actions: [add], layout: .normal, MailListView(accounts: accounts, language: page.language).html)
        },
        .get("/settings/mail/new") { try await edit($0, id: nil, Attempt($0)) },
        .post("/settings/mail/new") { page in
            try await page.attempt { try await create(page) } again: { try await edit(page, id: nil, $0) }
        },
        .get("/settings/mail/:id") { try await edit($0, id: $0.id(), Attempt($0)) },
        .post("/settings/mail/:id") { page in
            try await page.attempt { try await save(page) } again: { try await edit(page, id: page.id(), $0) }
        },
        .post("/settings/mail/:id/test", test),
        .post("/settings/mail/:id/delete") { page in
            let id: ConnectionID = try page.id()
            try await page.services.portal.perform(as: page.actor) { try ConnectionStore.delete(id, in: $0) }
            return .redirect("/settings/mail", notice: MailPageTexts.deleted)
        },
    ]

    private static func edit(_ page: PageRequest, id: ConnectionID?, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configurePortal)
        let account = try await page.services.portal.read { reader in try id.flatMap { try MailAccount.find($0, in: reader) } }
        if id != nil, account == nil { throw Failure(.notFound, ConnectionTexts.none) }
        let view = MailEditor(id: id, account: account ?? MailAccount(), attempt: attempt, csrf: page.csrf)
        return page.settings(
            .mail, title: account.map { Text(verbatim: $0.name) } ?? MailPageTexts.add, status: attempt.status, view.html)
    }

    private static func create(_ page: PageRequest) async throws -> PageResponse {
        let (account, password, box) = (MailEditor.account(page.form), page.form["password"] ?? "", page.services.webhooks.secrets)
        let id = try await page.services.portal.perform(as: page.actor) {
            try MailAccount.create(account, password: password, box, in: $0)
        }
        return .redirect("/settings/mail/\(id)", notice: SettingsPageTexts.saved)
    }

    private static func save(_ page: PageRequest) async throws -> PageResponse {
        let id: ConnectionID = try page.id()
        let (account, password, box) = (MailEditor.account(page.form), page.form["password"] ?? "", page.services.webhooks.secrets)
        try await page.services.portal.perform(as: page.actor) {
            try MailAccount.change(id, to: account, password: password, box, in: $0)
        }
        return .redirect("/settings/mail/\(id)", notice: SettingsPageTexts.saved)
    }

    /// A letter to whoever presses the button, outside the outbox: the answer stands on the page at once.
    private static func test(_ page: PageRequest) async throws -> PageResponse {
        try page.require(.configurePortal)
        let id: ConnectionID = try page.id()
        let user = try page.viewer.user
        let address = try await page.services.portal.read { try UserStore.requireUser(user, in: $0).login }
        let message = MailMessage(
            through: id, to: [address], subject: MailPageTexts.testSubject[page.language], text: MailPageTexts.testText[page.language],
            isForClient: false)
        let notice: Text =
            switch await page.services.webhooks.sendMail(message, "test/\(page.now.milliseconds)") {
            case .delivered(let receipt): MailPageTexts.testSent.with(["address": address, "answer": receipt.summary])
            case .refused(let failure), .unknown(let failure): MailPageTexts.testFailed.with(["problem": failure.message])
            }
        return .redirect("/settings/mail/\(id)", notice: notice)
    }
}
