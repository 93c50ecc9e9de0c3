import CRM
import Kernel

struct ApplicationsView {
    let applications: [ClientApplication]
    /// How many people have let each in.
    let people: [ApplicationID: Int]
    /// Of the application that was just made, shown once.
    let made: ApplicationStore.Credentials?
    let origin: String
    let attempt: Attempt
    let csrf: String
    let language: Language

    var html: HTML {
        """
        <div class="stack loose">\(ifLet: made, { shown($0) })\(.card(title: ApplicationTexts.title[language], isFlush: true, table))\(form)</div>
        """
    }

    private func shown(_ made: ApplicationStore.Credentials) -> HTML {
        let values = [
            ("client_id", made.application.clientID), ("client_secret", made.secret.text), ("application_token", made.token.text),
        ]
        let authorize = "\(origin)\(AuthorizePage.path)/?client_id=\(made.application.clientID)&response_type=code&state=…"
        return .notice(
            .success, icon: .key, title: ApplicationTexts.secretsOnce[language],
            """
            \(each: values, { "<p><span class=\"muted\">\($0.0)</span><br><code class=\"webhook-secret\">\($0.1)</code></p>" })\
            <p>\(ApplicationTexts.secretsOnceHint, language)</p><p><code class="webhook-secret">\(authorize)</code></p>\
            <p><code class="webhook-secret">\(origin)/oauth/token/</code></p>
            """)
    }

    private var table: HTML {
        if applications.isEmpty {
            return .emptyState(
                icon: .users, title: ApplicationTexts.none[language], text: ApplicationTexts.noneHint[language], size: .small)
        }
        let columns = [
            TableColumn(IntegrationPageTexts.title[language]), TableColumn(WebhookPageTexts.address[language]),
            TableColumn(IntegrationPageTexts.scopes[language]), TableColumn(ApplicationTexts.people[language], isNumber: true),
            TableColumn(content: HTML()),
        ]
        return .table(columns, applications.map(row), caption: ApplicationTexts.title[language])
    }

    private func row(_ application: ClientApplication) -> TableRow {
        let scopes = application.scopes.sorted().map { $0.title[language] }.joined(separator: ", ")
        return TableRow([
            "<span class=\"stack tight\"><span class=\"strong\">\(application.title)</span><small class=\"muted\">\(application.clientID)</small></span>",
            "<span class=\"clip muted\">\(application.address)</span>", "<span class=\"muted\">\(scopes)</span>",
            "\(people[application.id] ?? 0)",
            .actionButton(
                SettingsPageTexts.delete[language], action: "/settings/integrations/applications/\(application.id)/delete", csrf: csrf, kind: .danger),
        ])
    }

    private var form: HTML {
        let options = IntegrationScope.allCases.map { Option($0.rawValue, $0.title[language]) }
        let fields: HTML = .fields([
            .textField(
                attempt.field("title", IntegrationPageTexts.title, isRequired: true, help: ApplicationTexts.titleHelp), value: attempt.text("title")),
            .textField(
                attempt.field("address", ApplicationTexts.address, isRequired: true, help: ApplicationTexts.addressHelp),
                value: attempt.text("address"), placeholder: "https://example.ru/oauth/callback", attributes: " inputmode=\"url\""),
            .checkboxes(
                attempt.field("scopes", IntegrationPageTexts.scopes, help: ApplicationTexts.scopesHelp), options,
                selected: attempt.chosen("scopes", ["crm"])),
        ])
        return .form(
            action: "/settings/integrations/applications", csrf: csrf, attributes: " class=\"stack\"",
            """
            \(attempt.notice(besides: ["title", "address", "scopes"]))\(.card(title: ApplicationTexts.new[language], fields))\
            \(.actions([.button(ApplicationTexts.create[language], kind: .primary)]))
            """)
    }
}
