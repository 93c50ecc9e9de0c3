import Kernel
import Storage

/// Reading items: a fixed number of queries for any number of them.
struct ItemRows {
    private let entity: EntityType
    private let fields: [Field]
    private let systemColumns: [String]
    private let customColumns: [String]

    /// - Parameter fields: which values to read; all of them for a card, few for a kanban.
    init(_ entity: EntityType, _ fields: [Field]) {
        self.entity = entity
        self.fields = fields
        var system: [String] = []
        var custom: [String] = []
        for field in fields {
            switch field.storage {
            case .system(let columns): for column in columns where !system.contains(column) { system.append(column) }
            case .custom(let columns): custom += columns
            case .contacts: if !system.contains("contact_id") { system.append("contact_id") }
            case .communications: break
            }
        }
        systemColumns = system
        customColumns = custom
    }

    /// What `read` expects: the portal's own columns of table `t`, then system, then custom ones of table `c`.
    var columns: String {
        let visit = entity.hasStages ? "t.stage_visit" : "0"
        return (["t.id, t.version, \(visit), t.generation, t.deleted_at, t.next_activity_at, t.incoming_count"]
            + systemColumns.map { "t.\($0)" } + customColumns.map { "c.\($0)" }).joined(separator: ", ")
    }

    /// How many columns that is.
    var count: Int { ItemRows.own + systemColumns.count + customColumns.count }

    /// `deals t left join deal_custom c …`; without the side table when nothing of it is read.
    var source: String {
        customColumns.isEmpty
            ? "\(entity.table) t" : "\(entity.table) t left join \(entity.customTable) c on c.item_id = t.id"
    }

    private static let own = 7

    func read(_ row: Row) throws -> Item {
        var values: [FieldCode: Value] = Dictionary(minimumCapacity: fields.count)
        for field in fields {
            let value: Value
            switch field.storage {
            case .system(let names):
                value = try field.read(names.map { row.value(ItemRows.own + systemColumns.firstIndex(of: $0)!) })
            case .custom(let names):
                let first = ItemRows.own + systemColumns.count + customColumns.firstIndex(of: names[0])!
                value = try field.read(names.indices.map { row.value(first + $0) })
            case .contacts:
                let column = row.value(ItemRows.own + systemColumns.firstIndex(of: "contact_id")!)
                value = Value.integer(column).map { .list([.item(DocumentID(.contact, $0))]) } ?? .null
            case .communications: continue
            }
            if value != .null { values[field.code] = value }
        }
        return Item(
            id: DocumentID(entity, row.int64(0)), entity: entity, values: values, version: row.int64(1),
            stageVisit: row.int64(2), generation: row.int(3), deletedAt: row.optionalTimestamp(4),
            nextActivityAt: row.optionalTimestamp(5), incomingCount: row.int(6))
    }

    /// The items with these ids; unknown ones are left out, deleted ones are in. Three queries at most.
    func load(_ ids: [Int64], in reader: any Reader) throws -> [DocumentID: Item] {
        guard !ids.isEmpty else { return [:] }
        let items: [Item]
        if ids.count == 1 {
            items = try reader.query("select \(columns) from \(source) where t.id = $1", [ids[0]], read)
        } else {
            items = try reader.query(
                "select \(columns) from \(source) where \(reader.dialect.isOneOf("t.id", parameter: "$1"))", [ids.idsJSON], read)
        }
        var result = Dictionary(uniqueKeysWithValues: items.map { ($0.id, $0) })
        try addCommunications(to: &result, in: reader)
        try addContacts(to: &result, in: reader)
        return result
    }

    /// Fills in what `communications` holds, when any of the fields wants it.
    func addCommunications(to items: inout [DocumentID: Item], in reader: any Reader) throws {
        let wanted = fields.filter { if case .communications = $0.storage { true } else { false } }
        guard !wanted.isEmpty, !items.isEmpty else { return }
        for (id, list) in try CommunicationRows.load(Array(items.keys), in: reader) {
            items[id]?.set(list, wanted)
        }
    }

    private func addContacts(to items: inout [DocumentID: Item], in reader: any Reader) throws {
        guard fields.contains(where: { $0.storage == .contacts }), !items.isEmpty else { return }
        for (id, others) in try ItemLinks.others(of: Array(items.keys), .contact, in: reader) {
            let main = items[id]?.value(.contacts).elements ?? []
            let all = main + others.map(Value.item).filter { !main.contains($0) }
            items[id]?.values[.contacts] = .list(all)
        }
    }
}

extension Item {
    /// Sets the communications and the values that show them.
    mutating func set(_ list: [Communication], _ fields: [Field]) {
        communications = list
        for field in fields {
            guard case .communications(let kind) = field.storage else { continue }
            let texts = list.filter { $0.kind == kind }.map { Value.string($0.raw) }
            values[field.code] = texts.isEmpty ? nil : .list(texts)
        }
    }
}
