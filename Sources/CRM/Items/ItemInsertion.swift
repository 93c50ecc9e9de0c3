import Kernel
import Storage

/// Writes new rows of one entity. The statements name every column, so that they are the same for every item and stay
/// prepared during an import.
struct ItemInsertion {
    private let entity: EntityType
    private let fields: [Field]
    private let searched: [Field]
    private let systemSQL: String
    private let customSQL: String?
    private let systemColumns: [String]
    private let customColumns: [String]

    init(_ entity: EntityType, _ registry: FieldRegistry) {
        self.entity = entity
        fields = registry.all(of: entity)
        searched = registry.fields(of: entity)
        var system: [String] = []
        var custom: [String] = []
        for field in fields {
            switch field.storage {
            case .system(let columns): for column in columns where !system.contains(column) { system.append(column) }
            case .custom(let columns): custom += columns
            case .communications, .contacts: break
            }
        }
        systemColumns = system
        customColumns = custom
        let all = ItemInsertion.own + (entity == .company ? ["title_key"] : []) + system
        systemSQL = ItemInsertion.statement(entity.table, all)
        customSQL = custom.isEmpty ? nil : ItemInsertion.statement(entity.customTable, ["item_id"] + custom)
    }

    private static let own = ["version", "generation", "search", "has_phone", "has_email"]

    private static func statement(_ table: String, _ columns: [String]) -> String {
        let places = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        return "insert into \(table) (\(columns.joined(separator: ", "))) values (\(places))"
    }

    func insert(_ item: Item, in transaction: any Transaction) throws {
        var values: [String: SQLValue] = ["currency": .text("RUB"), "paid_amount": .integer(0)]
        values["is_manual_amount"] = .integer(0)
        values["is_own"] = .integer(0)
        for field in fields where !field.storage.columns.isEmpty {
            for (column, value) in ItemStore.columns(of: field, item) { values[column] = value }
        }
        var own: [SQLValue] = [
            .integer(item.version), .integer(Int64(item.generation)), .text(SearchText.of(item, searched)),
            (!item.phones.isEmpty).sqlValue, (!item.emails.isEmpty).sqlValue,
        ]
        if entity == .company { own.append(.text(DuplicateFinder.titleKey(item.title))) }
        try transaction.execute(systemSQL, own + systemColumns.map { values[$0] ?? .null })
        guard let customSQL else { return }
        let custom = customColumns.map { values[$0] ?? .null }
        if custom.contains(where: { $0 != .null }) {
            try transaction.execute(customSQL, [.integer(item.id.id)] + custom)
        }
    }
}
