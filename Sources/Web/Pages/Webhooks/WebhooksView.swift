import Automation
import CRM
import Kernel

struct WebhooksView {
    let model: WebhooksModel
    let csrf: String
    let writer: DateWriter
    private var language: Language { writer.language }

    var html: HTML {
        """
        <div class="stack loose">\(.card(title: WebhookPageTexts.connections[language], isFlush: true, connections))\
        \(.card(title: WebhookPageTexts.deliveries[language], isFlush: true, deliveries))</div>
        """
    }

    // MARK: Connections

    private var connections: HTML {
        if model.connections.isEmpty {
            return .emptyState(
                icon: .link, title: WebhookPageTexts.noConnections[language], text: WebhookPageTexts.noConnectionsHint[language],
                actions: [.linkButton(WebhookPageTexts.add[language], to: "/settings/webhooks/new", kind: .primary)], size: .small)
        }
        return .table(
            [TableColumn(WebhookPageTexts.name[language]), TableColumn(WebhookPageTexts.address[language]), TableColumn(WebhookPageTexts.state[language])],
            model.connections.map(row), caption: WebhookPageTexts.connections[language])
    }

    private func row(_ connection: Connection) -> TableRow {
        let state: HTML =
            if !connection.settings.isActive {
                .badge(WebhookPageTexts.off[language])
            } else if let moment = model.openUntil(connection) {
                .badge(WebhookPageTexts.resting.with(["time": writer.moment(moment, now: model.now)])[language], tone: .warning, icon: .timer)
            } else {
                .badge(WebhookPageTexts.on[language], tone: .success)
            }
        return TableRow([
            .tableTitle(connection.settings.name, to: "/settings/webhooks/\(connection.id)"),
            "<span class=\"clip muted\">\(connection.settings.address)</span>", state,
        ])
    }

    // MARK: Deliveries

    private var deliveries: HTML {
        let filters = OutboxReader.Filter.allCases.map { filter in
            TabItem(
                filter.title[language], to: filter == .all ? "/settings/webhooks" : "/settings/webhooks?state=\(filter.rawValue)",
                isCurrent: filter == model.filter, count: filter == .all ? nil : model.counts[filter])
        }
        let columns = [
            TableColumn(WebhookPageTexts.robot[language]), TableColumn(WebhookPageTexts.receiver[language]),
            TableColumn(WebhookPageTexts.state[language]), TableColumn(WebhookPageTexts.attempts[language], isNumber: true),
            TableColumn(WebhookPageTexts.queued[language]), TableColumn(content: HTML()),
        ]
        let table: HTML =
            model.deliveries.isEmpty
            ? .emptyState(icon: .inbox, title: WebhookPageTexts.noDeliveries[language], text: WebhookPageTexts.noDeliveriesHint[language], size: .small)
            : .table(columns, model.deliveries.map(row), caption: WebhookPageTexts.deliveries[language])
        let pages: HTML? =
            model.window.lastPage > 1
            ? .pagination(model.window, language) { "/settings/webhooks?state=\(model.filter.rawValue)&page=\($0)" } : nil
        return "<div class=\"card-body\">\(.segments(filters, label: WebhookPageTexts.deliveries[language]))</div>\(table)\(pages)"
    }

    private func row(_ delivery: Delivery) -> TableRow {
        let receiver = model.connection(of: delivery)?.settings.name ?? String(delivery.channel.drop { $0 != ":" }.dropFirst())
        return TableRow([
            "<a class=\"table-title\" href=\"\(url: delivery.item.cardAddress)\" data-slideover>\(delivery.title)</a>",
            "\(receiver)", state(delivery), "\(delivery.attempt)", moment(delivery.created), actions(delivery),
        ])
    }

    private func state(_ delivery: Delivery) -> HTML {
        let words = DeliveryWords(delivery: delivery, writer: writer, now: model.now, language: language)
        return "<div class=\"stack tight\"><span>\(words.badge)</span>\(ifLet: words.note, { "<small class=\"muted\">\($0)</small>" })</div>"
    }

    private func moment(_ moment: Timestamp) -> HTML {
        "<time class=\"muted nowrap\" title=\"\(writer.dateTime(moment))\">\(writer.relative(moment, now: model.now))</time>"
    }

    private func actions(_ delivery: Delivery) -> HTML {
        func button(_ label: Text, _ part: String, _ icon: Icon) -> HTML {
            .actionButton(label[language], action: "/settings/webhooks/deliveries/\(delivery.id)/\(part)", csrf: csrf, icon: icon, size: .small)
        }
        switch delivery.state {
        case .sending, .delivered: return HTML()
        case .cancelled: return button(WebhookPageTexts.retry, "retry", .refreshCw)
        case .queued, .dead, .unknown:
            let retry = button(WebhookPageTexts.retry, "retry", .refreshCw)
            return "<div class=\"row row-nowrap tight\">\(retry)\(button(WebhookPageTexts.cancel, "cancel", .ban))</div>"
        }
    }
}
