import CRM
import Kernel

/// A row of products as it stands in its inputs.
struct ProductInput: Sendable {
    var name = ""
    var price = ""
    var quantity = "1"
    var unit = ""
    /// In percent.
    var discount = ""
    /// In percent; empty is «без НДС».
    var tax = ""
    /// What the inputs do not show and saving must not lose.
    var kept: ProductRow?

    static let taxes = ["", "0", "5", "7", "10", "20", "22"]

    init() {}

    init(_ row: ProductRow) {
        name = row.name
        price = Self.decimal(row.price, digits: 2)
        quantity = Self.decimal(row.quantity, digits: 3)
        unit = row.unit
        switch row.discount {
        case .percent(let rate): discount = rate == 0 ? "" : Self.decimal(rate, digits: 2)
        case .absolute(let off):
            discount = off == 0 || row.price == 0 ? "" : Self.decimal(off * 10_000 / row.price, digits: 2)
        }
        tax = row.taxRate.map { Self.decimal($0, digits: 2) } ?? ""
        kept = row
    }

    /// Whether nothing was typed: the empty row at the end.
    var isBlank: Bool { name.allSatisfy(\.isWhitespace) && price.allSatisfy(\.isWhitespace) }

    /// Nil when a number cannot be read.
    var row: ProductRow? {
        guard !isBlank, let price = Self.whole(price, digits: 2), let quantity = Self.whole(quantity, digits: 3),
            let discount = Self.whole(discount.isEmpty ? "0" : discount, digits: 2)
        else { return nil }
        let rate = tax.isEmpty ? nil : Self.whole(tax, digits: 2)
        return ProductRow(
            product: kept?.product, name: name, unit: unit, price: price, quantity: quantity,
            discount: .percent(discount),
            taxRate: rate, isTaxIncluded: kept?.isTaxIncluded ?? true)
    }

    /// The rows of a form, in order.
    static func rows(of form: FormFields) -> [ProductInput] {
        let columns = ["name", "price", "quantity", "unit", "discount", "tax"].map { form.all($0) }
        let count = columns.map(\.count).min() ?? 0
        return (0..<min(count, 501)).map { place in
            var input = ProductInput()
            input.name = columns[0][place]
            input.price = columns[1][place]
            input.quantity = columns[2][place]
            input.unit = columns[3][place]
            input.discount = columns[4][place]
            input.tax = columns[5][place]
            return input
        }
    }

    /// 150050 with two digits is «1500,50»; zeros at the end are left out.
    private static func decimal(_ number: Int64, digits: Int) -> String {
        let scale = Int64(digits == 3 ? 1000 : 100)
        var fraction = padded(Int(number % scale), digits)
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return String(number / scale) + (fraction.isEmpty ? "" : "," + fraction)
    }

    private static func whole(_ text: String, digits: Int) -> Int64? {
        guard let number = Value.number(parsing: text), number >= 0, number < 1e13 else { return nil }
        return Int64((number * (digits == 3 ? 1000 : 100)).rounded())
    }
}
