import CRM
import Kernel
import Storage

/// The list view and what is done with many items: `POST /deals/bulk`.
enum ItemTablePage {
    static let routes: [Route] = EntityType.allCases.map { entity in
        .post(entity.listAddress + "/bulk") { try await change(entity, $0) }
    }

    static func content(_ filter: ItemFilter, _ head: SectionHead, _ page: PageRequest) async throws -> Page {
        let model = try await ItemListModel.read(filter, page)
        let view = ItemListView(
            model: model, people: head.people, viewer: try page.viewer, csrf: page.csrf, language: page.language)
        return head.page("\(view.body())\(view.columnForm())", lead: nil, layout: .normal)
    }

    private static func change(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        if page.form["action"] == "merge" {
            let ids = try await chosen(entity, page).map { ("id", String($0.id)) }
            return .redirect("\(entity.mergeAddress)?\(FormFields(ids).urlEncoded)")
        }
        let action = try BulkAction(page.form)
        let viewer = try page.viewer
        let items = page.services.items
        let ids = try await chosen(entity, page)
        let report = try await page.services.portal.perform(as: page.actor) { command in
            try action.carryOut(on: ids, items, for: viewer, command)
        }
        if page.form.flag("stay"), report.refused.isEmpty { return .done }
        if let first = report.refused.first, ids.count == 1, report.done == 0 { throw Failure(.invalid, first.reason) }
        let back = returnAddress(page.form["back"], else: address(entity, page))
        guard report.refused.isEmpty else { return try await show(report, entity, back, page) }
        let done = if case .delete = action { ItemListTexts.deleted } else { ItemListTexts.done }
        return .redirect(back, notice: done.with(["done": grouped(report.done)]))
    }

    /// The rows that were ticked, or everything that the filter finds.
    private static func chosen(_ entity: EntityType, _ page: PageRequest) async throws -> [DocumentID] {
        var ids = page.form.all("id").compactMap { Int64($0) }.map { DocumentID(entity, $0) }
        if page.form["scope"] == "all" {
            let viewer = try page.viewer
            let filter = try await ItemSectionPage.filter(entity, page)
            let (items, now) = (page.services.items, page.now)
            ids = try await page.services.portal.read { reader in
                try items.ids(filter.query, limit: BulkAction.limit + 1, for: viewer, now: now, in: reader)
            }
        }
        if ids.isEmpty { throw Failure(.invalid, ItemListTexts.chooseItems) }
        if ids.count > BulkAction.limit {
            throw Failure(.limited, ItemListTexts.tooMany.with(["limit": String(BulkAction.limit)]))
        }
        return ids
    }

    private static func address(_ entity: EntityType, _ page: PageRequest) -> String {
        let query = page.query.urlEncoded
        return query.isEmpty ? entity.listAddress : "\(entity.listAddress)?\(query)"
    }

    private static func show(
        _ report: BulkReport, _ entity: EntityType, _ back: String, _ page: PageRequest
    ) async throws -> PageResponse {
        let viewer = try page.viewer
        let items = page.services.items
        let known = try await page.services.portal.read { reader in
            try items.summaries(of: report.refused.map(\.item), for: viewer, in: reader)
        }
        let language = page.language
        let rows = report.refused.map { item, reason in
            let name = known[item]?.title ?? "\(entity.name[language]) №\(item.id)"
            return TableRow([.tableTitle(name, to: item.cardAddress), "\(reason, language)"])
        }
        let table = HTML.table(
            [TableColumn(ItemListTexts.item[language]), TableColumn(ItemListTexts.reason[language])], rows,
            caption: ItemListTexts.reportTitle[language])
        var content = Page(ItemListTexts.reportTitle[language], table)
        content.breadcrumbs = [(entity.pluralName[language], back), (ItemListTexts.reportTitle[language], nil)]
        content.lead = ItemListTexts.reportDone.with([
            "done": grouped(report.done), "refused": grouped(report.refused.count),
        ])[language]
        content.actions = [.linkButton(ItemListTexts.backToList[language], to: back, icon: .arrowLeft)]
        return .page(content, rail: entity.rail)
    }
}
