import Kernel
import Storage

/// Removes a run of things that an import made.
struct UndoRemoval {
    private let kind: TableKind
    private let job: ImportID
    private let items: ItemStore
    private let viewer: Viewer

    private struct Candidate {
        let id: Int64
        let isKept: Bool
    }

    init(_ kind: TableKind, _ job: ImportID, _ items: ItemStore, _ viewer: Viewer) {
        self.kind = kind
        self.job = job
        self.items = items
        self.viewer = viewer
    }

    mutating func remove(_ range: ClosedRange<Int64>, _ command: Command) throws {
        let undoesAll = try ImportJob.find(job, in: command.transaction).undoesAll
        var removed = 0
        var kept = 0
        for candidate in try candidates(range, command.transaction) {
            if candidate.isKept, !undoesAll {
                kept += 1
            } else if try remove(candidate.id, force: undoesAll, command) {
                removed += 1
            } else {
                kept += 1
            }
        }
        try command.transaction.execute(
            "update import_jobs set removed = removed + $2, kept = kept + $3, changed_at = $4 where id = $1",
            [job, removed, kept, command.now])
    }

    private func candidates(_ range: ClosedRange<Int64>, _ reader: any Reader) throws -> [Candidate] {
        let conditions = UndoConditions(kind)
        return try reader.query(
            """
            select t.id, case when \(conditions.isChanged) or \(conditions.isInUse(besidesOwn: false)) then 1 else 0 end
            from import_created c join \(kind.table) t on t.id between c.first and c.last
            where c.import = $1 and c.kind = \(kind.rawValue) and t.id between $2 and $3 and \(conditions.isPresent) order by t.id
            """, [job, range.lowerBound, range.upperBound]
        ) { Candidate(id: $0.int64(0), isKept: $0.int(1) == 1) }
    }

    /// False when it has to stay: the viewer may not delete it, or deals hold it.
    private func remove(_ id: Int64, force: Bool, _ command: Command) throws -> Bool {
        do {
            return try command.transaction.savepoint {
                switch kind {
                case .lead, .deal, .contact, .company: try items.delete(kind.document(id), for: viewer, command)
                case .task:
                    let access = try TaskAccess.reading(viewer, in: command.transaction)
                    try TaskItem.delete(TaskItemID(id), by: access, tellsPeople: false, in: command)
                case .product: return try removeProduct(id, force: force, command)
                }
                return true
            }
        } catch let failure as Failure where failure.code == .forbidden || failure.code == .notFound {
            return false
        }
    }

    /// A product that deals have stays, for their rows point to it.
    private func removeProduct(_ id: Int64, force: Bool, _ command: Command) throws -> Bool {
        try command.require(.configurePortal)
        let document = kind.document(id)
        let snapshot = try command.transaction.first(
            "select new from import_replaced where import = $1 and item = $2", [job, document]
        ) { $0.text(0) }
        let product = try ProductStore.product(id, in: command.transaction)
        let isInUse = try command.transaction.exists("select 1 from product_rows where product_id = $1", [id])
        if isInUse || !force && snapshot.map({ $0 != product.snapshot.text }) ?? false { return false }
        try ProductStore.delete(id, command)
        try command.transaction.execute("delete from import_replaced where import = $1 and item = $2", [job, document])
        return true
    }
}

/// Gives what an import completed its old values back.
struct UndoRestoring {
    private let job: ImportID
    private let items: ItemStore
    private let viewer: Viewer

    init(_ job: ImportID, _ items: ItemStore, _ viewer: Viewer) {
        self.job = job
        self.items = items
        self.viewer = viewer
    }

    private struct Replaced {
        let field: String
        let old: JSONValue
        let new: JSONValue
    }

    /// False when nothing is left.
    func restoreNext(_ command: Command) throws -> Bool {
        let transaction = command.transaction
        let next = try transaction.query(
            "select distinct item from import_replaced where import = $1 order by item limit \(ImportUndo.batch)", [job]
        ) { $0.document(0) }
        if next.isEmpty { return false }
        var restored = 0
        for document in next {
            let replaced = try transaction.query(
                "select field, old, new from import_replaced where import = $1 and item = $2 order by field", [job, document]
            ) { Replaced(field: $0.text(0), old: try JSONValue(parsing: $0.text(1)), new: try JSONValue(parsing: $0.text(2))) }
            if try restore(document, replaced, command) { restored += 1 }
            try transaction.execute("delete from import_replaced where import = $1 and item = $2", [job, document])
        }
        try transaction.execute(
            "update import_jobs set restored = restored + $2, changed_at = $3 where id = $1", [job, restored, command.now])
        return true
    }

    /// False when nothing came back: it is gone, somebody has written since, or the viewer may not change it.
    private func restore(_ document: DocumentID, _ replaced: [Replaced], _ command: Command) throws -> Bool {
        do {
            return try command.transaction.savepoint {
                guard document.entity != nil else { return try restoreProduct(document.id, replaced, command) }
                guard let item = try items.item(document, in: command.transaction), !item.isDeleted else { return false }
                var values: [FieldCode: Value] = [:]
                for one in replaced where item.value(FieldCode(one.field)) == (try Value(json: one.new)) {
                    values[FieldCode(one.field)] = try Value(json: one.old)
                }
                if values.isEmpty { return false }
                // The portal's own doing: an old value is right whatever is required by now.
                try ItemAccess.require(.update, item, for: viewer)
                let complete = values
                try items.trusted(command) { _ = try items.update(document, complete, $0) }
                return true
            }
        } catch is Failure {
            return false
        }
    }

    private func restoreProduct(_ id: Int64, _ replaced: [Replaced], _ command: Command) throws -> Bool {
        guard let one = replaced.first, one.old != .null,
            let now = try ProductStore.products([id], in: command.transaction)[id], now.snapshot.text == one.new.text,
            let old = now.with(snapshot: one.old)
        else { return false }
        try ProductStore.save(old, command)
        return true
    }
}

extension Product {
    /// All that people can change of it.
    var snapshot: JSONValue {
        .members([
            "name": .string(name), "article": article.map(JSONValue.string), "unit": .string(unit), "price": .int(price.minorUnits),
            "currency": .string(price.currency), "tax": taxRate.map(JSONValue.int), "included": .bool(isTaxIncluded), "active": .bool(isActive),
            "section": section.map(JSONValue.int), "description": .string(description), "code": code.map(JSONValue.string),
            "xml": xmlID.map(JSONValue.string),
        ])
    }

    /// The product with what an import can write as it was; nil for what is no snapshot.
    func with(snapshot: JSONValue) -> Product? {
        guard let name = snapshot["name"]?.string, let price = snapshot["price"]?.int, let currency = snapshot["currency"]?.string else {
            return nil
        }
        var product = self
        product.name = name
        product.article = snapshot["article"]?.string
        product.unit = snapshot["unit"]?.string ?? ""
        product.price = Money(minorUnits: price, currency: currency)
        product.taxRate = snapshot["tax"]?.int
        product.isTaxIncluded = snapshot["included"]?.bool ?? true
        product.isActive = snapshot["active"]?.bool ?? true
        return product
    }
}
