import Kernel

/// What a kanban card, a search result or a link shows of an item.
package struct ItemSummary: Sendable {
    package let item: Item
    /// Contact and company, as far as they are known: «Иванов Иван», «ООО Ромашка».
    package let contactName: String?
    package let companyName: String?
    package let responsibleName: String?
    package let hasPhone: Bool
    package let hasEmail: Bool

    package var id: DocumentID { item.id }
    package var title: String { item.title }
    package var amount: Money? { item.amount }
    package var isPaid: Bool { item.isPaid }
    package var responsible: UserID? { item.responsible }
    package var nextActivityAt: Timestamp? { item.nextActivityAt }
    package var incomingCount: Int { item.incomingCount }
    /// Whom the deal is with: the company, else the contact; a lead's own names.
    package var clientName: String? { companyName ?? contactName }

    /// What the dot on the card says.
    package func activity(now: Timestamp, zone: TimeZoneRules) -> ActivityState {
        guard let next = item.nextActivityAt else { return item.incomingCount > 0 ? .incoming : .none }
        if next < now { return .overdue }
        return zone.local(next).date == zone.local(now).date ? .today : .later
    }
}

/// A page of summaries with the names that their further fields need.
package struct ItemPage: Sendable {
    package let items: [ItemSummary]
    /// Names for showing any field that was read.
    package let names: Names
    /// Nil on the last page.
    package let next: ItemCursor?
}

/// A numbered page of a list.
package struct ItemListPage: Sendable {
    package let items: [Item]
    package let names: Names
    /// How many there are on all pages.
    package let total: Int
    /// From 1.
    package let page: Int
    package let size: Int
}
