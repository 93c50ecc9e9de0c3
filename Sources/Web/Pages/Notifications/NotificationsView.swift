import CRM
import Kernel

/// The list under the bell, as a page and beside another one.
struct NotificationsView {
    let model: NotificationsModel
    let language: Language
    let csrf: String
    let writer: DateWriter
    let now: Timestamp

    init(_ model: NotificationsModel, _ page: PageRequest) {
        self.model = model
        language = page.language
        csrf = page.csrf
        writer = page.dates
        now = page.now
    }

    func page() -> Page {
        var page = Page(ShellTexts.notifications[language], body)
        page.layout = .narrow
        return page
    }

    var body: HTML {
        let live: HTML = " data-live-topic=\"bell\" hx-get=\"/notifications\" hx-trigger=\"live\" hx-select=\"[data-notices]\""
        return """
            <div class="stack notices" data-notices hx-target="this" hx-swap="outerHTML"\(if: model.isFirst, live)>\
            \(if: model.isEmpty, empty)\(if: !model.unread.isEmpty, unread)\(if: !model.read.isEmpty, read)\(further)</div>
            """
    }

    private var empty: HTML {
        .emptyState(icon: .bell, title: NotificationTexts.none[language], text: NotificationTexts.noneHint[language])
    }

    private var unread: HTML {
        let last = model.unread.map(\.id).max()?.description ?? ""
        let readAll: HTML = .actionButton(
            NotificationTexts.readAll[language], action: "/notifications/read", csrf: csrf, icon: .check, size: .small,
            hidden: [("upTo", last)], attributes: .posts(to: "/notifications/read"))
        return .card(
            title: NotificationTexts.unread.with(["count": String(model.unread.count)])[language], actions: [readAll], isFlush: true,
            "<ul class=\"notice-list\">\(each: model.unread, { row($0) })</ul>")
    }

    private var read: HTML {
        .card(
            title: model.isFirst ? NotificationTexts.read[language] : NotificationTexts.earlier[language], isFlush: true,
            "<ul class=\"notice-list\">\(each: model.read, { row($0) })</ul>")
    }

    private func row(_ notice: Notice) -> HTML {
        let face: HTML =
            notice.sender.map { .avatar(name: model.people.name(of: $0), id: $0.rawValue) }
            ?? "<span class=\"notice-icon\">\(.icon(notice.link?.icon ?? .bot))</span>"
        let words: HTML = """
            <span class="notice-text">\(notice.text, language)</span><span class="faint notice-meta">\
            \(ifLet: notice.sender, { "\(model.people.name(of: $0)) · " })<time title="\(writer.dateTime(notice.createdAt))">\(writer.relative(notice.createdAt, now: now))</time></span>
            """
        return """
            <li\(classes: "notice-row", notice.isRead ? nil : "is-unread") data-row>\(face)\(.form(
                action: "/notifications/\(notice.id)/open", csrf: csrf, attributes: " class=\"grow\"",
                "<button class=\"notice-open\">\(words)</button>"))\(if: !notice.isRead, mark(notice))</li>
            """
    }

    private func mark(_ notice: Notice) -> HTML {
        let action = "/notifications/\(notice.id)/read"
        return .form(
            action: action, csrf: csrf, attributes: .posts(to: action),
            .iconButton(.check, label: NotificationTexts.markRead[language], size: .small, type: .submit))
    }

    private var further: HTML? {
        model.next.map {
            let address = "/notifications?before=\($0)"
            return """
                <div class="actions">\(.linkButton(NotificationTexts.further[language], to: address, attributes: " hx-get=\"\(url: address)\" hx-select=\"[data-notices]\" hx-target=\"closest .actions\""))</div>
                """
        }
    }
}
