import CRM
import Kernel
import Storage

/// The «Дела» view: open items by the day of their next step.
enum AgendaPage {
    private static let pageSize = 50
    private static let largestPage = 500

    static func content(_ filter: ItemFilter, _ head: SectionHead, _ page: PageRequest) async throws -> Page {
        let viewer = try page.viewer
        let items = page.services.items
        let days = TaskBoardDays(now: page.now, zone: filter.dates.zone)
        let limit = min(page.query.number("limit") ?? pageSize, largestPage)
        let (agenda, details) = try await page.services.portal.read { reader in
            let agenda = try items.agenda(filter.query, days: days, limit: max(limit, 1), for: viewer, in: reader)
            let cards = agenda.columns.values.flatMap(\.self)
            return (agenda, try CardDetails(of: cards, filter.entity, items, in: reader))
        }
        let face = CardFace(
            filter: filter, details: details, names: agenda.names, viewer: viewer, now: page.now, language: page.language)
        let view = AgendaView(
            agenda: agenda, face: face, moreAddress: filter.address([("limit", String(limit + pageSize))]), language: page.language)
        return head.page(view.board(), lead: nil, layout: .fill)
    }
}

/// The columns of the «Дела» view.
struct AgendaView {
    let agenda: ItemAgenda
    let face: CardFace
    let moreAddress: String
    let language: Language

    func board() -> HTML {
        "<div class=\"kanban agenda\">\(each: AgendaColumn.allCases, { column($0) })</div>"
    }

    private func column(_ column: AgendaColumn) -> HTML {
        let cards = agenda.columns[column] ?? []
        let total = agenda.totals[column] ?? 0
        let model = KanbanColumn(
            stage: column.rawValue, name: column.title[language], color: column.color, count: total, sum: nil,
            cards: cards.map(face.card))
        return """
            <section class="column"\(model.color.attribute)>\(.kanbanHead(model, isOutOfBand: false))\
            <div class="column-cards" aria-label="\(model.name)">\(model.cards)\
            \(if: cards.isEmpty, "<p class=\"column-more\">\(empty(column), language)</p>")\
            \(if: total > cards.count, "<a class=\"button button-small\" href=\"\(url: moreAddress)\">\(AgendaTexts.more, language)</a>")\
            </div></section>
            """
    }

    private func empty(_ column: AgendaColumn) -> Text {
        switch column {
        case .overdue: AgendaTexts.allDone
        case .none: AgendaTexts.everythingPlanned
        case .today, .tomorrow, .week, .later: AgendaTexts.nothing
        }
    }
}
