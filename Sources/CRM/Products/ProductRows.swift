import Kernel
import Storage

/// The rows of `product_rows`.
package enum ProductRows {
    /// The rows of one item, in order.
    package static func of(_ item: DocumentID, in reader: any Reader) throws -> [ProductRow] {
        try reader.query(
            """
            select product_id, name, unit, price, quantity, discount_kind, discount, tax_rate, is_tax_included
            from product_rows where item = $1 order by sort
            """, [item]
        ) { row in
            ProductRow(
                product: row.isNull(0) ? nil : row.int64(0), name: row.text(1), unit: row.text(2), price: row.int64(3),
                quantity: row.int64(4),
                discount: row.text(5) == "percent" ? .percent(row.int64(6)) : .absolute(row.int64(6)),
                taxRate: row.isNull(7) ? nil : row.int64(7), isTaxIncluded: row.bool(8))
        }
    }

    static func replace(of item: DocumentID, with rows: [ProductRow], in transaction: any Transaction) throws {
        try transaction.execute("delete from product_rows where item = $1", [item])
        guard !rows.isEmpty else { return }
        let first = try transaction.nextID("product_rows", count: Int64(rows.count))
        for (place, row) in rows.enumerated() {
            let (kind, discount) = row.discount.stored
            try transaction.execute(
                """
                insert into product_rows (id, item, sort, product_id, name, unit, price, quantity, discount_kind, discount,
                    tax_rate, is_tax_included) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                """,
                [
                    first + Int64(place), item, place, row.product, row.name, row.unit, row.price, row.quantity, kind, discount,
                    row.taxRate, row.isTaxIncluded,
                ])
        }
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
