import CRM
import Kernel
import Storage

/// `crm.product.*` and `crm.product.property.*`: the catalogue in the older spelling.
enum ProductMethods {
    static let id = RESTParameter("id", "integer", isRequired: true, Text(ru: "Номер", en: "The number"))
    static let fields = RESTParameter("fields", "object", isRequired: true, Text(ru: "Поля и значения", en: "Fields and values"))

    private static let described = [
        PlainField("ID", "integer", .readOnly), PlainField("CATALOG_ID", "integer", .immutable), PlainField("PRICE", "double"),
        PlainField("CURRENCY_ID", "string"), PlainField("NAME", "string", .required), PlainField("CODE", "string"),
        PlainField("DESCRIPTION", "string"), PlainField("DESCRIPTION_TYPE", "string", .readOnly), PlainField("ACTIVE", "char"),
        PlainField("SECTION_ID", "integer"), PlainField("SORT", "integer"), PlainField("VAT_ID", "integer"), PlainField("VAT_INCLUDED", "char"),
        PlainField("MEASURE", "integer"), PlainField("XML_ID", "string"), PlainField("PREVIEW_PICTURE", "product_file", .readOnly),
        PlainField("DETAIL_PICTURE", "product_file", .readOnly), PlainField("DATE_CREATE", "datetime", .readOnly),
        PlainField("TIMESTAMP_X", "datetime", .readOnly), PlainField("MODIFIED_BY", "integer", .readOnly),
        PlainField("CREATED_BY", "integer", .readOnly), PlainField("PROPERTY_\(ProductBook.article)", "product_property"),
    ]

    static let methods: [RESTMethod] = [
        RESTMethod("crm.product.fields", .crm, Text(ru: "Описание полей товара", en: "Describes the fields of a product")) { _ in
            Answer(described.json)
        },
        .read("crm.product.list", .crm, Text(ru: "Товары по 50", en: "Products by fifty"), ListParameters.all) { call, reader in
            let book = try ProductBook(call, in: reader)
            let (products, total) = try book.select(call, in: reader)
            return PageStart(call).answer(.array(products.map { .object(book.classic($0).selected(call)) }), total: total)
        },
        .read("crm.product.get", .crm, Text(ru: "Читает товар", en: "Reads a product"), [id]) { call, reader in
            Answer(.object(try ProductBook(call, in: reader).classic(try find(call, reader))))
        },
        .write("crm.product.add", .crm, Text(ru: "Добавляет товар", en: "Adds a product"), [fields]) { call, command in
            let book = try ProductBook(call, in: command.transaction)
            return Answer(.int(try ProductStore.save(try book.product(try call.fields(), over: nil), command).id))
        },
        .write("crm.product.update", .crm, Text(ru: "Изменяет товар", en: "Changes a product"), [id, fields]) { call, command in
            let book = try ProductBook(call, in: command.transaction)
            try ProductStore.save(try book.product(try call.fields(), over: try find(call, command.transaction)), command)
            return Answer(true)
        },
        .write("crm.product.delete", .crm, Text(ru: "Удаляет товар", en: "Deletes a product"), [id]) { call, command in
            try ProductStore.delete(try find(call, command.transaction).id, command)
            return Answer(true)
        },
        .read("crm.product.property.list", .crm, Text(ru: "Свойства товаров: артикул", en: "The properties of products: the article")) { call, _ in
            Answer([property(call)], total: 1)
        },
        .read("crm.product.property.get", .crm, Text(ru: "Свойство товара", en: "A property of products"), [id]) { call, _ in
            guard try call.parameters.id() == ProductBook.article else { throw RESTFailure.notFound }
            return Answer(property(call))
        },
    ]

    private static func property(_ call: Call) -> JSONValue {
        [
            "ID": .id(ProductBook.article), "IBLOCK_ID": .id(ProductBook.catalog), "NAME": .string(Text(ru: "Артикул", en: "Article")[call.caller.language]),
            "CODE": "ARTNUMBER", "ACTIVE": "Y", "IS_REQUIRED": "N", "SORT": "100", "PROPERTY_TYPE": "S", "MULTIPLE": "N", "XML_ID": "ARTNUMBER",
            "USER_TYPE": .null,
        ]
    }

    /// The product that a call names.
    static func find(_ call: Call, _ reader: any Reader, or failure: RESTFailure = RESTFailure("Product is not found")) throws -> Product {
        let id = try call.parameters.id(or: failure)
        guard let product = try ProductStore.products([id], in: reader)[id] else { throw failure }
        return product
    }
}
