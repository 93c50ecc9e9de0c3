import CRM
import Kernel
import Storage

/// `/leads`, `/deals`, `/contacts`, `/companies`: the items of an entity as a board, a list or an agenda.
enum ItemSectionPage {
    static let routes: [Route] =
        EntityType.allCases.map { entity in .get(entity.listAddress) { try await show(entity, $0) } }
        + ItemTablePage.routes + SavedFiltersPage.routes

    private static func show(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let viewer = try page.viewer
        let people = try await page.services.people.snapshot()
        let filter = try await filter(entity, page)
        let saved = try await page.services.portal.read { try SavedFilterStore.list(entity, for: viewer, in: $0) }
        if let usual = usual(saved), filter.conditions.pairs.isEmpty, !filter.query.isInBin {
            return .redirect(filter.address(applying: FormFields(urlEncoded: usual.conditions)))
        }
        let head = SectionHead(filter: filter, saved: saved, people: people, viewer: viewer, language: page.language)
        let content: Page =
            switch filter.view {
            case .kanban: try await KanbanPage.content(filter, head, page)
            case .list: try await ItemTablePage.content(filter, head, page)
            case .agenda: try await AgendaPage.content(filter, head, page)
            }
        return .page(content, rail: entity.rail)
    }

    /// The filter with which the section opens: the person's own before that of everybody.
    private static func usual(_ saved: [SavedFilter]) -> SavedFilter? {
        let usual = saved.filter(\.isDefault)
        return usual.first { $0.owner != nil } ?? usual.first
    }

    /// The filter of an address, read with the present fields and pipelines.
    static func filter(_ entity: EntityType, _ page: PageRequest) async throws -> ItemFilter {
        let viewer = try page.viewer
        let items = page.services.items
        let catalog = try await page.services.portal.read { try items.catalog.catalog(in: $0) }
        return try ItemFilter(entity, page.query, for: viewer, catalog, dates: items.dates)
    }
}
