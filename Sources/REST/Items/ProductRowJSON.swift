import CRM
import Kernel

/// Rows of products between the API and the portal. There the price of a row is what one costs in the end; here it is the
/// price before the discount.
enum ProductRowJSON {
    static func object(_ json: JSONValue) throws -> JSONObject {
        guard let object = json.object else { throw RESTFailure.mustBeArray("rows") }
        return object
    }

    /// Reads a row, in either spelling of names.
    /// - Parameter old: what stays where the fields say nothing.
    static func row(_ fields: JSONObject, changing old: ProductRow?) throws -> ProductRow {
        func value(_ name: String, _ modern: String) -> JSONValue? { fields.value(name) ?? fields.value(modern) }
        var row = old ?? ProductRow(name: "", price: 0)
        if let id = value("PRODUCT_ID", "productId")?.number { row.product = id > 0 ? id : nil }
        if let name = value("PRODUCT_NAME", "productName")?.scalarText { row.name = name }
        if row.name.isEmpty { row.name = "—" }
        if let unit = value("MEASURE_NAME", "measureName")?.scalarText { row.unit = unit }
        if let quantity = value("QUANTITY", "quantity") { row.quantity = try scaled(quantity, 1000, "QUANTITY") }
        if let tax = value("TAX_RATE", "taxRate") { row.taxRate = tax.isVoid ? nil : try scaled(tax, 100, "TAX_RATE") }
        if let isIncluded = value("TAX_INCLUDED", "taxIncluded")?.flag { row.isTaxIncluded = isIncluded } else if old == nil { row.isTaxIncluded = true }
        try setPrice(&row, value("PRICE", "price"), value("DISCOUNT_TYPE_ID", "discountTypeId"), value("DISCOUNT_RATE", "discountRate"), value("DISCOUNT_SUM", "discountSum"))
        return row
    }

    private static func setPrice(_ row: inout ProductRow, _ price: JSONValue?, _ type: JSONValue?, _ rate: JSONValue?, _ sum: JSONValue?) throws {
        let final = try price.map { try scaled($0, 100, "PRICE") } ?? finalPrice(row)
        // The tax stands within the final price; a row with the tax on top keeps the price without it.
        let net = row.isTaxIncluded ? final : ProductRow.share(final, 10_000, of: 10_000 + (row.taxRate ?? 0))
        let isPercent = type?.number == 2 || type == nil && rate != nil && sum == nil
        if isPercent, let rate {
            let percent = try scaled(rate, 100, "DISCOUNT_RATE")
            guard (0..<10_000).contains(percent) else { throw RESTFailure("Discount Rate (DISCOUNT_RATE) must be from 0 to 100.") }
            row.discount = .percent(percent)
            row.price = ProductRow.share(net, 10_000, of: 10_000 - percent)
        } else if let sum {
            let off = try scaled(sum, 100, "DISCOUNT_SUM")
            row.discount = .absolute(off)
            row.price = net + off
        } else if price != nil {
            switch row.discount {
            case .absolute(let off): row.price = net + off
            case .percent(let percent): row.price = ProductRow.share(net, 10_000, of: max(1, 10_000 - percent))
            }
        }
    }

    /// A decimal number in whole parts of one, half up.
    private static func scaled(_ json: JSONValue, _ scale: Int64, _ name: String) throws -> Int64 {
        guard let text = json.scalarText, let number = Value.number(parsing: text.isEmpty ? "0" : text), number.magnitude < 1e12, number >= 0 else {
            throw RESTFailure("Parameter '\(name)' is not a number.")
        }
        return Int64((number * Double(scale)).rounded())
    }

    private static func finalPrice(_ row: ProductRow) -> Int64 {
        row.isTaxIncluded ? row.discountedPrice : ProductRow.share(row.discountedPrice, 10_000 + (row.taxRate ?? 0), of: 10_000)
    }

    private static func rate(_ row: ProductRow) -> Double {
        switch row.discount {
        case .percent(let rate): Double(rate) / 100
        case .absolute(let off): row.price > 0 ? Double(off) / Double(row.price) * 100 : 0
        }
    }

    static func classic(_ row: ProductRow, of owner: DocumentID, at place: Int) -> JSONObject {
        JSONObject(members(row, owner, place).map { JSONObject.Member($0.classic, $0.value) })
    }

    static func modern(_ row: ProductRow, of owner: DocumentID, at place: Int) -> JSONObject {
        JSONObject(members(row, owner, place).map { member in
            let name = ModernNames.camelCased(member.classic)
            return JSONObject.Member(name, ["id", "ownerId"].contains(name) ? member.value.number.map(JSONValue.int) ?? nil : member.value)
        })
    }

    private static func members(_ row: ProductRow, _ owner: DocumentID, _ place: Int) -> [(classic: String, value: JSONValue)] {
        let final = finalPrice(row)
        let net = row.isTaxIncluded ? ProductRow.share(final, 10_000, of: 10_000 + (row.taxRate ?? 0)) : row.discountedPrice
        let off = row.price - row.discountedPrice
        let isPercent = if case .percent = row.discount { true } else { false }
        return [
            ("ID", .string(row.id.map(String.init) ?? "")), ("OWNER_ID", .string(String(owner.id))), ("OWNER_TYPE", .string(owner.entity == .lead ? "L" : "D")),
            ("PRODUCT_ID", .int(row.product ?? 0)), ("PRODUCT_NAME", .string(row.name)), ("PRICE", .amount(final)), ("PRICE_EXCLUSIVE", .amount(net)),
            ("PRICE_NETTO", .amount(net + off)), ("PRICE_BRUTTO", .amount(final + off)), ("PRICE_ACCOUNT", .string(Money(minorUnits: final).decimalString)),
            ("QUANTITY", row.quantity % 1000 == 0 ? .int(row.quantity / 1000) : .double(Double(row.quantity) / 1000)),
            ("DISCOUNT_TYPE_ID", .int(isPercent ? 2 : 1)), ("DISCOUNT_RATE", .amount(Int64((rate(row) * 100).rounded()))), ("DISCOUNT_SUM", .amount(off)),
            ("TAX_RATE", row.taxRate.map(JSONValue.amount) ?? nil), ("TAX_INCLUDED", .yesNo(row.isTaxIncluded)), ("CUSTOMIZED", .yesNo(row.product == nil)),
            ("MEASURE_NAME", .string(row.unit)), ("SORT", .int(Int64(place + 1) * 10)), ("TYPE", 1),
        ]
    }
}
