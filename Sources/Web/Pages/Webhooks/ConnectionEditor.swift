import CRM
import Kernel

/// One connection: its address, its secret, whether it answers.
struct ConnectionEditor {
    /// Nil for a new one.
    let connection: Connection?
    /// Shown once, right after it was made.
    let secret: WebhookSecret?
    let attempt: Attempt
    let csrf: String
    private var language: Language { attempt.language }
    private var address: String { "/settings/webhooks/\(connection.map { String($0.id.rawValue) } ?? "new")" }

    var html: HTML {
        """
        <div class="stack">\(ifLet: secret, { shown($0) })\(form)\(ifLet: connection, { _ in secretCard })\
        \(ifLet: connection, { _ in deletion })</div>
        """
    }

    private func shown(_ secret: WebhookSecret) -> HTML {
        .notice(
            .warning, icon: .key, title: WebhookPageTexts.secretOnce[language],
            """
            <p><code class="webhook-secret">\(secret.text)</code></p><p>\(WebhookPageTexts.secretOnceHint, language)</p>
            """)
    }

    private var form: HTML {
        let stored = secret == nil ? connection?.settings : connection?.settings
        let fields: HTML = .fields([
            .textField(attempt.field("name", WebhookPageTexts.name, isRequired: true, help: WebhookPageTexts.nameHelp), value: text("name", stored?.name)),
            .textField(
                attempt.field("address", WebhookPageTexts.address, isRequired: true, help: WebhookPageTexts.addressHelp),
                value: text("address", stored?.address), placeholder: "https://example.ru/webhooks", attributes: " inputmode=\"url\""),
            .checkbox(
                attempt.field("allowsPrivate", WebhookPageTexts.allowsPrivate, help: WebhookPageTexts.allowsPrivateHelp),
                isChecked: attempt.flag("allowsPrivate", stored?.allowsPrivate ?? false)),
            .checkbox(
                attempt.field("isActive", WebhookPageTexts.isActive, help: WebhookPageTexts.isActiveHelp),
                isChecked: attempt.flag("isActive", stored?.isActive ?? true)),
        ])
        let save = connection == nil ? SettingsPageTexts.create : SettingsPageTexts.save
        return .form(
            action: address, csrf: csrf, attributes: " class=\"stack\"",
            """
            \(attempt.notice(besides: ["name", "address"]))\(.card(title: WebhookPageTexts.receiver[language], fields))\
            \(.actions([.button(save[language], kind: .primary)]))
            """)
    }

    private func text(_ name: String, _ stored: String?) -> String { attempt.text(name, stored ?? "") }

    private var secretCard: HTML {
        .card(
            title: WebhookPageTexts.checking[language],
            """
            <div class="stack"><div class="row"><small class="grow">\(WebhookPageTexts.testHint, language)</small>\
            \(.actionButton(WebhookPageTexts.test[language], action: "\(address)/test", csrf: csrf, icon: .send))</div>\
            <div class="row"><small class="grow">\(WebhookPageTexts.renewHint, language)</small>\
            \(.actionButton(WebhookPageTexts.renew[language], action: "\(address)/secret", csrf: csrf, icon: .key))</div></div>
            """)
    }

    private var deletion: HTML {
        """
        <div class="row"><small class="grow">\(WebhookPageTexts.deleteHint, language)</small>\
        \(.actionButton(SettingsPageTexts.delete[language], action: "\(address)/delete", csrf: csrf, kind: .danger, icon: .trash2))</div>
        """
    }

    static func settings(_ form: FormFields) -> Connection.Settings {
        Connection.Settings(
            name: form["name"] ?? "", address: form["address"] ?? "", allowsPrivate: form.flag("allowsPrivate"),
            isActive: form.flag("isActive"))
    }
}
