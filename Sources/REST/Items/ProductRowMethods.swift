import CRM
import Kernel
import Storage

/// `crm.lead.productrows.*`, `crm.deal.productrows.*` and `crm.item.productrow.*`: what is sold.
enum ProductRowMethods {
    private static let id = RESTParameter("id", "integer", isRequired: true, Text(ru: "Номер", en: "The number"))
    private static let rows = RESTParameter("rows", "object[]", isRequired: true, Text(ru: "Все строки", en: "All rows"))

    static let methods: [RESTMethod] = classic(.lead) + classic(.deal) + older + modern

    private static func classic(_ entity: EntityType) -> [RESTMethod] {
        let prefix = "crm.\(entity.code.lowercased()).productrows"
        return [
            .read("\(prefix).get", .crm, Text(ru: "Товары элемента", en: "The products of an item"), [id]) { call, reader in
                let item = try ClassicItemMethods.find(DocumentID(entity, try call.parameters.id()), call, reader)
                let all = try call.services.items.products(of: item.id, in: reader)
                return Answer(.array(all.enumerated().map { .object(ProductRowJSON.classic($1, of: item.id, at: $0)) }))
            },
            .write("\(prefix).set", .crm, Text(ru: "Заменяет товары", en: "Replaces the products"), [id, rows]) { call, command in
                let item = try ClassicItemMethods.find(DocumentID(entity, try call.parameters.id()), call, command.transaction)
                guard let given = call.parameters["rows"], given.scalarText == nil else { throw RESTFailure.mustBeArray("rows") }
                let all = try given.elements.map { try ProductRowJSON.row(try ProductRowJSON.object($0), changing: nil) }
                try call.services.items.setProducts(item.id, all, for: call.viewer, command)
                return Answer(true)
            },
        ]
    }

    private static let older: [RESTMethod] = [
        RESTMethod("crm.productrow.fields", .crm, Text(ru: "Описание полей строки", en: "Describes the fields of a row")) { _ in
            Answer([
                PlainField("ID", "integer", .readOnly), PlainField("OWNER_ID", "integer", .required, .immutable),
                PlainField("OWNER_TYPE", "string", .required, .immutable), PlainField("PRODUCT_ID", "integer"), PlainField("PRODUCT_NAME", "string"),
                PlainField("PRICE", "double"), PlainField("PRICE_EXCLUSIVE", "double", .readOnly), PlainField("PRICE_NETTO", "double", .readOnly),
                PlainField("PRICE_BRUTTO", "double", .readOnly), PlainField("QUANTITY", "double"), PlainField("DISCOUNT_TYPE_ID", "integer"),
                PlainField("DISCOUNT_RATE", "double"), PlainField("DISCOUNT_SUM", "double"), PlainField("TAX_RATE", "double"),
                PlainField("TAX_INCLUDED", "char"), PlainField("CUSTOMIZED", "char"), PlainField("MEASURE_NAME", "string"), PlainField("SORT", "integer"),
            ].json)
        },
        .read(
            "crm.productrow.list", .crm, Text(ru: "Строки товаров одного элемента", en: "The rows of products of one item"), ListParameters.all
        ) { call, reader in
            let filter = try call.parameters.object("filter") ?? JSONObject()
            func value(_ name: String) -> JSONValue? { filter.value(name) ?? filter.value("=" + name) }
            let owner = try owner(value("OWNER_TYPE"), value("OWNER_ID"), call, reader)
            let all = try call.services.items.products(of: owner, in: reader).enumerated().map { ProductRowJSON.classic($1, of: owner, at: $0) }
            return RowList(rows: all).sorted(try call.parameters.object("order") ?? JSONObject()).page(call)
        },
    ]

    private static let modern: [RESTMethod] = [
        RESTMethod("crm.item.productrow.fields", .crm, Text(ru: "Описание полей", en: "Describes the fields")) { _ in
            Answer(["fields": [
                PlainField("id", "integer", .readOnly), PlainField("ownerId", "integer", .required, .immutable),
                PlainField("ownerType", "string", .required, .immutable), PlainField("productId", "integer"),
                PlainField("productName", "string"), PlainField("price", "double"),
                PlainField("priceExclusive", "double", .readOnly), PlainField("priceNetto", "double", .readOnly),
                PlainField("priceBrutto", "double", .readOnly), PlainField("quantity", "double"),
                PlainField("discountTypeId", "integer"), PlainField("discountRate", "double"),
                PlainField("discountSum", "double"), PlainField("taxRate", "double"), PlainField("taxIncluded", "char"),
                PlainField("customized", "char"), PlainField("measureCode", "integer"), PlainField("measureName", "string"),
                PlainField("sort", "integer"), PlainField("type", "integer", .readOnly),
            ].json])
        },
        .write("crm.item.productrow.add", .crm, Text(ru: "Добавляет строку", en: "Adds a row")) { call, command in
            let fields = try call.parameters.object("fields") ?? JSONObject()
            let owner = try owner(fields.value("ownerType"), fields.value("ownerId"), call, command.transaction)
            let all = try call.services.items.products(of: owner, in: command.transaction)
            try call.services.items.setProducts(owner, all + [try ProductRowJSON.row(fields, changing: nil)], for: call.viewer, command)
            let stored = try call.services.items.products(of: owner, in: command.transaction)
            return Answer(["productRow": .object(ProductRowJSON.modern(stored[stored.count - 1], of: owner, at: stored.count - 1))])
        },
        .write("crm.item.productrow.set", .crm, Text(ru: "Заменяет строки", en: "Replaces the rows")) { call, command in
            let owner = try owner(call.parameters["ownerType"], call.parameters["ownerId"], call, command.transaction)
            guard let given = call.parameters["productRows"], given.scalarText == nil else { throw RESTFailure.missing("productRows") }
            let all = try given.elements.map { try ProductRowJSON.row(try ProductRowJSON.object($0), changing: nil) }
            try call.services.items.setProducts(owner, all, for: call.viewer, command)
            return Answer(["productRows": .array(try list(owner, call, command.transaction))])
        },
        .read("crm.item.productrow.get", .crm, Text(ru: "Читает строку", en: "Reads a row"), [id]) { call, reader in
            let (owner, all, place) = try find(call, reader)
            return Answer(["productRow": .object(ProductRowJSON.modern(all[place], of: owner, at: place))])
        },
        .read("crm.item.productrow.list", .crm, Text(ru: "Строки одного элемента", en: "The rows of one item")) { call, reader in
            let filter = try call.parameters.object("filter") ?? JSONObject()
            let owner = try owner(
                filter.value("=ownerType") ?? filter.value("ownerType"), filter.value("=ownerId") ?? filter.value("ownerId"), call, reader)
            let start = PageStart(call)
            let rows = try list(owner, call, reader)
            return start.answer(["productRows": .array(Array(rows.dropFirst(start.offset).prefix(PageStart.size)))], total: rows.count)
        },
        .write("crm.item.productrow.update", .crm, Text(ru: "Изменяет строку", en: "Changes a row"), [id]) { call, command in
            var (owner, all, place) = try find(call, command.transaction)
            all[place] = try ProductRowJSON.row(try call.parameters.object("fields") ?? JSONObject(), changing: all[place])
            try call.services.items.setProducts(owner, all, for: call.viewer, command)
            return Answer(["productRow": .object(ProductRowJSON.modern(all[place], of: owner, at: place))])
        },
        .write("crm.item.productrow.delete", .crm, Text(ru: "Удаляет строку", en: "Deletes a row"), [id]) { call, command in
            var (owner, all, place) = try find(call, command.transaction)
            all.remove(at: place)
            try call.services.items.setProducts(owner, all, for: call.viewer, command)
            return Answer(nil)
        },
    ]

    private static func owner(_ type: JSONValue?, _ id: JSONValue?, _ call: Call, _ reader: any Reader) throws -> DocumentID {
        guard let code = type?.scalarText, let number = id?.number else { throw RESTFailure(400, "INVALID_ARG_VALUE", "ownerType and ownerId are required") }
        guard let document = DocumentID(contractCode: "\(code)_\(number)"), document.entity?.hasStages == true else {
            throw RESTFailure(400, "ENTITY_TYPE_NOT_SUPPORTED", "Entity type \(code) is not supported")
        }
        return try ClassicItemMethods.find(document, call, reader, or: RESTFailure(400, "OWNER_NOT_FOUND", "Owner not found")).id
    }

    private static func find(_ call: Call, _ reader: any Reader) throws -> (DocumentID, [ProductRow], Int) {
        let notFound = RESTFailure(400, "NOT_FOUND", "Product row not found")
        let id = try call.parameters.id(or: notFound)
        guard let owner = try ProductRows.owner(of: id, in: reader) else { throw notFound }
        _ = try ClassicItemMethods.find(owner, call, reader, or: notFound)
        let all = try call.services.items.products(of: owner, in: reader)
        guard let place = all.firstIndex(where: { $0.id == id }) else { throw notFound }
        return (owner, all, place)
    }

    private static func list(_ owner: DocumentID, _ call: Call, _ reader: any Reader) throws -> [JSONValue] {
        try call.services.items.products(of: owner, in: reader).enumerated().map { .object(ProductRowJSON.modern($1, of: owner, at: $0)) }
    }
}
