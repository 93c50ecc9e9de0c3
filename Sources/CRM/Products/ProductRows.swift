import Kernel
import Storage

/// The rows of `product_rows`.
package enum ProductRows {
    private static let columns = """
        id, product_id, name, unit, price, quantity, discount_kind, discount, tax_rate, is_tax_included
        """

    /// The rows of one item, in order.
    package static func of(_ item: DocumentID, in reader: any Reader) throws -> [ProductRow] {
        try reader.query("select \(columns) from product_rows where item = $1 order by sort", [item], read)
    }

    /// The rows of several items, in order; items without any are left out.
    static func of(_ items: [DocumentID], in reader: any Reader) throws -> [DocumentID: [ProductRow]] {
        let rows = try reader.query(
            "select \(columns), item from product_rows where \(reader.dialect.isOneOf("item", parameter: "$1")) order by item, sort",
            [items.keysJSON]) { ($0.document(10), read($0)) }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    /// The item that has a row; nil when there is no such row.
    package static func owner(of row: Int64, in reader: any Reader) throws -> DocumentID? {
        try reader.first("select item from product_rows where id = $1", [row]) { $0.document(0) }
    }

    private static func read(_ row: Row) -> ProductRow {
        var read = ProductRow(
            product: row.isNull(1) ? nil : row.int64(1), name: row.text(2), unit: row.text(3), price: row.int64(4),
            quantity: row.int64(5),
            discount: row.text(6) == "percent" ? .percent(row.int64(7)) : .absolute(row.int64(7)),
            taxRate: row.isNull(8) ? nil : row.int64(8), isTaxIncluded: row.bool(9))
        read.id = row.int64(0)
        return read
    }

    /// Makes the rows of an item be these; those that were read before keep their numbers.
    static func replace(of item: DocumentID, with rows: [ProductRow], in transaction: any Transaction) throws {
        let known = Set(try of(item, in: transaction).compactMap(\.id))
        try transaction.execute("delete from product_rows where item = $1", [item])
        guard !rows.isEmpty else { return }
        var free = known
        let kept = rows.map { row in row.id.flatMap { free.remove($0) } }
        let missing = kept.filter { $0 == nil }.count
        var next = missing > 0 ? try transaction.nextID("product_rows", count: Int64(missing)) : 0
        for (place, row) in rows.enumerated() {
            let id = kept[place] ?? next
            if kept[place] == nil { next += 1 }
            try insert(row, of: item, id, place, transaction)
        }
    }

    private static func insert(
        _ row: ProductRow, of item: DocumentID, _ id: Int64, _ place: Int, _ transaction: any Transaction
    ) throws {
        let (kind, discount) = row.discount.stored
        try transaction.execute(
            """
            insert into product_rows (id, item, sort, product_id, name, unit, price, quantity, discount_kind, discount,
                tax_rate, is_tax_included) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            [
                id, item, place, row.product, row.name, row.unit, row.price, row.quantity, kind, discount, row.taxRate,
                row.isTaxIncluded,
            ])
    }

    /// What the rows come to, in minor units.
    package static func sum(_ rows: [ProductRow]) -> Int64 { rows.reduce(0) { $0 + $1.sum } }

    /// - Throws: `Failure` `.invalid` naming the row (`products[2]`, from 1).
    static func check(_ rows: [ProductRow]) throws {
        if rows.count > 500 { throw Failure(.limited, ProductTexts.tooMany, field: "products") }
        for (place, row) in rows.enumerated() {
            let isWrong =
                row.name.withoutOuterSpace.isEmpty || row.name.count > 1000 || row.price < 0 || row.quantity < 0
                || row.price > MoneyField.limit || row.quantity > 1_000_000_000_000 || !row.discount.isSound
                || row.taxRate.map { !(0...10_000).contains($0) } ?? false || row.sum > MoneyField.limit
            if isWrong {
                throw Failure(
                    .invalid, ProductTexts.wrongRow.with(["row": String(place + 1)]), field: "products[\(place + 1)]")
            }
        }
    }
}

extension ProductRow.Discount {
    fileprivate var stored: (kind: String, amount: Int64) {
        switch self {
        case .absolute(let amount): ("absolute", amount)
        case .percent(let rate): ("percent", rate)
        }
    }

    fileprivate var isSound: Bool {
        switch self {
        case .absolute(let amount): amount >= 0
        case .percent(let rate): (0...10_000).contains(rate)
        }
    }
}
