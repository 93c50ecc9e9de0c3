import CRM
import Kernel
import Storage

/// `/leads`, `/deals`, `/contacts`, `/companies`: the items of an entity as a board, a list or an agenda.
enum ItemSectionPage {
    static let routes: [Route] =
        EntityType.allCases.map { entity in .get(entity.listAddress) { try await show(entity, $0) } }
        + ItemTablePage.routes

    private static func show(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let viewer = try page.viewer
        let people = try await page.services.people.snapshot()
        let filter = try await filter(entity, page)
        let head = SectionHead(filter: filter, people: people, viewer: viewer, language: page.language)
        let content: Page =
            switch filter.view {
            case .kanban: try await KanbanPage.content(filter, head, page)
            case .list: try await ItemTablePage.content(filter, head, page)
            case .agenda: try await AgendaPage.content(filter, head, page)
            }
        return .page(content, rail: entity.rail)
    }

    /// The filter of an address, read with the present fields and pipelines.
    static func filter(_ entity: EntityType, _ page: PageRequest) async throws -> ItemFilter {
        let viewer = try page.viewer
        let items = page.services.items
        let catalog = try await page.services.portal.read { try items.catalog.catalog(in: $0) }
        return try ItemFilter(entity, page.query, for: viewer, catalog, zone: items.catalog.zone)
    }
}
