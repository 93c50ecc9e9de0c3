import CRM
import Kernel
import Storage

/// `catalog.product.*` and `catalog.price.*`: the catalogue in the newer spelling; a product has one price, under its own number.
enum CatalogProductMethods {
    private static let missing = RESTFailure(400, "200040300000", "The product does not exist.")
    private static let productFields = [
        PlainField("id", "integer", .readOnly), PlainField("iblockId", "integer", .required, .immutable), PlainField("name", "string", .required),
        PlainField("active", "char"), PlainField("available", "char", .readOnly), PlainField("bundle", "char", .readOnly), PlainField("code", "string"),
        PlainField("xmlId", "string"), PlainField("sort", "integer"), PlainField("iblockSectionId", "integer"), PlainField("detailText", "string"),
        PlainField("detailTextType", "string", .readOnly), PlainField("measure", "integer"), PlainField("vatId", "integer"),
        PlainField("vatIncluded", "char"), PlainField("createdBy", "integer", .readOnly), PlainField("modifiedBy", "integer", .readOnly),
        PlainField("dateCreate", "datetime", .readOnly), PlainField("timestampX", "datetime", .readOnly), PlainField("type", "integer", .readOnly),
        PlainField("property\(ProductBook.article)", "productproperty"),
    ]
    private static let priceFields = [
        PlainField("id", "integer", .readOnly), PlainField("productId", "integer", .required, .immutable),
        PlainField("catalogGroupId", "integer", .required, .immutable), PlainField("price", "double", .required),
        PlainField("currency", "string", .required), PlainField("timestampX", "datetime", .readOnly),
    ]

    static let methods = products + prices

    private static let products: [RESTMethod] = [
        RESTMethod("catalog.product.getFieldsByFilter", .catalog, Text(ru: "Описание полей товара", en: "Describes the fields of a product")) { _ in
            Answer(["product": productFields.json])
        },
        .read("catalog.product.list", .catalog, Text(ru: "Товары по 50", en: "Products by fifty"), ListParameters.all) { call, reader in
            let book = try ProductBook(call, in: reader)
            let (products, total) = try book.select(call, in: reader)
            let rows = products.map { JSONValue.object(book.modern($0).selected(call, always: ["id"])) }
            return PageStart(call).answer(["products": .array(rows)], total: total)
        },
        .read("catalog.product.get", .catalog, Text(ru: "Читает товар", en: "Reads a product"), [ProductMethods.id]) { call, reader in
            let product = try ProductMethods.find(call, reader, or: missing)
            return Answer(["product": .object(try ProductBook(call, in: reader).modern(product))])
        },
        .write("catalog.product.add", .catalog, Text(ru: "Добавляет товар", en: "Adds a product"), [ProductMethods.fields]) { call, command in
            let book = try ProductBook(call, in: command.transaction)
            return Answer(["element": .object(book.modern(try ProductStore.save(try book.product(try call.fields(), over: nil), command)))])
        },
        .write(
            "catalog.product.update", .catalog, Text(ru: "Изменяет товар", en: "Changes a product"), [ProductMethods.id, ProductMethods.fields]
        ) { call, command in
            let book = try ProductBook(call, in: command.transaction)
            let known = try ProductMethods.find(call, command.transaction, or: missing)
            return Answer(["element": .object(book.modern(try ProductStore.save(try book.product(try call.fields(), over: known), command)))])
        },
        .write("catalog.product.delete", .catalog, Text(ru: "Удаляет товар", en: "Deletes a product"), [ProductMethods.id]) { call, command in
            try ProductStore.delete(try ProductMethods.find(call, command.transaction, or: missing).id, command)
            return Answer(true)
        },
    ]

    private static let prices: [RESTMethod] = [
        RESTMethod("catalog.price.getFields", .catalog, Text(ru: "Описание полей цены", en: "Describes the fields of a price")) { _ in
            Answer(["price": priceFields.json])
        },
        .read("catalog.price.list", .catalog, Text(ru: "Цены товаров по 50", en: "The prices of products by fifty"), ListParameters.all) { call, reader in
            let book = try ProductBook(call, in: reader)
            let (products, total) = try book.select(call, in: reader)
            let rows = products.map { JSONValue.object(book.price($0).selected(call, always: ["id"])) }
            return PageStart(call).answer(["prices": .array(rows)], total: total)
        },
        .read("catalog.price.get", .catalog, Text(ru: "Читает цену", en: "Reads a price"), [ProductMethods.id]) { call, reader in
            let product = try ProductMethods.find(call, reader, or: missing)
            return Answer(["price": .object(try ProductBook(call, in: reader).price(product))])
        },
        .write(
            "catalog.price.add", .catalog, Text(ru: "Даёт товару цену", en: "Gives a product its price"), [ProductMethods.fields]
        ) { call, command in
            let fields = try call.fields()
            if let type = fields.value("catalogGroupId"), type.number != ProductBook.priceType {
                throw RESTFailure(400, "0", CatalogMethods.onePriceType)
            }
            let id = fields.value("productId")?.number ?? 0
            guard let product = try ProductStore.products([id], in: command.transaction)[id] else { throw missing }
            return try save(fields, product, call, command)
        },
        .write(
            "catalog.price.update", .catalog, Text(ru: "Меняет цену", en: "Changes a price"), [ProductMethods.id, ProductMethods.fields]
        ) { call, command in
            try save(try call.fields(), try ProductMethods.find(call, command.transaction, or: missing), call, command)
        },
    ]

    private static func save(_ fields: JSONObject, _ product: Product, _ call: Call, _ command: Command) throws -> Answer {
        let book = try ProductBook(call, in: command.transaction)
        var product = product
        try book.setPrice(of: &product, fields.value("price"), fields.value("currency"))
        return Answer(["price": .object(book.price(try ProductStore.save(product, command)))])
    }
}
