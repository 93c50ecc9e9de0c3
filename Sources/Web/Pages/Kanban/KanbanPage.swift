import CRM
import HTTPTypes
import Kernel
import Storage

/// The board of leads and deals: its columns, quick adding, moving.
enum KanbanPage {
    static let routes: [Route] = routes(.lead) + routes(.deal)

    private static func routes(_ entity: EntityType) -> [Route] {
        let section = entity.listAddress
        return [
            Route(.get, section + "/columns/:stage") { try await column(entity, $0) },
            Route(.get, section + "/quick") { try await QuickAdd.show(entity, $0) },
            Route(.post, section + "/quick") { try await QuickAdd.create(entity, $0) },
            Route(.get, section + "/:id/move") { try await MoveDialog.show(entity, $0) },
            Route(.post, section + "/:id/move", bodyLimit: 64 << 20) { try await StageMove.carryOut(entity, $0) },
            Route(.get, section + "/dialogs/:name") { try await DropDialogs.show(entity, $0) },
        ]
    }

    static func content(_ filter: ItemFilter, _ head: SectionHead, _ page: PageRequest) async throws -> Page {
        let view = KanbanView(model: try await KanbanModel.read(filter, page), language: page.language)
        return head.page(view.board(), lead: view.lead(), layout: .fill)
    }

    /// The next cards of a column (`after`), or its first ones anew with the head (an event said that it changed).
    private static func column(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let filter = try await ItemSectionPage.filter(entity, page)
        guard let stage = page.parameters["stage"].flatMap({ filter.pipeline?[$0] }) else {
            throw Failure(.notFound, KanbanTexts.noSuchStage)
        }
        let cursor = page.query["after"].flatMap { ItemCursor($0) }
        let shown = page.query.number("limit") ?? KanbanModel.pageSize
        let limit = cursor == nil ? min(max(shown, KanbanModel.pageSize), KanbanModel.largestPage) : KanbanModel.pageSize
        let model = try await KanbanModel.column(filter, stage, after: cursor, limit: limit, page)
        let column = KanbanView(model: model, language: page.language).column(stage)
        let cards = HTML.kanbanCards(column, page.language)
        if cursor != nil { return .fragment(cards) }
        return .fragment("\(cards)\(.kanbanHead(column, isOutOfBand: true))")
    }
}
