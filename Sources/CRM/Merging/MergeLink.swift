import Kernel
import Storage

/// A column through which rows point to an item: what follows the item when it is merged into another, and comes back when
/// they are parted.
struct MergeLink {
    /// Stored, never renamed.
    let place: String
    let table: String
    /// The column that names a row among those of one item.
    let row: String
    let column: String
    var holdsKey = true
    /// Of the rows meant.
    var condition = "1 = 1"
    /// What makes two rows the same: the master needs no second one, so the row stays where it is.
    var sameness: String?
    /// The table counts versions, which open forms compare.
    var hasVersion = false

    private func stored(_ item: DocumentID) -> Int64 { holdsKey ? item.key : item.id }

    /// Makes the rows of an item point to another one and notes which they were.
    func move(from item: DocumentID, to master: DocumentID, merge: Int64, in transaction: any Transaction) throws {
        let count = try note(item, unlessOf: master, merge, transaction)
        if count > 0 { try point(from: item, to: master, merge, of: item, transaction) }
    }

    /// Makes those of the noted rows that still point to the master point to the item again.
    func moveBack(to item: DocumentID, from master: DocumentID, merge: Int64, in transaction: any Transaction) throws {
        try point(from: master, to: item, merge, of: item, transaction)
    }

    /// Gives each of two items the rows of the other.
    func exchange(_ item: DocumentID, _ master: DocumentID, merge: Int64, in transaction: any Transaction) throws {
        _ = try note(item, unlessOf: nil, merge, transaction)
        _ = try note(master, unlessOf: nil, merge, transaction)
        try point(from: item, to: master, merge, of: item, transaction)
        try point(from: master, to: item, merge, of: master, transaction)
    }

    private func note(
        _ item: DocumentID, unlessOf master: DocumentID?, _ merge: Int64, _ transaction: any Transaction
    ) throws -> Int {
        var isNew = ""
        if let master, let sameness {
            isNew = " and not exists (select 1 from \(table) m where m.\(column) = \(stored(master)) and \(sameness))"
        }
        return try transaction.execute(
            """
            insert into merge_moves (merge, place, item, number)
            select \(merge), '\(place)', \(item.key), t.\(row) from \(table) t
            where t.\(column) = \(stored(item)) and \(condition)\(isNew)
            """)
    }

    private func point(
        from old: DocumentID, to new: DocumentID, _ merge: Int64, of item: DocumentID, _ transaction: any Transaction
    ) throws {
        let version = hasVersion ? ", version = version + 1" : ""
        try transaction.execute(
            """
            update \(table) as t set \(column) = $1\(version) where t.\(column) = $2 and \(condition) and t.\(row) in (
                select number from merge_moves where merge = $3 and place = '\(place)' and item = $4)
            """, [stored(new), stored(old), merge, item])
    }
}

extension MergeLink {
    /// Everything that can point to an item of a kind.
    static func all(to entity: EntityType, _ fields: FieldRegistry) -> [MergeLink] {
        work + links + columns(to: entity) + ownFields(to: entity, fields)
    }

    /// Rows of products are exchanged, not moved: one item's stay with the master, the others keep the rest.
    static let products = MergeLink(place: "products", table: "product_rows", row: "id", column: "item")

    /// What happened with the item itself stays in its own history.
    private static let ownHistory = [
        "created", "created_as_copy", "created_from_lead", "fields_changed", "responsible_changed", "stage_changed", "pipeline_changed",
        "products_changed", "deleted", "restored", "converted", "copied", "merged", "parted",
    ].map { "'\($0)'" }.joined(separator: ", ")

    private static let work = [
        MergeLink(place: "activity", table: "activity_bindings", row: "activity", column: "item", sameness: "m.activity = t.activity"),
        MergeLink(place: "task", table: "task_items", row: "task", column: "item", sameness: "m.task = t.task"),
        MergeLink(place: "comment", table: "comment_items", row: "comment", column: "item", sameness: "m.comment = t.comment"),
        MergeLink(
            place: "file", table: "file_links", row: "file_id", column: "owner_id", condition: "t.owner_kind = 'item'",
            sameness: "m.owner_kind = 'item' and m.file_id = t.file_id"),
        // What was bound to both is told in both histories.
        MergeLink(
            place: "history", table: "timeline", row: "id", column: "item", condition: "t.kind not in (\(ownHistory))",
            sameness: "m.kind = t.kind and m.at = t.at and m.data = t.data"),
        MergeLink(place: "message", table: "timeline_messages", row: "id", column: "item"),
        MergeLink(place: "call", table: "telephony_calls", row: "id", column: "item"),
    ]

    private static let links = ItemLinks.Kind.allCases.map { kind in
        MergeLink(
            place: "link.\(kind.rawValue)", table: "item_links", row: "item", column: "other", condition: "t.kind = '\(kind.rawValue)'",
            sameness: "m.kind = t.kind and m.item = t.item")
    } + [
        MergeLink(
            place: "conversion", table: "item_links", row: "other", column: "item", condition: "t.kind = 'conversion'",
            sameness: "m.kind = t.kind and m.other = t.other")
    ]

    private static func columns(to entity: EntityType) -> [MergeLink] {
        func column(_ table: EntityType, _ name: String) -> MergeLink {
            MergeLink(place: "\(table.table).\(name)", table: table.table, row: "id", column: name, holdsKey: false, hasVersion: true)
        }
        switch entity {
        case .lead:
            return [
                column(.deal, "lead_id"),
                MergeLink(place: "call.lead", table: "telephony_calls", row: "id", column: "lead", holdsKey: false),
            ]
        case .deal: return [column(.deal, "original_id")]
        case .contact: return [column(.lead, "contact_id"), column(.deal, "contact_id")]
        case .company: return [column(.lead, "company_id"), column(.deal, "company_id"), column(.contact, "company_id")]
        }
    }

    /// The links that administrators have made; one that holds several items keeps them as they are.
    private static func ownFields(to entity: EntityType, _ fields: FieldRegistry) -> [MergeLink] {
        EntityType.allCases.flatMap { owner in
            fields.all(of: owner).compactMap { field -> MergeLink? in
                guard case .custom(let columns) = field.storage, field.type is ItemField, !field.isMultiple,
                    field.linkedEntity == nil || field.linkedEntity == entity
                else { return nil }
                // `ItemField` without an entity of its own stores keys.
                return MergeLink(place: "\(owner.customTable).\(columns[0])", table: owner.customTable, row: "item_id", column: columns[0])
            }
        }
    }
}
