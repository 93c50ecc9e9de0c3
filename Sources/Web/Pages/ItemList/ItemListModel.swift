import CRM
import Kernel
import Storage

/// A page of a list as it was read: three kinds of queries whatever the number of rows.
struct ItemListModel: Sendable {
    static let pageSizes = [50, 100, 200]

    let filter: ItemFilter
    /// The columns shown, in the registry's order, the title first.
    let columns: [CRM.Field]
    /// What may be chosen as a column.
    let choices: [CRM.Field]
    let sort: ItemSort
    let list: ItemListPage
    let now: Timestamp

    static func read(_ filter: ItemFilter, _ page: PageRequest) async throws -> ItemListModel {
        let viewer = try page.viewer
        let (items, now) = (page.services.items, page.now)
        let choices = choices(filter)
        let columns = columns(filter, choices)
        let sort = sort(filter)
        let number = filter.fields.number("page") ?? 1
        let wanted = filter.fields.number("size") ?? 50
        let size = pageSizes.contains(wanted) ? wanted : 50
        let list = try await page.services.portal.read { reader in
            try items.list(
                filter.query, fields: columns.map(\.code), sort: sort, page: number, size: size, for: viewer, now: now, in: reader)
        }
        return ItemListModel(filter: filter, columns: columns, choices: choices, sort: sort, list: list, now: now)
    }

    /// The columns that a list of this filter has.
    static func shown(_ filter: ItemFilter) -> [FieldCode] { columns(filter, choices(filter)).map(\.code) }

    private static func choices(_ filter: ItemFilter) -> [CRM.Field] {
        filter.registry.fields(of: filter.entity).filter { !hidden.contains($0.code) && $0.type.code != "file" }
    }

    private static let hidden: Set<FieldCode> = [.contacts, .manualAmount, "STAGE_SEMANTIC_ID", "ORIGIN_ID"]

    private static func columns(_ filter: ItemFilter, _ choices: [CRM.Field]) -> [CRM.Field] {
        let chosen = Set(filter.fields.all("c").map { FieldCode($0) })
        let shown = choices.filter { field in
            field.code != .title && (chosen.isEmpty ? field.isInList || field.isOnCard : chosen.contains(field.code))
        }
        return choices.filter { $0.code == .title } + shown
    }

    /// `sort=TITLE`, `sort=-DATE_CREATE`; anything that cannot be sorted by is the order of creation.
    static func sort(_ filter: ItemFilter) -> ItemSort {
        guard let wanted = filter.fields.text("sort") else { return .created }
        let isDescending = wanted.hasPrefix("-")
        let code = FieldCode(isDescending ? wanted.dropFirst() : wanted[...])
        guard let field = filter.registry.field(code, of: filter.entity), field.isSortable else { return .created }
        return ItemSort(field.code, descending: isDescending)
    }
}
