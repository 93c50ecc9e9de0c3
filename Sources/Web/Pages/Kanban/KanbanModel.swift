import CRM
import Kernel
import Storage

/// A board as it was read: a query for each column, then a fixed number for everything on the cards.
struct KanbanModel: Sendable {
    static let pageSize = 20
    /// A column that is fetched anew never grows beyond this.
    static let largestPage = 200

    let filter: ItemFilter
    let pages: [String: ItemPage]
    let totals: [String: StageTotal]
    let details: CardDetails
    let names: Names
    let viewer: Viewer
    let now: Timestamp

    static func read(_ filter: ItemFilter, _ page: PageRequest) async throws -> KanbanModel {
        try await read(filter, filter.stages.map(\.code), page) { query, viewer, items, reader in
            try items.kanban(
                query, stages: filter.stages.map(\.code), limit: pageSize, for: viewer, now: page.now, in: reader)
        }
    }

    /// One column alone, from a place on.
    static func column(
        _ filter: ItemFilter, _ stage: Stage, after cursor: ItemCursor?, limit: Int, _ page: PageRequest
    ) async throws -> KanbanModel {
        try await read(filter, [stage.code], page) { query, viewer, items, reader in
            var query = query
            query.stages = [stage.code]
            return [
                stage.code: try items.column(query, after: cursor, limit: limit, for: viewer, now: page.now, in: reader)
            ]
        }
    }

    /// Only counts and sums.
    static func totals(_ filter: ItemFilter, _ page: PageRequest) async throws -> KanbanModel {
        try await read(filter, [], page) { _, _, _, _ in [:] }
    }

    private static func read(
        _ filter: ItemFilter, _ stages: [String], _ page: PageRequest,
        _ cards: @escaping @Sendable (ItemQuery, Viewer, ItemStore, any Reader) throws -> [String: ItemPage]
    ) async throws -> KanbanModel {
        let viewer = try page.viewer
        let (items, now) = (page.services.items, page.now)
        return try await page.services.portal.read { reader in
            let pages = try cards(filter.query, viewer, items, reader)
            return KanbanModel(
                filter: filter, pages: pages, totals: try items.totals(filter.query, for: viewer, now: now, in: reader),
                details: try CardDetails(of: pages.values.flatMap(\.items), filter.entity, items, in: reader),
                names: try pages.values.first?.names ?? items.names(of: [Reference](), in: reader), viewer: viewer, now: now)
        }
    }
}
