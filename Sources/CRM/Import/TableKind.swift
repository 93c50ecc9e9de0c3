import Kernel
import Storage

/// What the rows of a table are. Raw values are stored with imports; those of items are their entity type ids.
package enum TableKind: Int, Sendable, CaseIterable, Hashable {
    case lead = 1
    case deal = 2
    case contact = 3
    case company = 4
    case task = 1000
    case product = 1001

    package init(_ entity: EntityType) {
        switch entity {
        case .lead: self = .lead
        case .deal: self = .deal
        case .contact: self = .contact
        case .company: self = .company
        }
    }

    /// The entity of the items; nil for tasks and products.
    package var entity: EntityType? { EntityType(rawValue: rawValue) }

    /// The code in addresses: `LEAD`.
    package var code: String {
        switch self {
        case .lead, .deal, .contact, .company: entity?.code ?? ""
        case .task: "TASK"
        case .product: "PRODUCT"
        }
    }

    package init?(code: some StringProtocol) {
        guard let kind = TableKind.allCases.first(where: { $0.code == code.uppercased() }) else { return nil }
        self = kind
    }

    package var pluralName: Text {
        switch self {
        case .lead, .deal, .contact, .company: entity?.pluralName ?? Text(verbatim: "")
        case .task: ExportTexts.tasks
        case .product: ExportTexts.products
        }
    }

    /// The table that holds them.
    var table: String {
        switch self {
        case .lead, .deal, .contact, .company: entity?.table ?? ""
        case .task: "tasks"
        case .product: "products"
        }
    }

    func document(_ id: Int64) -> DocumentID { DocumentID(type: rawValue, id: id) }

    /// Whether the viewer may import such rows: items by their roles, products by who keeps the catalogue, tasks by
    /// administrators, for a table gives tasks in everybody's name.
    package func mayBeImported(by viewer: Viewer) -> Bool {
        switch self {
        case .lead, .deal, .contact, .company: entity.map { viewer.scope(.import, of: $0) != .none } ?? false
        case .task: viewer.isAdministrator
        case .product: viewer.may(.configurePortal)
        }
    }
}
