import CRM
import Kernel
import Storage

/// Products between the API and the portal: there units and rates of VAT have numbers, here a product has their text and figure.
struct ProductBook: Sendable {
    /// The portal has one catalogue.
    static let catalog: Int64 = 1
    /// The portal has one kind of price.
    static let priceType: Int64 = 1
    /// The article, which is a property of products there.
    static let article: Int64 = 1

    private let call: Call
    private let measures: [Measure]
    private let rates: [VATRate]

    init(_ call: Call, in reader: any Reader) throws {
        self.call = call
        measures = try Measure.all(in: reader)
        rates = try VATRate.all(in: reader)
    }

    // MARK: Answers

    /// As `crm.product.*` gives it.
    func classic(_ product: Product) -> JSONObject {
        func moment(_ moment: Timestamp?) -> JSONValue { .string(moment?.contractText(in: call.zone) ?? "") }
        return .of([
            "ID": .id(product.id), "NAME": .string(product.name), "CODE": .string(product.code ?? ""), "ACTIVE": .yesNo(product.isActive),
            "PREVIEW_PICTURE": .null, "DETAIL_PICTURE": .null, "SORT": .id(product.sort), "XML_ID": .string(product.xmlID ?? ""),
            "TIMESTAMP_X": moment(product.changedAt), "DATE_CREATE": moment(product.createdAt), "MODIFIED_BY": .id(product.changedBy),
            "CREATED_BY": .id(product.createdBy), "CATALOG_ID": .id(ProductBook.catalog),
            "SECTION_ID": product.section.map { .id($0) } ?? .null, "DESCRIPTION": .string(product.description), "DESCRIPTION_TYPE": "text",
            "PRICE": .string(product.price.decimalString), "CURRENCY_ID": .string(product.price.currency),
            "VAT_ID": rate(of: product).map { .id($0) } ?? .null, "VAT_INCLUDED": .yesNo(product.isTaxIncluded),
            "MEASURE": measure(of: product).map { .id($0) } ?? .null, "PROPERTY_\(ProductBook.article)": property(product),
        ])
    }

    /// As `catalog.product.*` gives it.
    func modern(_ product: Product) -> JSONObject {
        let moment = { (moment: Timestamp?) in moment.json(call.zone) }
        func number(_ number: Int64?) -> JSONValue { number.map(JSONValue.int) ?? .null }
        return .of([
            "active": .yesNo(product.isActive), "available": .yesNo(product.isActive), "bundle": "N", "code": .string(product.code ?? ""),
            "createdBy": number(product.createdBy?.rawValue), "dateCreate": moment(product.createdAt), "detailPicture": .null,
            "detailText": product.description.isEmpty ? .null : .string(product.description), "detailTextType": "text",
            "iblockId": .int(ProductBook.catalog), "iblockSectionId": number(product.section), "id": .int(product.id),
            "measure": number(measure(of: product)), "modifiedBy": number(product.changedBy?.rawValue), "name": .string(product.name),
            "previewPicture": .null, "previewText": .null, "previewTextType": "text", "property\(ProductBook.article)": property(product),
            "quantity": .null, "quantityReserved": .null, "quantityTrace": "N", "sort": .int(product.sort),
            "timestampX": moment(product.changedAt), "type": 1, "vatId": number(rate(of: product)), "vatIncluded": .yesNo(product.isTaxIncluded),
            "xmlId": .string(product.xmlID ?? ""),
        ])
    }

    /// As `catalog.price.*` gives it: a product's only price, under the number of the product.
    func price(_ product: Product) -> JSONObject {
        .of([
            "catalogGroupId": .int(ProductBook.priceType), "currency": .string(product.price.currency), "extraId": .null, "id": .int(product.id),
            "price": .amount(product.price.minorUnits), "priceScale": .amount(product.price.minorUnits), "productId": .int(product.id),
            "quantityFrom": .null, "quantityTo": .null, "timestampX": product.changedAt.json(call.zone),
        ])
    }

    private func property(_ product: Product) -> JSONValue {
        product.article.map { ["valueId": .id(product.id), "value": .string($0)] } ?? .null
    }

    private func measure(of product: Product) -> Int64? { measures.first { $0.symbol == product.unit }?.id }
    private func rate(of product: Product) -> Int64? { rates.first { $0.rate == product.taxRate && $0.isActive }?.id }

    // MARK: Input

    /// The product that fields describe, in either spelling of names; what they do not say stays.
    /// - Parameter known: nil for a new one.
    func product(_ fields: JSONObject, over known: Product?) throws -> Product {
        func value(_ names: String...) -> JSONValue? { names.lazy.compactMap { fields.value($0) }.first }
        var product = known ?? Product(name: "", price: Money(minorUnits: 0, currency: "RUB"))
        if known == nil {
            product.unit = measures.first(where: \.isDefault)?.symbol ?? ""
            product.isTaxIncluded = false
        }
        if let name = value("NAME")?.scalarText { product.name = name }
        if let code = value("CODE") { product.code = text(code) }
        if let id = value("XML_ID", "xmlId") { product.xmlID = text(id) }
        if let article = value("PROPERTY_\(ProductBook.article)", "property\(ProductBook.article)") {
            product.article = text(article.object?.value("value") ?? article)
        }
        if let isActive = value("ACTIVE")?.flag { product.isActive = isActive }
        if let sort = value("SORT")?.number { product.sort = sort }
        if let section = value("SECTION_ID", "iblockSectionId") { product.section = section.number.flatMap { $0 > 0 ? $0 : nil } }
        if let description = value("DESCRIPTION", "detailText", "previewText") { product.description = description.scalarText ?? "" }
        if let isIncluded = value("VAT_INCLUDED", "vatIncluded")?.flag { product.isTaxIncluded = isIncluded }
        if let rate = value("VAT_ID", "vatId") { product.taxRate = try self.rate(rate) }
        if let measure = value("MEASURE") { product.unit = try self.measure(measure) }
        try setPrice(of: &product, value("PRICE"), value("CURRENCY_ID", "currency"))
        return product
    }

    /// Puts a price that was sent into a product.
    func setPrice(of product: inout Product, _ price: JSONValue?, _ currency: JSONValue?) throws {
        let code = currency?.scalarText.flatMap { $0.isEmpty ? nil : $0.uppercased() } ?? product.price.currency
        guard code == "RUB" else { throw RESTFailure("The currency \(code.prefix(10)) is not supported: prices are in RUB.") }
        guard let price, !price.isVoid else { return }
        guard let text = price.scalarText, let money = Money(parsing: text, currency: code) else {
            throw RESTFailure("The field PRICE is not a number.")
        }
        product.price = money
    }

    private func text(_ json: JSONValue) -> String? { json.scalarText.flatMap { $0.isEmpty ? nil : $0 } }

    private func rate(_ json: JSONValue) throws -> Int64? {
        if json.isVoid { return nil }
        guard let id = json.number, let rate = rates.first(where: { $0.id == id }) else { throw RESTFailure("There is no rate of VAT with this number (VAT_ID).") }
        return rate.rate
    }

    private func measure(_ json: JSONValue) throws -> String {
        if json.isVoid { return "" }
        guard let id = json.number, let measure = measures.first(where: { $0.id == id }) else {
            throw RESTFailure("There is no unit of measure with this number (MEASURE).")
        }
        return measure.symbol
    }

    // MARK: Lists

    /// The products that a call asks for, by the names of either family.
    func select(_ call: Call, in reader: any Reader) throws -> (products: [Product], total: Int?) {
        let reading = FilterReading(code: ProductBook.code, unknown: .passOver, meaning: meaning)
        let filter = try call.parameters.object("filter") ?? JSONObject()
        let start = PageStart(call)
        let (products, total) = try ProductStore.select(
            filter.isEmpty ? nil : try reading.tree(filter), order: try reading.order(try call.parameters.object("order") ?? JSONObject()),
            offset: start.offset, limit: PageStart.size, isCounted: start.counts, dates: call.dates, in: reader)
        return (products, start.counts ? total : nil)
    }

    /// `iblockSectionId`, `SECTION_ID` → `SECTION_ID`.
    private static func code(_ name: String) -> FieldCode? {
        let name = FieldInput.snakeCased(name)
        let aliases = [
            "IBLOCK_SECTION_ID": "SECTION_ID", "DETAIL_TEXT": "DESCRIPTION", "PROPERTY_1": "ARTICLE", "PROPERTY1": "ARTICLE", "VAT_ID": "VAT_RATE",
            "MEASURE": "MEASURE_SYMBOL", "PRODUCT_ID": "ID",
        ]
        let code = FieldCode(aliases[name] ?? name)
        return ProductStore.isSelectable(code) ? code : nil
    }

    /// Prices are kept in minor units, units and rates not by number.
    private func meaning(_ code: FieldCode, _ value: Value) -> Value {
        switch code {
        case "PRICE":
            return Money(parsing: value.printable, currency: "RUB").map { .int($0.minorUnits) } ?? value
        case "VAT_RATE":
            guard let rate = rates.first(where: { String($0.id) == value.printable }) else { return value.isEmpty ? value : .int(-1) }
            return rate.rate.map { .int($0) } ?? .null
        case "MEASURE_SYMBOL":
            guard let measure = measures.first(where: { String($0.id) == value.printable }) else { return value }
            return .string(measure.symbol)
        default: return value
        }
    }
}
