import CRM
import Kernel
import Storage

/// Items that belong together for one reason.
struct LinkGroup: Sendable {
    let title: Text
    let icon: Icon
    let items: [ItemSummary]

    /// Everything an item is linked with that the viewer may see; a fixed number of queries.
    static func load(
        of item: Item, _ conversion: Conversion?, _ page: PageRequest, in reader: any Reader
    ) throws -> [LinkGroup] {
        switch item.entity {
        case .lead, .deal: try staged(item, conversion, page, in: reader)
        case .contact, .company: try client(item, page, in: reader)
        }
    }

    private static func staged(
        _ item: Item, _ conversion: Conversion?, _ page: PageRequest, in reader: any Reader
    ) throws -> [LinkGroup] {
        let copies = try ItemLinks.origins(of: item.id, .copy, in: reader)
        let known: [(Text, Icon, [DocumentID])] = [
            (EntityType.company.name, .building2, item.company.map { [$0] } ?? []),
            (CardTexts.contacts, .user, item.contacts), (EntityType.lead.name, .inbox, item.lead.map { [$0] } ?? []),
            (CardTexts.becameOfLead, .target, conversion?.items ?? []),
            (CardTexts.original, .copy, item.original.map { [$0] } ?? []), (CardTexts.copies, .copy, copies),
        ]
        let summaries = try page.services.items.summaries(of: known.flatMap(\.2), for: page.viewer, in: reader)
        return known.map { title, icon, ids in
            LinkGroup(title: title, icon: icon, items: ids.compactMap { summaries[$0] })
        }
        .filter { !$0.items.isEmpty }
    }

    private static func client(_ item: Item, _ page: PageRequest, in reader: any Reader) throws -> [LinkGroup] {
        let viewer = try page.viewer
        let company = try page.services.items.summaries(of: item.company.map { [$0] } ?? [], for: viewer, in: reader)
        var groups = [LinkGroup(title: EntityType.company.name, icon: .building2, items: Array(company.values))]
        for entity in item.entity == .company ? [EntityType.contact, .deal, .lead] : [.deal, .lead] {
            var query = ItemQuery(entity)
            query.client = item.id
            let found = try page.services.items.column(query, limit: 100, for: viewer, now: page.now, in: reader)
            groups.append(LinkGroup(title: entity.pluralName, icon: entity.icon, items: found.items))
        }
        return groups.filter { !$0.items.isEmpty }
    }
}

struct CardLinksView {
    let context: CardContext
    let groups: [LinkGroup]
    private var language: Language { context.language }

    init(_ context: CardContext, _ groups: [LinkGroup]) {
        self.context = context
        self.groups = groups
    }

    var html: HTML {
        guard !groups.isEmpty else {
            return .card(
                .emptyState(icon: .link, title: CardTexts.noLinks[language], text: CardTexts.noLinksHint[language]))
        }
        return "<div class=\"stack\">\(each: groups, { group($0) })</div>"
    }

    private func group(_ group: LinkGroup) -> HTML {
        let rows = group.items.map { summary -> HTML in
            let item = summary.item
            let stage = item.stage.flatMap { context.catalog.pipelines.stage($0, of: item.entity) }
            return """
                <li class="link-row" data-row>\(.icon(item.entity.icon))\
                <a class="table-title clip" href="\(url: item.id.cardAddress)" data-slideover>\(summary.title)</a>\
                \(ifLet: stage, { .stageTag($0.name[language], color: StageColor($0.color)) })\
                <span class="push nowrap strong">\(ifLet: summary.amount, { "\($0.text(language))" })</span>\
                \(ifLet: item.responsible, { .avatar(name: context.people.name(of: $0), id: $0.rawValue, size: .small) })</li>
                """
        }
        return .card(title: group.title[language], isFlush: true, "<ul class=\"link-list\">\(rows)</ul>")
    }
}
