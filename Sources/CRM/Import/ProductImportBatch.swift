import Kernel
import Storage

/// One batch of rows of the catalogue. A product is known by its article, or by its name where it has none.
struct ProductImportBatch {
    private let plan: ImportPlan
    private let command: Command
    private(set) var tally = ImportTally()
    private var known: [String: Product] = [:]

    init(_ plan: ImportPlan, _ command: Command) {
        self.plan = plan
        self.command = command
    }

    mutating func write(_ rows: [ImportRow]) throws {
        if plan.duplicates != .create { try load(rows) }
        for row in rows {
            if let refusal = row.refusal {
                tally.refuse(refusal)
                continue
            }
            do {
                try write(row)
            } catch let failure as Failure {
                tally.refuse(row.row, failure)
            }
        }
    }

    private mutating func write(_ row: ImportRow) throws {
        let values = row.draft.values
        let old = Self.keys(values).lazy.compactMap { [known] in known[$0] }.first
        if let old {
            guard plan.duplicates == .merge else {
                tally.skipped += 1
                return
            }
            let new = try save(Self.product(values, over: old))
            if new.snapshot != old.snapshot { tally.replace(TableKind.product.document(old.id), old.snapshot, with: new.snapshot) }
            tally.merged += 1
            remember(new)
        } else {
            let new = try save(Self.product(values, over: Product(name: "", price: Money(minorUnits: 0))))
            tally.create(.product, [new.id])
            tally.replace(TableKind.product.document(new.id), .null, with: new.snapshot)
            if plan.duplicates != .create { remember(new) }
        }
    }

    private func save(_ product: Product) throws -> Product {
        // Programs outside are not told, as of no other row: its events are left where they are.
        let silent = Command(command.transaction, as: command.actor, at: command.now)
        return try command.transaction.savepoint { try ProductStore.save(product, silent) }
    }

    private mutating func load(_ rows: [ImportRow]) throws {
        let keys = Set(rows.flatMap { Self.keys($0.draft.values) }.map { String($0.dropFirst(2)) })
        for product in try ProductStore.called(keys, in: command.transaction) { remember(product) }
    }

    private mutating func remember(_ product: Product) {
        for key in [product.article.map { "a:" + $0 }, "n:" + product.name].compactMap(\.self) { known[key] = product }
    }

    private static func keys(_ values: [FieldCode: Value]) -> [String] {
        if let article = values[ProductTable.article] { return ["a:" + article.printable] }
        return values[ProductTable.name].map { ["n:" + $0.printable] } ?? []
    }

    /// The product with what the row says; the rest stays as it was.
    private static func product(_ values: [FieldCode: Value], over known: Product) -> Product {
        var product = known
        if let name = values[ProductTable.name] { product.name = name.printable }
        if let article = values[ProductTable.article] { product.article = article.printable }
        if let unit = values[ProductTable.unit] { product.unit = unit.printable }
        if case .money(let price) = values[ProductTable.price] { product.price = price }
        if let rate = values[ProductTable.tax]?.number { product.taxRate = Int64(exactly: (rate * 100).rounded()) ?? -1 }
        if let isIncluded = values[ProductTable.taxIncluded] { product.isTaxIncluded = isIncluded.isTrue }
        if let isActive = values[ProductTable.active] { product.isActive = isActive.isTrue }
        return product
    }
}
