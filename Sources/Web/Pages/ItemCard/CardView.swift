import CRM
import HTTPTypes
import Kernel

/// The card as HTML. Its root takes every answer of its own forms, so that a page and a slide-over behave alike.
struct CardView {
    let model: CardModel
    let composer: ComposerState
    /// The products as they were typed, when they were refused.
    let products: CardProductsView?
    private var context: CardContext { model.context }
    private var language: Language { model.context.language }

    init(_ model: CardModel, _ composer: ComposerState = ComposerState(), products: CardProductsView? = nil) {
        self.model = model
        self.composer = composer
        self.products = products
    }

    func page(status: HTTPResponse.Status = .ok) -> PageResponse {
        var page = Page(context.item.title, html)
        page.hasOwnHead = true
        return .page(page, rail: context.entity.rail, status: status)
    }

    var html: HTML {
        """
        <div class="item" data-item="\(context.address)" hx-target="this" hx-swap="outerHTML"\
        \(attribute: "hx-headers", context.isBeside ? "{\"X-Slideover\":\"1\"}" : nil)>\
        \(head)\(notices)\(if: context.entity.hasStages, StageView(context).html)\(tabs)\(content)</div>
        """
    }

    // MARK: Head

    private var head: HTML {
        """
        <header class="item-head"><div class="item-titles">\(.breadcrumbs(path, language))\(TitleView(context).html)</div>\
        <div class="actions">\(mainActions)\(if: !menu.isEmpty, .moreMenu(label: ComponentTexts.more[language], menu))</div></header>
        """
    }

    private var path: [(label: String, address: String?)] {
        let entity = context.entity
        var path: [(label: String, address: String?)] = [(entity.pluralName[language], entity.listAddress)]
        if entity == .deal, let pipeline = context.pipeline {
            path.append((pipeline.name[language], "/deals?pipeline=\(pipeline.id.number)"))
        }
        path.append(
            (
                CardTexts.number.with(["entity": entity.name, "id": Text(verbatim: String(context.item.id.id))])[
                    language], nil
            ))
        return path
    }

    private var mainActions: HTML? {
        guard context.entity == .lead, context.mayUpdate, model.conversion == nil else { return nil }
        let isTarget = context.item.semantics == .success
        let action = context.action(isTarget ? "convert" : "qualify")
        return .actionButton(
            (isTarget ? CardTexts.convert : CardTexts.qualify)[language], action: action, csrf: context.csrf,
            kind: .primary,
            icon: .target, attributes: .posts(to: action))
    }

    private var menu: [MenuItem] {
        var menu: [MenuItem] = []
        if context.entity == .deal, context.mayUpdate {
            for (part, title, icon) in [
                ("copy", CardTexts.copyDeal, Icon.copy), ("pipeline", CardTexts.changePipeline, .gitBranch),
            ] {
                menu.append(
                    .link(
                        title[language], to: context.address(part), icon: icon,
                        attributes: overlay(context.address(part))))
            }
        }
        if context.mayDelete, !context.item.isDeleted {
            if !menu.isEmpty { menu.append(.line) }
            menu.append(
                .action(
                    CardTexts.delete[language], to: context.address("delete"), csrf: context.csrf, icon: .trash2,
                    isDangerous: true))
        }
        return menu
    }

    // MARK: Notices

    private var notices: HTML {
        let cards = model.assignments.map { AssignmentNotice($0, context).html } + model.requests.map { RequestNotice($0, context).html }
        return "\(binNotice)\(conversionNotice)\(CardDuplicates.place(context.item.id))\(cards)"
    }

    private var binNotice: HTML? {
        guard context.item.isDeleted else { return nil }
        let restore: HTML? =
            context.mayDelete
            ? .actionButton(
                CardTexts.restore[language], action: context.address("restore"), csrf: context.csrf, icon: .rotateCcw,
                size: .small)
            : nil
        return .notice(
            .warning, icon: .trash2, "<div class=\"row\"><span>\(CardTexts.inBin, language)</span>\(restore)</div>")
    }

    private var conversionNotice: HTML? {
        guard let conversion = model.conversion else { return nil }
        let links = conversion.items.map { item -> HTML in
            """
            <a class="link row row-nowrap tight" href="\(url: item.cardAddress)"\(attribute: "data-slideover", if: context.isBeside)>\
            \(.icon(item.entity?.icon ?? .link, size: .small))\(context.names.item(item) ?? "№ \(item.id)")</a>
            """
        }
        return .notice(
            .success, icon: .circleCheck, title: CardTexts.converted[language], "<div class=\"row\">\(links)</div>")
    }

    // MARK: Tabs

    private var tabs: HTML {
        let items = CardTab.of(context.entity).map { tab in
            let address = tab == .general ? context.address : "\(context.address)?tab=\(tab.rawValue)"
            return TabItem(
                tab.title[language], to: address, isCurrent: tab == context.tab,
                attributes: context.isBeside ? " hx-get=\"\(url: address)\"" : HTML())
        }
        return .tabs(items, label: ShellTexts.card[language])
    }

    private var content: HTML {
        switch model.content {
        case .general(let timeline):
            """
            <div class="item-columns"><div class="item-fields">\(FieldSections(context, clients: model.clients).html)</div>\
            <div class="item-stream">\(if: context.mayUpdate, ComposerView(model, composer).html)\
            \(TimelineView(context, timeline).html)</div></div>
            """
        case .products(let rows, let rates): (products ?? CardProductsView(context, rows, rates)).html
        case .tasks(let tasks, let access): CardTasksView(context, tasks, access).html
        case .robots(let robots): CardRobotsView(context, robots).html
        case .links(let groups): CardLinksView(context, groups).html
        case .history(let history): CardHistoryView(context, history).html
        }
    }

    /// What makes a link open a dialog over the page.
    private func overlay(_ address: String) -> HTML { .overlay(address) }
}

extension HTML {
    /// ` hx-get="…"`: the answer, a dialog, is laid over the page.
    static func overlay(_ address: String) -> HTML {
        " hx-get=\"\(url: address)\" hx-target=\"body\" hx-swap=\"beforeend\""
    }
}
