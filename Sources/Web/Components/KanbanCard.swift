import Kernel

/// What the planned activities of an item ask for.
package enum ActivityState: Sendable {
    case overdue
    case today
    case planned
    case none
}

/// A card on a board.
package struct KanbanCard: Sendable {
    package var id: Int64
    package var title: String
    package var address: String
    /// Takes the POST of `stage` and `before` when the card is dropped; nil when the viewer may not move it.
    package var moveAddress: String?
    package var sum: String?
    package var client: String?
    /// «20 сентября»
    package var shipping: String?
    /// Further fields with their names: («Дата отгрузки», «20 сентября»).
    package var facts: [(label: String, value: String)] = []
    package var isPaid = false
    package var responsible: (id: Int64, name: String)?
    package var activity: ActivityState = .none
    /// The nearest activity in words: «Позвонить · сегодня 15:00».
    package var activityText: String?
    /// Contacts from the client that nobody has answered.
    package var incomingCount = 0
    /// Ways to reach the client, as small icons: `tel:`, `mailto:` or an address of ours.
    package var channels: [Channel] = []
    /// The item's version, sent with a move so that nobody overtakes another unseen.
    package var version: Int64?
    /// A link to a dialog with other things to do (a fragment for script, a page without it).
    package var menu: (label: String, address: String)?

    package struct Channel: Sendable {
        let icon: Icon
        let label: String
        let address: String

        package init(_ icon: Icon, label: String, address: String) {
            self.icon = icon
            self.label = label
            self.address = address
        }
    }

    package init(id: Int64, title: String, address: String, moveAddress: String?) {
        self.id = id
        self.title = title
        self.address = address
        self.moveAddress = moveAddress
    }
}

extension HTML {
    package static func kanbanCard(_ card: KanbanCard, _ language: Language) -> HTML {
        """
        <article class="deal" data-card="\(String(card.id))" data-row\(attribute: "data-move-url", card.moveAddress)>\
        <a class="deal-title" href="\(url: card.address)" data-slideover>\(card.title)</a>\
        \(ifLet: card.sum, { "<p class=\"deal-sum\">\($0)</p>" })\
        \(ifLet: card.client, { "<p class=\"deal-line\">\(.icon(.user, size: .small))<span class=\"clip\">\($0)</span></p>" })\
        \(each: card.facts, { fact($0.label, $0.value) })\(marks(card, language))\(foot(card, language))\
        \(ifLet: card.version, { cardVersion(card.id, $0) })\(ifLet: card.menu, { cardMenu($0.label, $0.address) })</article>
        """
    }

    private static func fact(_ label: String, _ value: String) -> HTML {
        "<p class=\"deal-line deal-fact\"><span class=\"clip\">\(label)</span><span class=\"deal-value clip\">\(value)</span></p>"
    }

    /// The version of a card: in the card, and as an out-of-band fragment after a move.
    package static func cardVersion(_ id: Int64, _ version: Int64, isOutOfBand: Bool = false) -> HTML {
        """
        <i hidden id="card-version-\(id)" data-version="\(String(version))"\
        \(attribute: "hx-swap-oob", isOutOfBand ? "true" : nil)></i>
        """
    }

    private static func cardMenu(_ label: String, _ address: String) -> HTML {
        """
        <a class="deal-menu" href="\(url: address)" hx-get="\(url: address)" hx-target="body" hx-swap="beforeend" \
        aria-label="\(label)" title="\(label)">\(.icon(.ellipsis))</a>
        """
    }

    private static func marks(_ card: KanbanCard, _ language: Language) -> HTML? {
        guard card.shipping != nil || card.isPaid else { return nil }
        return """
            <p class="deal-line">\
            \(ifLet: card.shipping, { "\(.icon(.truck, size: .small, label: ComponentTexts.shipping[language]))<span>\($0)</span>" })\
            \(if: card.isPaid, "<span class=\"push\">\(.badge(ComponentTexts.paid[language], tone: .success))</span>")</p>
            """
    }

    private static func foot(_ card: KanbanCard, _ language: Language) -> HTML {
        """
        <div class="deal-foot"><span class="deal-activity">\(.activityDot(card.activity, language))\
        <span class="clip"\(attribute: "title", card.activityText)>\(card.activityText ?? "")</span>\
        \(if: card.incomingCount > 0, .counter(card.incomingCount, tone: .success))</span>\
        \(if: !card.channels.isEmpty, "<span class=\"deal-channels\">\(each: card.channels, { channel($0) })</span>")\
        \(ifLet: card.responsible, { .avatar(name: $0.name, id: $0.id) })</div>
        """
    }

    private static func channel(_ channel: KanbanCard.Channel) -> HTML {
        """
        <a href="\(url: channel.address)" aria-label="\(channel.label)" title="\(channel.label)">\
        \(.icon(channel.icon, size: .small))</a>
        """
    }

    /// Red: something is overdue; green: something is due today; grey: nothing is planned.
    package static func activityDot(_ state: ActivityState, _ language: Language) -> HTML {
        let (tone, label): (String?, Text?) =
            switch state {
            case .overdue: ("dot-danger", ComponentTexts.overdue)
            case .today: ("dot-success", ComponentTexts.today)
            case .planned: ("dot-accent", nil)
            case .none: (nil, ComponentTexts.noActivity)
            }
        return "<span\(classes: "dot", tone) role=\"img\"\(attribute: "aria-label", label?[language])\(attribute: "title", label?[language])></span>"
    }
}
