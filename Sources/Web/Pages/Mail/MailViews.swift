import CRM
import Kernel

/// Every account, or what to do when there is none.
struct MailListView {
    let accounts: [(id: ConnectionID, account: MailAccount)]
    let language: Language

    var html: HTML {
        if accounts.isEmpty {
            return .card(
                .emptyState(
                    icon: .mail, title: MailPageTexts.noAccounts[language], text: MailPageTexts.noAccountsHint[language],
                    actions: [.linkButton(MailPageTexts.add[language], to: "/settings/mail/new", kind: .primary)], size: .small))
        }
        let columns = [MailPageTexts.name, MailPageTexts.from, MailPageTexts.host, MailPageTexts.state].map { TableColumn($0[language]) }
        return .card(isFlush: true, .table(columns, accounts.map(row), caption: MailPageTexts.accounts[language]))
    }

    private func row(_ entry: (id: ConnectionID, account: MailAccount)) -> TableRow {
        let account = entry.account
        return TableRow([
            .tableTitle(account.name, to: "/settings/mail/\(entry.id)"), "\(account.from)", "<span class=\"muted\">\(account.host)</span>",
            account.isActive ? .badge(MailPageTexts.on[language], tone: .success) : .badge(MailPageTexts.off[language]),
        ])
    }
}

/// One account: its server, its login, whether it works.
struct MailEditor {
    /// Nil for a new one.
    let id: ConnectionID?
    let account: MailAccount
    let attempt: Attempt
    let csrf: String
    private var language: Language { attempt.language }
    private var address: String { "/settings/mail/\(id.map { String($0.rawValue) } ?? "new")" }

    var html: HTML { "<div class=\"stack\">\(form)\(if: id != nil, checking)\(if: id != nil, deletion)</div>" }

    private var form: HTML {
        let security = MailAccount.Security.allCases.map { Option($0.rawValue, MailPageTexts.title($0)[language]) }
        let sender: HTML = .fields([
            .textField(attempt.field("name", MailPageTexts.name, isRequired: true), value: attempt.text("name", account.name)),
            .textField(
                attempt.field("from", MailPageTexts.from, isRequired: true, help: MailPageTexts.fromHelp), value: attempt.text("from", account.from),
                attributes: " inputmode=\"email\""),
            .textField(
                attempt.field("senderName", MailPageTexts.senderName, help: MailPageTexts.senderNameHelp),
                value: attempt.text("senderName", account.senderName)),
        ])
        let server: HTML = .fields([
            .textField(
                attempt.field("host", MailPageTexts.host, isRequired: true), value: attempt.text("host", account.host),
                placeholder: "smtp.example.ru"),
            .selectField(attempt.field("security", MailPageTexts.security), security, selected: attempt.text("security", account.security.rawValue)),
            .textField(
                attempt.field("port", MailPageTexts.port, help: MailPageTexts.portHelp), value: attempt.text("port", id == nil ? "" : String(account.port)),
                attributes: " inputmode=\"numeric\""),
            .textField(attempt.field("login", MailPageTexts.login, help: MailPageTexts.loginHelp), value: attempt.text("login", account.login)),
            .textField(
                attempt.field("password", MailPageTexts.password, help: id == nil ? nil : MailPageTexts.passwordHelp), value: "",
                attributes: " type=\"password\" autocomplete=\"new-password\""),
            .checkbox(
                attempt.field("allowsPrivate", MailPageTexts.allowsPrivate), isChecked: attempt.flag("allowsPrivate", account.allowsPrivate)),
            .checkbox(attempt.field("isActive", MailPageTexts.isActive), isChecked: attempt.flag("isActive", account.isActive)),
        ])
        let save = id == nil ? SettingsPageTexts.create : SettingsPageTexts.save
        return .form(
            action: address, csrf: csrf, attributes: " class=\"stack\"",
            """
            \(attempt.notice(besides: ["name", "from", "senderName", "host", "port", "password"]))\
            \(.card(title: MailPageTexts.sender[language], sender))\(.card(title: MailPageTexts.server[language], server))\
            \(.actions([.button(save[language], kind: .primary)]))
            """)
    }

    private var checking: HTML {
        .card(
            title: MailPageTexts.checking[language],
            """
            <div class="row"><small class="grow">\(MailPageTexts.testHint, language)</small>\
            \(.actionButton(MailPageTexts.test[language], action: "\(address)/test", csrf: csrf, icon: .send))</div>
            """)
    }

    private var deletion: HTML {
        """
        <div class="row"><small class="grow">\(MailPageTexts.deleteHint, language)</small>\
        \(.actionButton(SettingsPageTexts.delete[language], action: "\(address)/delete", csrf: csrf, kind: .danger, icon: .trash2))</div>
        """
    }

    static func account(_ form: FormFields) -> MailAccount {
        var account = MailAccount()
        account.name = form["name"] ?? ""
        account.host = form["host"] ?? ""
        account.security = form["security"].flatMap(MailAccount.Security.init) ?? .startTLS
        account.port = (form.text("port") ?? "").isEmpty ? account.security.port : form.number("port") ?? 0
        account.login = form["login"] ?? ""
        account.from = form["from"] ?? ""
        account.senderName = form["senderName"] ?? ""
        account.allowsPrivate = form.flag("allowsPrivate")
        account.isActive = form.flag("isActive")
        return account
    }
}
