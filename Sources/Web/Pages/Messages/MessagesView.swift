import CRM
import Kernel

/// The list of conversations on the left, the open one on the right; on a phone one at a time.
struct MessagesView {
    let model: MessagesModel
    let language: Language
    let csrf: String
    let writer: DateWriter
    let now: Timestamp
    /// What was typed and why it was not sent.
    var refused: (text: String, failure: Failure)?

    init(_ model: MessagesModel, _ page: PageRequest) {
        self.model = model
        language = page.language
        csrf = page.csrf
        writer = page.dates
        now = page.now
    }

    func page() -> Page {
        let right: HTML =
            model.companion == nil
            ? .emptyState(icon: .messageSquare, title: MessagesTexts.choose[language], text: MessagesTexts.chooseHint[language])
            : conversation
        var page = Page(
            HTTPTexts.messages[language],
            "<div\(classes: "messenger", model.companion == nil ? nil : "is-open")>\(aside)<section class=\"messenger-main card\">\(right)</section></div>")
        page.layout = .fill
        return page
    }

    // MARK: Conversations

    private var aside: HTML {
        """
        <aside class="messenger-list card"><div class="messenger-new">\(writeTo)</div>\
        \(list)</aside>
        """
    }

    /// The rows alone: what is fetched anew when something arrives.
    var list: HTML {
        let address = model.companion.map { "/messages/list?with=\($0)" } ?? "/messages/list"
        return """
            <div class="messenger-rows" data-live-topic="bell" hx-get="\(url: address)" hx-trigger="live" hx-swap="outerHTML">\(rows)</div>
            """
    }

    private var rows: HTML {
        model.dialogues.isEmpty
            ? "<p class=\"faint messenger-none\">\(MessagesTexts.none, language)</p>" : "\(each: model.dialogues, { row($0) })"
    }

    private func row(_ dialogue: Dialogue) -> HTML {
        """
        <a class="messenger-row" href="/messages/\(dialogue.with.rawValue)" data-row\(attribute: "aria-current", dialogue.with == model.companion ? "page" : nil)>\
        \(face(dialogue.with, .large))<span class="grow clip"><span class="row row-nowrap"><span class="strong clip grow">\(name(dialogue.with))</span>\
        <time class="faint nowrap">\(writer.relative(dialogue.lastAt, now: now))</time></span>\
        <span class="row row-nowrap"><span class="muted clip grow">\(if: dialogue.lastIsMine, "\(MessagesTexts.me, language): ")\(dialogue.lastText)</span>\
        \(if: dialogue.unread > 0, .counter(dialogue.unread, tone: .accent))</span></span></a>
        """
    }

    /// Whom to write to, besides those one talks with already.
    private var writeTo: HTML {
        let people = model.people.people.filter { $0.isActive && $0.id != model.user }
        let search: HTML = """
            <input class="input menu-search" type="search" data-filter-items placeholder="\(MessagesTexts.findPerson, language)" \
            aria-label="\(MessagesTexts.findPerson, language)">
            """
        return .menu(
            "\(.icon(.pencil))<span class=\"button-label\">\(MessagesTexts.new, language)</span>",
            [.custom(search)] + people.map { .link($0.name, to: "/messages/\($0.id)", icon: .user) })
    }

    private func name(_ id: UserID) -> String {
        id == PersonalMessage.portal ? MessagesTexts.robots[language] : model.people.name(of: id)
    }

    private func face(_ id: UserID, _ size: AvatarSize) -> HTML {
        id == PersonalMessage.portal
            ? "<span class=\"notice-icon\">\(.icon(.bot))</span>" : .avatar(name: model.people.name(of: id), id: id.rawValue, size: size)
    }

    // MARK: The open one

    var conversation: HTML {
        guard let other = model.companion else { return HTML() }
        let isPortal = other == PersonalMessage.portal
        let card = model.people[other]
        let note = isPortal ? MessagesTexts.robotsNote[language] : card?.position ?? ""
        return """
            <div class="messenger-talk" data-talk><header class="messenger-head">\
            <a class="button button-quiet button-icon messenger-back" href="/messages" aria-label="\(MessagesTexts.back, language)">\(.icon(.chevronLeft))</a>\
            \(face(other, .large))<div class="clip grow"><h2 class="clip">\(name(other))</h2><small>\(note)</small></div></header>\
            \(thread)\(if: !isPortal && card?.isActive == true, composer(other))</div>
            """
    }

    /// The messages alone: fetched anew when something arrives.
    var thread: HTML {
        guard let other = model.companion else { return HTML() }
        let earlier = "/messages/\(other)?all=1"
        return """
            <div class="messenger-thread" data-thread data-live-topic="bell" hx-get="/messages/\(other.rawValue)/thread" hx-trigger="live" hx-swap="outerHTML" \
            role="log" tabindex="0" aria-label="\(name(other))"><div class="messenger-lines">\
            \(if: model.hasEarlier, "<a class=\"link messenger-earlier\" href=\"\(url: earlier)\">\(MessagesTexts.earlier, language)</a>")\
            \(if: model.messages.isEmpty, "<p class=\"faint messenger-none\">\(MessagesTexts.beginning, language)</p>")\(days)</div></div>
            """
    }

    private var days: HTML {
        var pieces: [HTML] = []
        var day: LocalDate?
        for message in model.messages {
            let date = writer.zone.local(message.createdAt).date
            if date != day { pieces.append(.timelineDay(writer.day(date, now: now))) }
            day = date
            pieces.append(bubble(message))
        }
        return pieces.joined()
    }

    private func bubble(_ message: PersonalMessage) -> HTML {
        let isMine = message.sender == model.user
        let item = message.item.flatMap { id in model.links[id].map { (id, $0) } }
        return """
            <div\(classes: "bubble", isMine ? "is-mine" : nil)><p class="item-text">\(message.text)</p>\
            \(ifLet: item, { "<a class=\"link row row-nowrap tight\" href=\"\(url: $0.0.cardAddress)\" data-slideover>\(.icon($0.0.entity?.icon ?? .link, size: .small))<span class=\"clip\">\($0.1)</span></a>" })\
            <span class="bubble-time">\(writer.time(message.createdAt))\
            \(if: isMine, .icon(message.readAt == nil ? .check : .eye, size: .small, label: (message.readAt == nil ? MessagesTexts.sent : MessagesTexts.wasRead)[language]))</span></div>
            """
    }

    private func composer(_ other: UserID) -> HTML {
        let action = "/messages/\(other)"
        let field = Field(
            "text", label: MessagesTexts.text[language], isRequired: true, error: refused?.failure.message[language], id: "message-text")
        return .form(
            action: action, csrf: csrf, attributes: " class=\"messenger-form\" data-send-on-enter\(.posts(to: action)) hx-target=\"closest [data-talk]\" hx-swap=\"outerHTML\"",
            """
            <div class="grow">\(.textArea(field, value: refused?.text ?? "", rows: 1, placeholder: MessagesTexts.text[language], attributes: " aria-label=\"\(MessagesTexts.text, language)\" autofocus maxlength=\"20000\""))\
            \(ifLet: field.error, { "<p class=\"field-error\" id=\"message-text-error\" role=\"alert\">\($0)</p>" })</div>\
            \(.button(ComposerTexts.send[language], kind: .primary, icon: .send))
            """)
    }
}
