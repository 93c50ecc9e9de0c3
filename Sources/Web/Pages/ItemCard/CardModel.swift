import Automation
import CRM
import Kernel
import Storage

/// A card as it was read: one snapshot, the same number of queries however much there is.
struct CardModel: Sendable {
    enum Content: Sendable {
        case general(CardTimeline)
        /// With the rates of VAT that are offered.
        case products([ProductRow], [VATRate])
        /// All tasks of the item; of those outside `TaskAccess` no more than the row is seen.
        case tasks([TaskItem], TaskAccess)
        case robots(CardRobots)
        case links([LinkGroup])
        case history(ItemHistory)
    }

    let context: CardContext
    /// The contacts and the company of a lead or deal, as far as the viewer may see them.
    let clients: [Item]
    /// What processes ask people to fill in.
    let requests: [InformationRequest]
    let assignments: [Assignment]
    let conversion: Conversion?
    /// When a new activity is due unless its author says otherwise: three working days ahead, on a full hour.
    let suggestedDeadline: Timestamp
    let content: Content

    static func load(_ page: PageRequest, _ id: DocumentID, tab: CardTab) async throws -> CardModel {
        let people = try await page.services.people.snapshot()
        return try await page.services.portal.read { reader in
            try CardReading(page: page, people: people, reader: reader).card(id, tab)
        }
    }
}

/// Reads a card within one snapshot.
struct CardReading {
    let page: PageRequest
    let people: PeopleSnapshot
    let reader: any Reader

    private var items: ItemStore { page.services.items }

    func card(_ id: DocumentID, _ tab: CardTab) throws -> CardModel {
        let item = try items.find(id, for: page.viewer, in: reader)
        let conversion = item.entity == .lead ? try items.conversion(of: item, in: reader) : nil
        var references = conversion?.items.map { Reference(.item(type: $0.type), $0.id) } ?? []
        let content = try content(of: item, tab, conversion, &references)
        let names = try items.names(for: [item], further: references, in: reader)
        return CardModel(
            context: try page.cardContext(item, names, people, tab: tab), clients: try clients(of: item),
            requests: try InformationRequest.open(of: id, in: reader), assignments: try Assignment.open(of: id, in: reader), conversion: conversion,
            suggestedDeadline: try suggestedDeadline(), content: content)
    }

    private func content(
        of item: Item, _ tab: CardTab, _ conversion: Conversion?, _ references: inout [Reference]
    ) throws -> CardModel.Content {
        switch tab {
        case .general:
            let timeline = try CardTimeline.load(item.id, in: reader)
            references += timeline.references
            return .general(timeline)
        case .products: return .products(try items.products(of: item.id, in: reader), try VATRate.all(in: reader).filter(\.isActive))
        case .tasks: 
            return .tasks(try TaskItem.linked(to: item.id, in: reader), try .reading(page.viewer, in: reader))
        case .robots:
            let model = try CardRobots.load(item.id, page.services.automation, page.services.engine, in: reader)
            references += model.references
            return .robots(model)
        case .links: return .links(try LinkGroup.load(of: item, conversion, page, in: reader))
        case .history:
            let history = try ItemHistory.load(item.id, in: reader)
            references += history.references
            return .history(history)
        }
    }

    private func suggestedDeadline() throws -> Timestamp {
        let hour: Int64 = 3_600_000
        let moment = try page.services.calendar.current(in: reader).calendar.addWorkingDays(3, to: page.now)
        return Timestamp(milliseconds: (moment.milliseconds + hour - 1) / hour * hour)
    }

    /// Whom a call can be made to: the item's contacts and company that the viewer may see.
    private func clients(of item: Item) throws -> [Item] {
        guard item.entity.hasStages else { return [] }
        let ids = item.contacts + (item.company.map { [$0] } ?? [])
        let found = try items.load(ids, in: reader)
        let viewer = try page.viewer
        return ids.compactMap { found[$0] }.filter {
            !$0.isDeleted && viewer.may(.read, $0.entity, responsible: $0.responsible)
        }
    }
}
