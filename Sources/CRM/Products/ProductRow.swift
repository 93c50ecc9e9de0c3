import Kernel

/// One line of what is sold. Sums are in minor units of the item's currency.
package struct ProductRow: Hashable, Sendable {
    package enum Discount: Hashable, Sendable {
        /// Off the price of one, in minor units.
        case absolute(Int64)
        /// In hundredths of a percent: 10 % is 1000.
        case percent(Int64)
    }

    /// Its number, by which programs change it; nil while it is not stored.
    package internal(set) var id: Int64?
    /// In the catalogue of products; nil for a free text.
    package var product: Int64?
    package var name: String
    package var unit: String
    /// Of one, in minor units, before the discount; with or without tax as `isTaxIncluded` says.
    package var price: Int64
    /// In thousandths: 1,5 is 1500.
    package var quantity: Int64
    package var discount: Discount
    /// In hundredths of a percent: 20 % is 2000; nil is «без НДС».
    package var taxRate: Int64?
    package var isTaxIncluded: Bool

    package init(
        product: Int64? = nil, name: String, unit: String = "", price: Int64, quantity: Int64 = 1000,
        discount: Discount = .absolute(0), taxRate: Int64? = nil, isTaxIncluded: Bool = true
    ) {
        self.product = product
        self.name = name
        self.unit = unit
        self.price = price
        self.quantity = quantity
        self.discount = discount
        self.taxRate = taxRate
        self.isTaxIncluded = isTaxIncluded
    }

    /// Two rows are equal when they say the same, wherever they are stored.
    package static func == (left: Self, right: Self) -> Bool {
        (left.product, left.name, left.unit, left.price, left.quantity) == (right.product, right.name, right.unit, right.price, right.quantity)
            && (left.discount, left.taxRate, left.isTaxIncluded) == (right.discount, right.taxRate, right.isTaxIncluded)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(price)
        hasher.combine(quantity)
    }

    /// The price of one after the discount, never below zero; half a kopeck is rounded up.
    package var discountedPrice: Int64 {
        switch discount {
        case .absolute(let off): max(0, price - off)
        case .percent(let rate): max(0, price - ProductRow.share(price, rate, of: 10_000))
        }
    }

    /// What the client pays for the row: discounted price × quantity, plus the tax when it is on top. Rounded to a minor
    /// unit once per row (half up), so that the rows of a document add up to its total.
    package var sum: Int64 {
        let net = ProductRow.share(discountedPrice, quantity, of: 1000)
        guard let taxRate, !isTaxIncluded else { return net }
        return net + ProductRow.share(net, taxRate, of: 10_000)
    }

    /// The tax within `sum`.
    package var tax: Int64 {
        guard let taxRate else { return 0 }
        return isTaxIncluded
            ? ProductRow.share(sum, taxRate, of: 10_000 + taxRate)
            : sum - ProductRow.share(discountedPrice, quantity, of: 1000)
    }

    /// `amount × part / whole` for whole numbers ≥ 0, half up; 128 bits, so that nothing overflows on the way.
    package static func share(_ amount: Int64, _ part: Int64, of whole: Int64) -> Int64 {
        Int64(clamping: (Int128(amount) * Int128(part) + Int128(whole) / 2) / Int128(whole))
    }
}
