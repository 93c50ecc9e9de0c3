import Kernel
import Storage

/// An item and what hangs on it, as far as robots may ask for it: for playing with a copy. Small however large the portal is.
package struct ItemSurroundings: Sendable {
    /// The item first.
    package let items: [Item]
    /// Items that it is linked with and that the viewer may not see: they stay behind.
    package let hidden: Int

    /// Items made from it that come along at most.
    private static let children = 20

    /// - Parameter viewer: whose rights count; nil sees everything.
    /// - Throws: `Failure` `.notFound` when there is no such item or the viewer may not see it.
    package static func of(_ id: DocumentID, for viewer: Viewer?, _ items: ItemStore, in reader: any Reader) throws -> ItemSurroundings {
        guard let item = try items.item(id, in: reader), !item.isDeleted else { throw ItemAccess.notFound(id) }
        try ItemAccess.require(.read, item, for: viewer)
        var known: [DocumentID: Item] = [id: item]
        var found: [Item] = []
        var hidden = 0
        var wanted = try links(of: item) + children(of: id, in: reader)
        // A contact's company and an original's client are one step further.
        for _ in 0..<2 {
            let fresh = wanted.filter { known[$0] == nil }
            let loaded = try items.load(fresh, in: reader).sorted { $0.key < $1.key }.map(\.value).filter { !$0.isDeleted }
            let open = loaded.filter { other in viewer.map { $0.may(.read, other.entity, responsible: other.responsible) } ?? true }
            hidden += loaded.count - open.count
            for other in loaded { known[other.id] = other }
            found += open
            wanted = open.flatMap(links)
        }
        return ItemSurroundings(items: [item] + found, hidden: hidden)
    }

    private static func links(of item: Item) -> [DocumentID] {
        item.contacts + [item.company, item.lead, item.original].compactMap(\.self)
    }

    private static func children(of id: DocumentID, in reader: any Reader) throws -> [DocumentID] {
        let column = id.entity == .lead ? "lead_id" : "original_id"
        return try reader.query(
            "select id from deals where \(column) = $1 and deleted_at is null order by id desc limit \(children)", [id.id]
        ) { DocumentID(.deal, $0.int64(0)) }
    }

    /// The rows to copy.
    package func selections(_ dialect: any Dialect) -> [RowSelection] {
        let keys = items.map(\.id).keysJSON
        func ofItems(_ table: String, _ column: String = "item") -> RowSelection {
            RowSelection(table, where: dialect.isOneOf(column, parameter: "$1"), [keys])
        }
        let files = items.flatMap(\.references).filter { $0.kind == .file }.map(\.id)
        return [RowSelection("files", where: dialect.isOneOf("id", parameter: "$1"), [files.idsJSON])]
            + EntityType.allCases.flatMap { entity in
                let ids = items.filter { $0.entity == entity }.map(\.id.id).idsJSON
                return [(entity.table, "id"), (entity.customTable, "item_id")].map { table, column in
                    RowSelection(table, where: dialect.isOneOf(column, parameter: "$1"), [ids])
                }
            }
            + ["communications", "item_links", "product_rows", "payments", "stage_history"].map { ofItems($0) }
            + [RowSelection("products", where: "exists (select 1 from product_rows r where r.product_id = products.id and \(dialect.isOneOf("r.item", parameter: "$1")))", [keys])]
            + work(of: items[0].id)
    }

    /// What is to be done with the item itself.
    private func work(of item: DocumentID) -> [RowSelection] {
        let tasks = "select task from task_items where item = $1"
        let activities = "select activity from activity_bindings where item = $1"
        return [
            RowSelection("tasks", where: "id in (\(tasks))", [item]),
            RowSelection("task_members", where: "task in (\(tasks))", [item]),
            RowSelection("task_checklist", where: "task in (\(tasks))", [item]),
            RowSelection("task_items", where: "item = $1", [item]),
            RowSelection("activities", where: "id in (\(activities))", [item]),
            RowSelection("activity_bindings", where: "item = $1", [item]),
            RowSelection("information_requests", where: "item = $1", [item]),
            RowSelection("assignments", where: "item = $1", [item]),
            RowSelection("assignment_people", where: "assignment in (select id from assignments where item = $1)", [item]),
        ]
    }
}

/// How the portal is configured: what every copy of an item needs.
package enum ConfigurationExtract {
    /// No password, no sealed secret, nobody's session comes along.
    package static let selections: [RowSelection] = [
        RowSelection("users", withholding: ["password_hash"]), RowSelection("departments"), RowSelection("department_members"),
        RowSelection("roles"), RowSelection("role_members"), RowSelection("role_rights"), RowSelection("settings"),
        RowSelection("constants"), RowSelection("pipelines"), RowSelection("stages"), RowSelection("custom_fields"),
        RowSelection("field_options"), RowSelection("field_settings"), RowSelection("connections", withholding: ["secret"]),
        RowSelection("program_robots"), RowSelection("program_senders"),
    ]
        // No rows, but the columns of custom fields.
        + FieldOwner.all.map { RowSelection($0.customTable, where: "1 = 0") }
}
