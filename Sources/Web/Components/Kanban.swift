import Kernel

/// A column of a board: a stage with what stands in it.
package struct KanbanColumn: Sendable {
    package let stage: String
    package let name: String
    package let color: StageColor
    package let count: Int
    /// The sum of all its items, formatted; nil where sums make no sense.
    package let sum: String?
    package let cards: [HTML]
    /// Where the next cards come from when the last one scrolls into view.
    package let moreAddress: String?
    /// A link that opens the quick form on top of the column.
    package let addAddress: String?
    /// Where the column's cards come from anew when `liveTopic` is named by an event.
    package let refreshAddress: String?
    /// The topic of the column, and what the topics of its cards begin with: `deal/NEW`, `deal`.
    package let live: (topic: String, cards: String)?

    package init(
        stage: String, name: String, color: StageColor, count: Int, sum: String?, cards: [HTML],
        moreAddress: String? = nil, addAddress: String? = nil, refreshAddress: String? = nil,
        live: (topic: String, cards: String)? = nil
    ) {
        self.refreshAddress = refreshAddress
        self.live = live
        self.stage = stage
        self.name = name
        self.color = color
        self.count = count
        self.sum = sum
        self.cards = cards
        self.moreAddress = moreAddress
        self.addAddress = addAddress
    }

    /// The stage as a part of element ids, where a colon would need escaping.
    fileprivate var key: String { stage.replacing(":", with: "-") }
    /// The element that holds the cards.
    package var listID: String { "cards-" + key }
}

extension HTML {
    /// The board. Cards are dragged between columns; each drop posts `stage` and `before` to the card's own address.
    /// `drops` are the targets at the foot that appear while dragging; `live` the topic whose events reload the board.
    /// `tail` stands after the last column.
    package static func kanban(
        _ columns: [KanbanColumn], tail: HTML? = nil, drops: [KanbanDrop] = [], attributes: HTML = HTML(), _ language: Language
    ) -> HTML {
        """
        <div class="kanban" data-kanban\(attributes)>\(each: columns, { kanbanColumn($0, language) })\(tail)\
        \(if: !drops.isEmpty, "<div class=\"dropbar\">\(each: drops, { drop($0) })</div>")</div>
        """
    }

    package static func kanbanColumn(_ column: KanbanColumn, _ language: Language) -> HTML {
        """
        <section class="column" data-stage="\(column.stage)"\(column.color.attribute)>\(kanbanHead(column, isOutOfBand: false))\
        \(ifLet: column.addAddress, { quickAdd($0, language) })\
        <div class="column-cards" id="\(column.listID)" data-cards aria-label="\(column.name)"\(refresh(column))>\
        \(kanbanCards(column, language))</div></section>
        """
    }

    /// The cards of a column and what fetches the next ones: what a column's own address answers.
    package static func kanbanCards(_ column: KanbanColumn, _ language: Language) -> HTML {
        "\(column.cards)\(ifLet: column.moreAddress, { more($0, language) })"
    }

    private static func refresh(_ column: KanbanColumn) -> HTML? {
        guard let address = column.refreshAddress, let live = column.live else { return nil }
        return """
             data-live-topic="\(live.topic)" data-live-cards="\(live.cards)" hx-get="\(url: address)" hx-trigger="live" \
            hx-swap="innerHTML"
            """
    }

    /// The head of a column: name, count, sum. As an out-of-band fragment it replaces the head in the page.
    package static func kanbanHead(_ column: KanbanColumn, isOutOfBand: Bool) -> HTML {
        """
        <header class="column-head" id="column-head-\(column.key)"\(attribute: "hx-swap-oob", isOutOfBand ? "true" : nil)\
        \(column.color.attribute)><h2 class="column-name"><span class="clip" title="\(column.name)">\(column.name)</span>\
        <span class="column-count">\(grouped(column.count))</span></h2>\
        \(ifLet: column.sum, { "<p class=\"column-sum\">\($0)</p>" })</header>
        """
    }

    private static func quickAdd(_ address: String, _ language: Language) -> HTML {
        "<div class=\"column-add\">\(quickAddButton(address, language))</div>"
    }

    /// What opens the quick form in its place: in the column, and again after the form has done its work.
    package static func quickAddButton(_ address: String, _ language: Language) -> HTML {
        """
        <a class="button button-small" href="\(url: address)" hx-get="\(url: address)" \
        hx-target="closest .column-add" hx-swap="innerHTML">\(.icon(.plus, size: .small))\
        \(ComponentTexts.quickAdd, language)</a>
        """
    }

    private static func more(_ address: String, _ language: Language) -> HTML {
        """
        <div class="column-more" hx-get="\(url: address)" hx-trigger="intersect once" \
        hx-swap="outerHTML">\(ComponentTexts.loadMore, language)</div>
        """
    }

    private static func drop(_ drop: KanbanDrop) -> HTML {
        """
        <div class="drop \(drop.tone.className)" data-drop\(attribute: "data-stage", drop.stage)\
        \(attribute: "data-drop-url", drop.dialogAddress)>\(.icon(drop.icon))<span>\(drop.label)</span></div>
        """
    }
}

/// A target at the foot of the board: success, failure, delete, hand over.
package struct KanbanDrop: Sendable {
    let label: String
    let icon: Icon
    let tone: Tone
    let stage: String?
    let dialogAddress: String?

    /// A drop that moves the card to a final stage.
    package init(_ label: String, icon: Icon, tone: Tone, stage: String) {
        self.label = label
        self.icon = icon
        self.tone = tone
        self.stage = stage
        dialogAddress = nil
    }

    /// A drop that asks first: the dialog is fetched from this address with `?item=` and the id of the card.
    package init(_ label: String, icon: Icon, tone: Tone, dialogAddress: String) {
        self.label = label
        self.icon = icon
        self.tone = tone
        stage = nil
        self.dialogAddress = dialogAddress
    }
}
