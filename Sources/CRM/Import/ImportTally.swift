import Kernel
import Storage

/// What a batch of rows came to: counts, refusals, and what is needed to take it back.
struct ImportTally {
    private(set) var made = 0
    var merged = 0
    var skipped = 0
    private(set) var refusals: [ImportRefusal] = []
    private var created: [(kind: TableKind, ids: ClosedRange<Int64>)] = []
    private var replaced: [Replacement] = []

    private struct Replacement {
        let item: DocumentID
        let field: String
        let old: JSONValue
        let new: JSONValue
        let version: Int64
    }

    mutating func refuse(_ refusal: ImportRefusal) { refusals.append(refusal) }

    mutating func refuse(_ row: SheetRow, _ failure: Failure) {
        refuse(ImportRefusal(line: row.line, column: failure.field ?? "", message: failure.message, cells: row.cells))
    }

    /// - Parameter countsAsRow: false for what a row brought along besides its own item.
    mutating func create(_ kind: TableKind, _ ids: [Int64], countsAsRow: Bool = true) {
        if countsAsRow { made += ids.count }
        for id in ids.sorted() {
            if let last = created.last, last.kind == kind, last.ids.upperBound + 1 == id {
                created[created.count - 1].ids = last.ids.lowerBound...id
            } else {
                created.append((kind, id...id))
            }
        }
    }

    /// Keeps what a merge wrote over.
    mutating func replace(_ old: Item, with new: Item, _ fields: some Sequence<FieldCode>) {
        for code in fields where old.value(code) != new.value(code) {
            replaced.append(
                Replacement(
                    item: old.id, field: code.rawValue, old: old.value(code).json, new: new.value(code).json, version: new.version))
        }
    }

    /// Keeps a whole thing that counts no versions, as it was and as the import left it.
    mutating func replace(_ item: DocumentID, _ old: JSONValue, with new: JSONValue) {
        replaced.append(Replacement(item: item, field: "*", old: old, new: new, version: 0))
    }

    /// Writes down how far the import has come, in the batch's own transaction.
    func record(in id: ImportID, rows count: Int, _ command: Command) throws {
        try command.transaction.execute(
            """
            update import_jobs set rows_done = rows_done + $2, made = made + $3, merged = merged + $4,
                skipped = skipped + $5, refused = refused + $6, changed_at = $7 where id = $1
            """, [id, count, made, merged, skipped, refusals.count, command.now])
        for (kind, ids) in created {
            try command.transaction.execute(
                "insert into import_created (import, kind, first, last, at) values ($1, $2, $3, $4, $5)",
                [id, kind.rawValue, ids.lowerBound, ids.upperBound, command.now])
        }
        for replacement in replaced {
            try command.transaction.execute(
                """
                insert into import_replaced (import, item, field, old, new, version) values ($1, $2, $3, $4, $5, $6)
                on conflict (import, item, field) do update set new = excluded.new, version = excluded.version
                """,
                [id, replacement.item, replacement.field, replacement.old.text, replacement.new.text, replacement.version])
        }
        for refusal in refusals {
            try command.transaction.execute(
                """
                insert into import_refusals (import, line, place, message_ru, message_en, source)
                values ($1, $2, $3, $4, $5, $6) on conflict (import, line) do nothing
                """,
                [
                    id, refusal.line, refusal.column, refusal.message.russian, refusal.message.english,
                    JSONValue.array(refusal.cells.map(JSONValue.string)).text,
                ])
        }
    }
}
