import Kernel
import Storage

/// Which of the things that an import made are better kept: people have changed them since, or later work hangs on them.
///
/// Conditions are about a row `t` of the kind's table and a row `c` of `import_created`; `$1` is the import.
struct UndoConditions {
    private let kind: TableKind

    init(_ kind: TableKind) { self.kind = kind }

    /// In the order in which they must go: what points to others before what is pointed to.
    static let order: [TableKind] = [.task, .lead, .deal, .contact, .company, .product]

    /// Not deleted yet.
    var isPresent: String { kind == .product ? "1 = 1" : "t.deleted_at is null" }

    var isChanged: String {
        switch kind {
        case .lead, .deal, .contact, .company:
            """
            t.version > coalesce((select max(r.version) from import_replaced r where r.import = c.import and r.item = \(key)), 1)
            """
        case .task: "t.changed_at > c.at"
        // Their snapshot is compared when it is their turn.
        case .product: "1 = 0"
        }
    }

    /// - Parameter besidesOwn: what the same import made does not count: it goes too.
    func isInUse(besidesOwn: Bool) -> String {
        let uses = own(besidesOwn) + (kind.entity == nil ? [] : work)
        return uses.isEmpty ? "1 = 0" : "(" + uses.joined(separator: " or ") + ")"
    }

    private var key: String { "t.id + \(kind.document(0).key)" }

    private var work: [String] {
        [
            """
            exists (select 1 from task_items l join tasks w on w.id = l.task where l.item = \(key) and w.deleted_at is null
                and not exists (select 1 from import_created o where o.import = c.import and o.kind = \(TableKind.task.rawValue)
                    and w.id between o.first and o.last))
            """,
            "exists (select 1 from activity_bindings l where l.item = \(key))", "exists (select 1 from comment_items l where l.item = \(key))",
            "exists (select 1 from file_links l where l.owner_kind in ('item', 'field') and l.owner_id = \(key))",
        ]
    }

    private func own(_ besidesOwn: Bool) -> [String] {
        switch kind {
        case .lead: [link(.deal, "lead_id", besidesOwn)]
        case .deal: [link(.deal, "original_id", besidesOwn)]
        case .contact: [link(.deal, "contact_id", besidesOwn), link(.lead, "contact_id", besidesOwn), furtherContact(besidesOwn)]
        case .company: [EntityType.deal, .lead, .contact].map { link($0, "company_id", besidesOwn) }
        case .task:
            [
                "exists (select 1 from comments l where l.task = t.id and l.deleted_at is null)",
                "exists (select 1 from tasks l where l.parent = t.id and l.deleted_at is null)",
            ]
        case .product: ["exists (select 1 from product_rows l where l.product_id = t.id)"]
        }
    }

    private func link(_ entity: EntityType, _ column: String, _ besidesOwn: Bool) -> String {
        "exists (select 1 from \(entity.table) l where l.\(column) = t.id and l.deleted_at is null\(exclusion(TableKind(entity), "l.id", besidesOwn)))"
    }

    private func furtherContact(_ besidesOwn: Bool) -> String {
        let deals = DocumentID(.deal, 0).key
        return """
            exists (select 1 from item_links x join deals l on l.id = x.item - \(deals) where x.other = \(key) and x.kind = 'contact'
                and l.deleted_at is null\(exclusion(.deal, "l.id", besidesOwn)))
            """
    }

    private func exclusion(_ kind: TableKind, _ column: String, _ besidesOwn: Bool) -> String {
        guard besidesOwn else { return "" }
        return """
             and not exists (select 1 from import_created o where o.import = c.import and o.kind = \(kind.rawValue)
                and \(column) between o.first and o.last)
            """
    }
}
