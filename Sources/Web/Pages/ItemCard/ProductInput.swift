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
    /// The product of the catalogue that was chosen; empty for a free text.
    var product = ""
    /// Whether tax comes on top of the price.
    var isTaxOnTop = false
    /// What the inputs do not show and saving must not lose.
    var kept: ProductRow?

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
        product = row.product.map { String($0) } ?? ""
        isTaxOnTop = !row.isTaxIncluded
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
            product: kept?.product ?? Int64(product), name: name, unit: unit, price: price, quantity: quantity,
            discount: .percent(discount),
            taxRate: rate, isTaxIncluded: !isTaxOnTop)
    }

    /// The rows of a form, in order.
    static func rows(of form: FormFields) -> [ProductInput] {
        let columns = ["name", "price", "quantity", "unit", "discount", "tax"].map { form.all($0) }
        let (products, onTop) = (form.all("product"), form.all("onTop"))
        let count = columns.map(\.count).min() ?? 0
        return (0..<min(count, 501)).map { place in
            var input = ProductInput()
            input.name = columns[0][place]
            input.price = columns[1][place]
            input.quantity = columns[2][place]
            input.unit = columns[3][place]
            input.discount = columns[4][place]
            input.tax = columns[5][place]
            input.product = place < products.count ? products[place] : ""
            input.isTaxOnTop = place < onTop.count && onTop[place] == "1"
            return input
        }
    }

    /// With what the catalogue says of it, as far as nothing was typed: a name that stands in the catalogue is that product.
    func filled(from product: Product?) -> ProductInput {
        guard let product else { return self }
        var input = self
        let usual = ProductInput(product.row)
        input.product = usual.product
        guard price.allSatisfy(\.isWhitespace) else { return input }
        (input.price, input.tax, input.isTaxOnTop) = (usual.price, usual.tax, usual.isTaxOnTop)
        if unit.isEmpty { input.unit = usual.unit }
        return input
    }

    /// 150050 with two digits is «1500,50»; zeros at the end are left out.
    static func decimal(_ number: Int64, digits: Int) -> String {
        let scale = scale(digits)
        var fraction = padded(Int(number % scale), digits)
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return String(number / scale) + (fraction.isEmpty ? "" : "," + fraction)
    }

    static func whole(_ text: String, digits: Int) -> Int64? {
        guard let number = Value.number(parsing: text), number >= 0, number < 1e13 else { return nil }
        return Int64((number * Double(scale(digits))).rounded())
    }

    private static func scale(_ digits: Int) -> Int64 { (0..<digits).reduce(1) { scale, _ in scale * 10 } }
}
