import CRM
import Kernel
import Storage

/// What the cards of a board need beyond their rows; one query for each kind, whatever the number of cards.
struct CardDetails: Sendable {
    let fields: [CRM.Field]
    let reach: [DocumentID: ItemReach]
    let steps: [DocumentID: PlannedStep]

    init(of cards: [ItemSummary], _ entity: EntityType, _ items: ItemStore, in reader: any Reader) throws {
        fields = try items.cardFields(of: entity, in: reader)
        reach = try items.reach(of: cards, in: reader)
        steps = try items.nextSteps(of: cards.map(\.id), in: reader)
    }
}

/// How an item looks on a board.
struct CardFace {
    let filter: ItemFilter
    let details: CardDetails
    let names: Names
    let viewer: Viewer
    let now: Timestamp
    let language: Language

    private var writer: DateWriter { filter.dates.writer(language) }

    func card(_ summary: ItemSummary) -> HTML {
        let address = summary.id.cardAddress
        let mayChange = viewer.may(.update, filter.entity, responsible: summary.responsible)
        var card = KanbanCard(
            id: summary.id.id, title: title(summary), address: address,
            moveAddress: mayChange && filter.entity.hasStages ? filter.address(at: address + "/move") : nil)
        card.sum = summary.amount?.text(language)
        card.client = summary.clientName == summary.title ? nil : summary.clientName
        card.isPaid = summary.isPaid
        card.facts = facts(summary)
        card.responsible = summary.responsible.map { ($0.rawValue, summary.responsibleName ?? "№ \($0)") }
        card.activity = dot(summary)
        card.activityText = step(summary)
        card.incomingCount = summary.incomingCount
        card.channels = channels(summary)
        if mayChange {
            card.version = summary.item.version
            card.menu = (KanbanTexts.cardMenu[language], filter.address(at: address + "/move"))
        }
        return .kanbanCard(card, language)
    }

    private func title(_ summary: ItemSummary) -> String {
        summary.title.isEmpty ? "\(filter.entity.name[language]) №\(summary.id.id)" : summary.title
    }

    private func facts(_ summary: ItemSummary) -> [(label: String, value: String)] {
        details.fields.compactMap { field in
            let value = summary.item.value(field.code)
            if value.isEmpty { return nil }
            if case .date(let day) = value { return (field.title[language], writer.shortDate(day, now: now)) }
            return (field.title[language], field.text(value, language, names))
        }
    }

    private func dot(_ summary: ItemSummary) -> ActivityState {
        switch summary.activity(now: now, zone: filter.dates.zone) {
        case .overdue: .overdue
        case .today, .incoming: .today
        case .later: .planned
        case .none: .none
        }
    }

    /// «сегодня, 15:00 · Позвонить», «27 ноября · Отправить договор»
    private func step(_ summary: ItemSummary) -> String? {
        guard let next = summary.nextActivityAt else {
            return summary.item.isClosed ? nil : KanbanTexts.noActivity[language]
        }
        let (day, today) = (filter.dates.zone.local(next).date, filter.dates.zone.local(now).date)
        let moment = day == today ? writer.moment(next, now: now) : writer.day(day, now: now)
        guard let step = details.steps[summary.id] else { return moment }
        return "\(moment) · \(step.subject)"
    }

    private func channels(_ summary: ItemSummary) -> [KanbanCard.Channel] {
        guard let reach = details.reach[summary.id] else { return [] }
        var channels: [KanbanCard.Channel] = []
        if let phone = reach.phone {
            let dial = phone.filter { $0.isNumber || $0 == "+" }
            channels.append(
                .init(.phone, label: KanbanTexts.call.with(["phone": phone])[language], address: "tel:" + dial))
        }
        if let email = reach.email {
            channels.append(
                .init(.mail, label: KanbanTexts.write.with(["email": email])[language], address: "mailto:" + email))
        }
        return channels
    }
}
