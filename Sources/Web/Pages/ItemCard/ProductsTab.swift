import CRM
import Kernel

/// What is sold: rows that are edited all at once, with their sums.
struct CardProductsView {
    let context: CardContext
    let rows: [ProductRow]
    let rates: [VATRate]
    var typed: [ProductInput]?
    var error: Failure?
    private var language: Language { context.language }

    init(_ context: CardContext, _ rows: [ProductRow], _ rates: [VATRate]) {
        self.context = context
        self.rows = rows
        self.rates = rates
    }

    private var currency: String { context.item.amount?.currency ?? "RUB" }
    private func money(_ minor: Int64) -> String { Money(minorUnits: minor, currency: currency).text(language) }

    var html: HTML {
        guard context.mayUpdate else { return .card(title: CardTab.products.title[language], readOnly) }
        let action = "\(context.address("products"))?tab=products"
        return .card(
            title: CardTab.products.title[language],
            .form(
                action: action, csrf: context.csrf, attributes: " class=\"stack\" data-products\(.posts(to: action))",
                """
                \(ifLet: error, { .notice(.danger, icon: .circleAlert, "\($0.message, language)") })\
                \(.hiddenField("version", String(context.item.version)))\(table)\(foot)
                """))
    }

    private var table: HTML {
        let inputs = (typed ?? rows.map(ProductInput.init)) + [ProductInput()]
        return """
            <div class="table-frame"><table class="table products"><thead><tr><th>\(CardTexts.productName, language)</th>\
            <th class="number">\(CardTexts.price, language)</th><th class="number">\(CardTexts.quantity, language)</th><th>\(CardTexts.unit, language)</th>\
            <th class="number">\(CardTexts.discount, language)</th><th>\(CardTexts.tax, language)</th><th class="number">\(CardTexts.sum, language)</th><th></th></tr></thead>\
            <tbody data-product-rows>\(each: Array(inputs.enumerated()), { row($1, place: $0) })</tbody></table></div>\
            <datalist id="product-suggestions" data-product-suggestions="/products/suggestions"></datalist>
            """
    }

    private func row(_ input: ProductInput, place: Int) -> HTML {
        let sum = input.row.map { money($0.sum) } ?? ""
        func cell(_ name: String, _ value: String, _ label: Text, isNumber: Bool = true) -> HTML {
            """
            <td\(classes: isNumber ? "number" : nil)><input\(classes: "input", isNumber ? "input-number" : nil) name="\(name)" value="\(value)" aria-label="\(label, language)" \
            \(if: isNumber, "inputmode=\"decimal\" ")autocomplete="off"></td>
            """
        }
        return """
            <tr data-product><td>\(.hiddenField("product", input.product))\(.hiddenField("onTop", input.isTaxOnTop ? "1" : ""))\
            <input class="input product-name" name="name" value="\(input.name)" list="product-suggestions" autocomplete="off" \
            aria-label="\(CardTexts.productName, language)" title="\(ProductPageTexts.choose, language)"></td>\(cell("price", input.price, CardTexts.price))\
            \(cell("quantity", input.quantity, CardTexts.quantity))\(cell("unit", input.unit, CardTexts.unit, isNumber: false))\
            \(cell("discount", input.discount, CardTexts.discount))<td>\(taxes(input))</td>\
            <td class="number nowrap" data-product-sum>\(sum)</td>\
            <td><button class="button button-quiet button-icon" name="remove" value="\(place)" aria-label="\(CardTexts.removeProduct, language)" title="\(CardTexts.removeProduct, language)" data-product-remove>\(.icon(.x))</button></td></tr>
            """
    }

    private func taxes(_ input: ProductInput) -> HTML {
        let options = ProductChoices.taxes(rates.map(\.rate), including: ProductInput.whole(input.tax, digits: 2), language)
        return """
            <select class="input" name="tax" aria-label="\(CardTexts.tax, language)">\(each: options, { .option($0, isSelected: $0.value == input.tax) })</select>
            """
    }

    private var foot: HTML {
        let total = ProductRows.sum(rows)
        let manual = Field("manual", label: CardTexts.manualAmount[language], help: CardTexts.manualHelp[language])
        return """
            <div class="products-foot"><div>\(.checkbox(manual, isChecked: context.item.hasManualAmount))</div>\
            <dl class="products-total"><dt>\(CardTexts.tax, language)</dt><dd data-product-tax>\(money(rows.reduce(0) { $0 + $1.tax }))</dd>\
            <dt>\(CardTexts.total, language)</dt><dd class="strong" data-product-total>\(money(total))</dd>\
            \(ifLet: context.item.amount, { "<dt>\(CardTexts.itemAmount, language)</dt><dd>\($0.text(language))</dd>" })</dl></div>\
            <div class="actions">\(.button(CardTexts.save[language], kind: .primary))\
            <button type="button" class="button" data-product-add>\(.icon(.plus))<span class="button-label">\(CardTexts.addProduct, language)</span></button></div>
            """
    }

    private var readOnly: HTML {
        guard !rows.isEmpty else {
            return .emptyState(icon: .package, title: CardTexts.noProducts[language], size: .small)
        }
        let columns = [
            TableColumn(CardTexts.productName[language]), TableColumn(CardTexts.price[language], isNumber: true),
            TableColumn(CardTexts.quantity[language], isNumber: true),
            TableColumn(CardTexts.sum[language], isNumber: true),
        ]
        let lines = rows.map { row in
            TableRow([
                "\(row.name)", "\(money(row.price))", "\(ProductInput(row).quantity) \(row.unit)", "\(money(row.sum))",
            ])
        }
        return .table(columns, lines, caption: CardTab.products.title[language])
    }
}
