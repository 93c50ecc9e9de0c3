import Kernel
import Storage

extension ItemStore {
    /// Replaces the products of a lead or deal. Without the manual flag the amount becomes their sum; when the last product
    /// goes, the amount stays as it was.
    @discardableResult
    package func setProducts(
        _ id: DocumentID, _ rows: [ProductRow], expectedVersion: Int64? = nil, for viewer: Viewer? = nil, _ command: Command
    ) throws -> Item {
        let old = try take(id, to: .update, for: viewer, command, expectedVersion: expectedVersion)
        guard old.entity.hasStages else { throw Failure(.invalid, ItemTexts.onlyStaged) }
        if old.isDeleted { throw Failure(.conflict, ItemTexts.deleted) }
        try ProductRows.check(rows)
        guard try ProductRows.of(id, in: command.transaction) != rows else { return old }
        try ProductRows.replace(of: id, with: rows, in: command.transaction)
        let sum = Money(minorUnits: ProductRows.sum(rows), currency: old.amount?.currency ?? "RUB")
        var item = old
        if !old.hasManualAmount, !rows.isEmpty {
            var change = ItemChange(old)
            change.set(try catalog.catalog(in: command.transaction).fields.require(.amount, of: old.entity), to: .money(sum))
            item = try write(change, command)
        }
        command.raise(ItemProductsChanged(item: item, count: rows.count, sum: sum))
        return item
    }

    package func products(of id: DocumentID, in reader: any Reader) throws -> [ProductRow] {
        try ProductRows.of(id, in: reader)
    }
}
