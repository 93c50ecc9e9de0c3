import Automation
import CRM
import Kernel

struct EventHandlersView {
    let handlers: [EventHandler]
    let deliveries: [Delivery]
    /// Of the subscription that was just made, shown once.
    let token: SecretToken?
    let attempt: Attempt
    let csrf: String
    let writer: DateWriter
    let now: Timestamp
    private var language: Language { writer.language }

    var html: HTML {
        """
        <div class="stack loose">\(ifLet: token, { shown($0) })\(.card(title: EventHandlerTexts.handlers[language], isFlush: true, table))\
        \(form)\(.card(title: WebhookPageTexts.deliveries[language], isFlush: true, deliveryTable))</div>
        """
    }

    private func shown(_ token: SecretToken) -> HTML {
        .notice(
            .success, icon: .key, title: EventHandlerTexts.tokenOnce[language],
            "<p><code class=\"webhook-secret\">\(token.text)</code></p><p>\(EventHandlerTexts.tokenOnceHint, language)</p>")
    }

    private var table: HTML {
        if handlers.isEmpty {
            return .emptyState(
                icon: .send, title: EventHandlerTexts.none[language], text: EventHandlerTexts.noneHint[language], size: .small)
        }
        let columns = [
            TableColumn(EventHandlerTexts.event[language]), TableColumn(WebhookPageTexts.address[language]),
            TableColumn(IntegrationPageTexts.title[language]), TableColumn(content: HTML()),
        ]
        return .table(columns, handlers.map(row), caption: EventHandlerTexts.handlers[language])
    }

    private func row(_ handler: EventHandler) -> TableRow {
        TableRow([
            "<span class=\"stack tight\"><span class=\"strong\">\(EventHandlerTexts.title(of: handler.event), language)</span><small class=\"muted\">\(handler.event)</small></span>",
            "<span class=\"clip muted\">\(handler.address ?? EventHandlerTexts.offline[language])</span>", "\(handler.title)",
            .actionButton(
                SettingsPageTexts.delete[language], action: "/settings/integrations/events/\(handler.id)/delete", csrf: csrf, kind: .danger),
        ])
    }

    private var deliveryTable: HTML {
        if deliveries.isEmpty {
            return .emptyState(icon: .inbox, title: WebhookPageTexts.noDeliveries[language], text: EventHandlerTexts.noDeliveriesHint[language], size: .small)
        }
        let columns = [
            TableColumn(EventHandlerTexts.event[language]), TableColumn(WebhookPageTexts.receiver[language]), TableColumn(WebhookPageTexts.state[language]),
            TableColumn(WebhookPageTexts.queued[language]), TableColumn(content: HTML()),
        ]
        return .table(columns, deliveries.map(row), caption: WebhookPageTexts.deliveries[language])
    }

    private func row(_ delivery: Delivery) -> TableRow {
        let words = DeliveryWords(delivery: delivery, writer: writer, now: now, language: language)
        let isStopped = delivery.state == .dead || delivery.state == .unknown || delivery.state == .cancelled
        let retry: HTML =
            isStopped
            ? .actionButton(
                WebhookPageTexts.retry[language], action: "/settings/integrations/events/deliveries/\(delivery.id)/retry", csrf: csrf)
            : HTML()
        // A product or a field has no card.
        let title: HTML =
            delivery.item.entity == nil
            ? "<span class=\"table-title\">\(delivery.title)</span>"
            : "<a class=\"table-title\" href=\"\(url: delivery.item.cardAddress)\" data-slideover>\(delivery.title)</a>"
        return TableRow([
            title,
            "\(String(delivery.channel.drop { $0 != ":" }.dropFirst()))",
            "<div class=\"stack tight\"><span>\(words.badge)</span>\(ifLet: words.note, { "<small class=\"muted\">\($0)</small>" })</div>",
            "<span class=\"muted\">\(writer.moment(delivery.created, now: now))</span>", retry,
        ])
    }

    private var form: HTML {
        let options = EventCatalog.names.map { Option($0, EventHandlerTexts.title(of: $0)[language], help: $0) }
        let fields: HTML = .fields([
            .textField(
                attempt.field("address", WebhookPageTexts.address, isRequired: true, help: EventHandlerTexts.addressHelp), value: attempt.text("address"),
                placeholder: "https://example.ru/handler.php", attributes: " inputmode=\"url\""),
            .textField(attempt.field("title", IntegrationPageTexts.title), value: attempt.text("title")),
            .checkboxes(attempt.field("events", EventHandlerTexts.events), options, selected: attempt.chosen("events", [])),
            .checkbox(
                attempt.field("allowsPrivate", WebhookPageTexts.allowsPrivate, help: WebhookPageTexts.allowsPrivateHelp),
                isChecked: attempt.flag("allowsPrivate", false)),
        ])
        return .form(
            action: "/settings/integrations/events", csrf: csrf, attributes: " class=\"stack\"",
            """
            \(attempt.notice(besides: ["address", "events"]))\(.card(title: EventHandlerTexts.new[language], fields))\
            \(.actions([.button(EventHandlerTexts.create[language], kind: .primary)]))
            """)
    }
}
