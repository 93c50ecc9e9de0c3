import Kernel
import Storage

/// Reading items: a fixed number of queries for any number of them.
struct ItemRows: Sendable {
    private let entity: EntityType
    private let places: [Place]
    private let hasContacts: Bool
    private let communications: [Field]
    /// What `read` expects: the portal's own columns of table `t`, then system, then custom ones of table `c`.
    let columns: String
    /// How many columns that is.
    let count: Int
    /// `deals t left join deal_custom c …`; without the side table when nothing of it is read.
    let source: String

    /// Where a field's values stand in a row.
    private struct Place {
        let field: Field
        let columns: [Int]
    }

    private static let own = [
        "t.id", "t.version", "t.generation", "t.deleted_at", "t.next_activity_at", "t.incoming_count",
    ]

    /// - Parameter fields: which values to read; all of them for a card, few for a kanban.
    init(_ entity: EntityType, _ fields: [Field]) {
        self.entity = entity
        var columns = ItemRows.own + [entity.hasStages ? "t.stage_visit" : "0"]
        var known: [String: Int] = [:]
        func place(_ column: String) -> Int {
            if let place = known[column] { return place }
            known[column] = columns.count
            columns.append(column)
            return columns.count - 1
        }
        places = fields.compactMap { field in
            switch field.storage {
            case .system(let names): Place(field: field, columns: names.map { place("t.\($0)") })
            case .custom(let names): Place(field: field, columns: names.map { place("c.\($0)") })
            case .contacts: Place(field: field, columns: [place("t.contact_id")])
            case .communications: nil
            }
        }
        communications = fields.filter { if case .communications = $0.storage { true } else { false } }
        hasContacts = fields.contains { $0.storage == .contacts }
        self.columns = columns.joined(separator: ", ")
        count = columns.count
        let usesCustom = columns.contains { $0.hasPrefix("c.") }
        source =
            usesCustom
            ? "\(entity.table) t left join \(entity.customTable) c on c.item_id = t.id" : "\(entity.table) t"
    }

    func read(_ row: Row) throws -> Item {
        var values: [FieldCode: Value] = Dictionary(minimumCapacity: places.count)
        for place in places where !row.isNull(place.columns[0]) {
            let value = try value(of: place, in: row)
            if value != .null { values[place.field.code] = value }
        }
        return Item(
            id: DocumentID(entity, row.int64(0)), entity: entity, values: values, version: row.int64(1),
            stageVisit: row.int64(6), generation: row.int(2), deletedAt: row.optionalTimestamp(3),
            nextActivityAt: row.optionalTimestamp(4), incomingCount: row.int(5))
    }

    private func value(of place: Place, in row: Row) throws -> Value {
        if place.field.storage == .contacts {
            return .list([.item(DocumentID(.contact, row.int64(place.columns[0])))])
        }
        return try place.field.read(place.columns.map(row.value))
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
        try complete(&result, in: reader)
        return result
    }

    /// Fills in what other tables hold. Two queries at most.
    func complete(_ items: inout [DocumentID: Item], in reader: any Reader) throws {
        try addCommunications(to: &items, in: reader)
        try addContacts(to: &items, in: reader)
    }

    /// Fills in what `communications` holds, when any of the fields wants it.
    func addCommunications(to items: inout [DocumentID: Item], in reader: any Reader) throws {
        guard !communications.isEmpty, !items.isEmpty else { return }
        for (id, list) in try CommunicationRows.load(Array(items.keys), in: reader) {
            items[id]?.set(list, communications)
        }
    }

    private func addContacts(to items: inout [DocumentID: Item], in reader: any Reader) throws {
        guard hasContacts, !items.isEmpty else { return }
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
