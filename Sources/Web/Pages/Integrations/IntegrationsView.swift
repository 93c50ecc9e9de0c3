import CRM
import Kernel

struct IntegrationsView {
    let webhooks: [IncomingWebhook]
    let people: PeopleSnapshot
    let viewer: Viewer
    /// Of the key that was just made, shown once.
    let address: String?
    let attempt: Attempt
    let csrf: String
    let writer: DateWriter
    let now: Timestamp
    private var language: Language { writer.language }

    var html: HTML {
        """
        <div class="stack loose">\(ifLet: address, { shown($0) })\
        \(.card(title: IntegrationPageTexts.keys[language], isFlush: true, table))\(form)</div>
        """
    }

    private func shown(_ address: String) -> HTML {
        .notice(
            .success, icon: .key, title: IntegrationPageTexts.addressOnce[language],
            """
            <p><code class="webhook-secret">\(address)</code></p><p>\(IntegrationPageTexts.addressOnceHint, language)</p>\
            <p><code class="webhook-secret">curl \(address)crm.deal.list.json?select[]=ID&amp;select[]=TITLE</code></p>
            """)
    }

    private var table: HTML {
        if webhooks.isEmpty {
            return .emptyState(
                icon: .key, title: IntegrationPageTexts.noKeys[language], text: IntegrationPageTexts.noKeysHint[language], size: .small)
        }
        let columns = [
            TableColumn(IntegrationPageTexts.title[language]), TableColumn(IntegrationPageTexts.person[language]),
            TableColumn(IntegrationPageTexts.scopes[language]), TableColumn(IntegrationPageTexts.used[language]), TableColumn(content: HTML()),
        ]
        return .table(columns, webhooks.map(row), caption: IntegrationPageTexts.keys[language])
    }

    private func row(_ webhook: IncomingWebhook) -> TableRow {
        let scopes = webhook.scopes.sorted().map { $0.title[language] }.joined(separator: ", ")
        let used = webhook.usedAt.map { writer.moment($0, now: now) } ?? IntegrationPageTexts.never[language]
        return TableRow([
            "<span class=\"strong\">\(webhook.title)</span>", "\(people.name(of: webhook.user))", "<span class=\"muted\">\(scopes)</span>",
            "<span class=\"muted\">\(used)</span>",
            .actionButton(
                IntegrationPageTexts.revoke[language], action: "/settings/integrations/\(webhook.id)/revoke", csrf: csrf, kind: .danger),
        ])
    }

    private var form: HTML {
        let options = IntegrationScope.allCases.map { Option($0.rawValue, $0.title[language]) }
        let fields: HTML = .fields([
            .textField(
                attempt.field("title", IntegrationPageTexts.title, isRequired: true, help: IntegrationPageTexts.titleHelp), value: attempt.text("title")),
            .checkboxes(
                attempt.field("scopes", IntegrationPageTexts.scopes, help: IntegrationPageTexts.scopesHelp), options,
                selected: attempt.chosen("scopes", ["crm"])),
        ])
        return .form(
            action: "/settings/integrations", csrf: csrf, attributes: " class=\"stack\"",
            """
            \(attempt.notice(besides: ["title", "scopes"]))\(.card(title: IntegrationPageTexts.new[language], fields))\
            \(.actions([.button(IntegrationPageTexts.create[language], kind: .primary)]))
            """)
    }
}
