import CRM
import Kernel
import Storage

/// The dictionaries of the catalogue: `catalog.catalog`, `.priceType`, `.measure`, `.vat`, `.store`, `.storeproduct`, and the older
/// `crm.catalog`, `crm.measure`, `crm.vat`.
enum CatalogMethods {
    static let methods = places + units + rates

    // MARK: What there is one or none of

    private static let places: [RESTMethod] = [
        CatalogFamily(
            "catalog", rows: "catalogs", scopeAbout: Text(ru: "Каталог товаров", en: "The catalogue of products"),
            described: [PlainField("id", "integer", .readOnly), PlainField("iblockId", "integer", .readOnly), PlainField("name", "string", .readOnly)]
        ).methods(list: { call, _ in [catalog(call)] }, refusal: "There is one catalogue: \(ProductBook.catalog)."),
        CatalogFamily(
            "priceType", rows: "priceTypes", scopeAbout: Text(ru: "Вид цен", en: "The kind of prices"),
            described: [PlainField("id", "integer", .readOnly), PlainField("name", "string", .readOnly), PlainField("base", "char", .readOnly)]
        ).methods(
            list: { _, _ in
                [.of(["id": .int(ProductBook.priceType), "name": "BASE", "base": "Y", "sort": 100, "xmlId": "BASE"])]
            }, refusal: onePriceType),
        // The portal keeps no stock: there are no stores and nothing in them.
        CatalogFamily(
            "store", rows: "stores", scopeAbout: Text(ru: "Склады", en: "Stores"), described: [PlainField("id", "integer", .readOnly)]
        ).methods(list: { _, _ in [] }, refusal: "There are no stores: the portal keeps no stock."),
        CatalogFamily(
            "storeproduct", rows: "storeProducts", scopeAbout: Text(ru: "Остатки", en: "Stock"), described: [PlainField("id", "integer", .readOnly)]
        ).methods(list: { _, _ in [] }),
        [
            RESTMethod("crm.catalog.list", .crm, Text(ru: "Каталоги товаров", en: "Catalogues of products")) { call in
                Answer([["ID": .id(ProductBook.catalog), "NAME": .string(title(call)), "ORIGINATOR_ID": "", "ORIGIN_ID": "", "XML_ID": ""]], total: 1)
            }
        ],
    ].flatMap(\.self)

    static let onePriceType = "There is one kind of price: \(ProductBook.priceType)."

    private static func title(_ call: Call) -> String { Text(ru: "Товары", en: "Products")[call.caller.language] }

    private static func catalog(_ call: Call) -> JSONObject {
        .of([
            "iblockId": .int(ProductBook.catalog), "iblockTypeId": "CRM_PRODUCT_CATALOG", "id": .int(ProductBook.catalog), "lid": "s1",
            "name": .string(title(call)), "productIblockId": .null, "skuPropertyId": .null, "subscription": "N", "vatId": .null,
        ])
    }

    // MARK: Units of measure

    private static let unitFields = [
        PlainField("id", "integer", .readOnly), PlainField("code", "integer", .required), PlainField("measureTitle", "string", .required),
        PlainField("symbol", "string", .required), PlainField("symbolIntl", "string"), PlainField("isDefault", "char"),
    ]

    private static let unit = Text(ru: "Единица измерения", en: "A unit of measure")

    private static let units: [RESTMethod] =
        CatalogFamily("measure", rows: "measures", scopeAbout: unit, described: unitFields).methods(
            list: { _, reader in
                try Measure.all(in: reader).map { unit in
                    .of([
                        "code": .int(unit.code), "id": .int(unit.id), "isDefault": .yesNo(unit.isDefault), "measureTitle": .string(unit.name),
                        "symbol": .string(unit.symbol), "symbolIntl": .null, "symbolLetterIntl": .null,
                    ])
                }
            }, save: save(unit:_:_:), delete: { try Measure.delete($0, $1) })
        + DictionaryFamily("measure", about: unit).methods(
            list: { reader in
                try Measure.all(in: reader).map { unit in
                    .of([
                        "ID": .id(unit.id), "CODE": .id(unit.code), "MEASURE_TITLE": .string(unit.name), "SYMBOL_RUS": .string(unit.symbol),
                        "SYMBOL_INTL": "", "SYMBOL_LETTER_INTL": "", "IS_DEFAULT": .yesNo(unit.isDefault),
                    ])
                }
            }, save: save(unit:_:_:), delete: { try Measure.delete($0, $1) })

    @Sendable private static func save(unit fields: JSONObject, _ id: Int64?, _ command: Command) throws -> Int64 {
        var unit = try id.map { try Measure.find($0, in: command.transaction) } ?? Measure(code: 0, name: "", symbol: "")
        if let code = fields.value("CODE")?.number { unit.code = code }
        if let name = (fields.value("MEASURE_TITLE") ?? fields.value("measureTitle"))?.scalarText { unit.name = name }
        if let symbol = (fields.value("SYMBOL_RUS") ?? fields.value("symbol"))?.scalarText { unit.symbol = symbol }
        if let isDefault = (fields.value("IS_DEFAULT") ?? fields.value("isDefault"))?.flag { unit.isDefault = isDefault }
        return try unit.save(command).id
    }

    // MARK: Rates of VAT

    private static let rateFields = [
        PlainField("id", "integer", .readOnly), PlainField("name", "string", .required), PlainField("rate", "double"),
        PlainField("active", "char"), PlainField("sort", "integer"),
    ]

    private static let rate = Text(ru: "Ставка НДС", en: "A rate of VAT")

    private static let rates: [RESTMethod] =
        CatalogFamily("vat", rows: "vats", scopeAbout: rate, described: rateFields).methods(
            list: { _, reader in
                try VATRate.all(in: reader).map { rate in
                    .of([
                        "active": .yesNo(rate.isActive), "excludeVat": .yesNo(rate.rate == nil), "id": .int(rate.id), "name": .string(rate.name),
                        "rate": rate.rate.map(JSONValue.amount) ?? .null, "sort": .int(rate.sort), "xmlId": .null,
                    ])
                }
            }, save: save(rate:_:_:), delete: { try VATRate.delete($0, $1) })
        + DictionaryFamily("vat", about: rate).methods(
            list: { reader in
                try VATRate.all(in: reader).map { rate in
                    .of([
                        "ID": .id(rate.id), "TIMESTAMP_X": "", "ACTIVE": .yesNo(rate.isActive), "C_SORT": .id(rate.sort), "NAME": .string(rate.name),
                        "RATE": rate.rate.map { .string(Money(minorUnits: $0).decimalString) } ?? .null,
                    ])
                }
            }, save: save(rate:_:_:), delete: { try VATRate.delete($0, $1) })

    @Sendable private static func save(rate fields: JSONObject, _ id: Int64?, _ command: Command) throws -> Int64 {
        var rate = try id.map { try VATRate.find($0, in: command.transaction) } ?? VATRate(name: "", rate: nil)
        if let name = fields.value("NAME")?.scalarText { rate.name = name }
        if let sort = (fields.value("C_SORT") ?? fields.value("SORT"))?.number { rate.sort = sort }
        if let isActive = fields.value("ACTIVE")?.flag { rate.isActive = isActive }
        if let percent = fields.value("RATE") { rate.rate = try share(percent) }
        if fields.value("excludeVat")?.flag ?? false { rate.rate = nil }
        return try rate.save(command).id
    }

    /// A percentage in hundredths.
    private static func share(_ json: JSONValue) throws -> Int64? {
        if json.isVoid { return nil }
        guard let number = json.scalarText.flatMap({ Value.number(parsing: $0) }), (0...100).contains(number) else {
            throw RESTFailure("RATE: a percentage from 0 to 100 is expected.")
        }
        return Int64((number * 100).rounded())
    }
}

/// A small dictionary in the older spelling: `crm.measure.*`, `crm.vat.*`.
struct DictionaryFamily: Sendable {
    private let name: String
    private let about: Text

    init(_ name: String, about: Text) {
        self.name = name
        self.about = about
    }

    func methods(
        list: @escaping @Sendable (any Reader) throws -> [JSONObject], save: @escaping @Sendable (JSONObject, Int64?, Command) throws -> Int64,
        delete: @escaping @Sendable (Int64, Command) throws -> Void
    ) -> [RESTMethod] {
        @Sendable func known(_ call: Call, _ reader: any Reader) throws -> (Int64, JSONObject) {
            let id = try call.parameters.id()
            guard let row = try list(reader).first(where: { $0["ID"]?.number == id }) else { throw RESTFailure.notFound }
            return (id, row)
        }
        return [
            .read("crm.\(name).fields", .crm, about(Text(ru: "описание полей", en: "describes the fields"))) { _, reader in
                let names = try list(reader).first?.keys ?? []
                return Answer(names.map { $0 == "ID" ? PlainField($0, "integer", .readOnly) : PlainField($0, "string") }.json)
            },
            .read("crm.\(name).list", .crm, about(Text(ru: "список", en: "lists them")), ListParameters.all) { call, reader in
                try RowList(rows: try list(reader)).asked(call).selected(call).page(call)
            },
            .read("crm.\(name).get", .crm, about(Text(ru: "читает", en: "reads it")), [ProductMethods.id]) { call, reader in
                Answer(.object(try known(call, reader).1))
            },
            .write("crm.\(name).add", .crm, about(Text(ru: "добавляет", en: "adds one")), [ProductMethods.fields]) { call, command in
                Answer(.int(try save(try call.fields(), nil, command)))
            },
            .write(
                "crm.\(name).update", .crm, about(Text(ru: "изменяет", en: "changes it")), [ProductMethods.id, ProductMethods.fields]
            ) { call, command in
                _ = try save(try call.fields(), try known(call, command.transaction).0, command)
                return Answer(true)
            },
            .write("crm.\(name).delete", .crm, about(Text(ru: "удаляет", en: "deletes it")), [ProductMethods.id]) { call, command in
                try delete(try known(call, command.transaction).0, command)
                return Answer(true)
            },
        ]
    }

    private func about(_ deed: Text) -> Text { about.does(deed) }
}
