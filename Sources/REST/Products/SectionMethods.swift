import CRM
import Kernel
import Storage

/// `crm.productsection.*` and `catalog.section.*`: the sections of the catalogue.
enum SectionMethods {
    static let methods = classic + modern

    private static let described = [
        PlainField("ID", "integer", .readOnly), PlainField("CATALOG_ID", "integer", .immutable), PlainField("NAME", "string", .required),
        PlainField("SECTION_ID", "integer"), PlainField("XML_ID", "string"), PlainField("CODE", "string"), PlainField("SORT", "integer"),
    ]

    private static let classic: [RESTMethod] = [
        RESTMethod("crm.productsection.fields", .crm, Text(ru: "Описание полей раздела", en: "Describes the fields of a section")) { _ in
            Answer(described.json)
        },
        .read("crm.productsection.list", .crm, Text(ru: "Разделы товаров", en: "The sections of products"), ListParameters.all) { call, reader in
            try RowList(rows: try ProductSections.all(in: reader).map(row)).asked(call).selected(call).page(call)
        },
        .read("crm.productsection.get", .crm, Text(ru: "Читает раздел", en: "Reads a section"), [ProductMethods.id]) { call, reader in
            Answer(.object(row(try find(call, reader))))
        },
        .write("crm.productsection.add", .crm, Text(ru: "Добавляет раздел", en: "Adds a section"), [ProductMethods.fields]) { call, command in
            Answer(.int(try ProductSections.save(section(try call.fields(), over: ProductSection(name: "")), command).id))
        },
        .write(
            "crm.productsection.update", .crm, Text(ru: "Изменяет раздел", en: "Changes a section"), [ProductMethods.id, ProductMethods.fields]
        ) { call, command in
            try ProductSections.save(section(try call.fields(), over: try find(call, command.transaction)), command)
            return Answer(true)
        },
        .write(
            "crm.productsection.delete", .crm,
            Text(ru: "Удаляет раздел; его товары переходят в раздел выше", en: "Deletes a section; its products go to the one above"), [ProductMethods.id]
        ) { call, command in
            try ProductSections.delete(try find(call, command.transaction).id, command)
            return Answer(true)
        },
    ]

    private static let modern: [RESTMethod] = CatalogFamily(
        "section", rows: "sections", scopeAbout: Text(ru: "Раздел товаров", en: "A section of products"),
        described: [
            PlainField("id", "integer", .readOnly), PlainField("iblockId", "integer", .required, .immutable), PlainField("name", "string", .required),
            PlainField("iblockSectionId", "integer"), PlainField("xmlId", "string"), PlainField("code", "string"), PlainField("sort", "integer"),
            PlainField("active", "char", .readOnly),
        ]
    ).methods(
        list: { _, reader in try ProductSections.all(in: reader).map(modernRow) },
        save: { fields, id, command in
            let known = try id.map { try ProductSections.section($0, in: command.transaction) } ?? ProductSection(name: "")
            return try ProductSections.save(section(fields, over: known), command).id
        }, delete: { try ProductSections.delete($0, $1) })

    private static func row(_ section: ProductSection) -> JSONObject {
        .of([
            "ID": .id(section.id), "CATALOG_ID": .id(ProductBook.catalog), "SECTION_ID": section.parent.map { .id($0) } ?? .null,
            "NAME": .string(section.name), "XML_ID": .string(section.xmlID ?? ""), "CODE": .string(section.code ?? ""), "SORT": .id(section.sort),
        ])
    }

    private static func modernRow(_ section: ProductSection) -> JSONObject {
        .of([
            "active": "Y", "code": .string(section.code ?? ""), "description": .null, "descriptionType": "text", "iblockId": .int(ProductBook.catalog),
            "iblockSectionId": section.parent.map(JSONValue.int) ?? .null, "id": .int(section.id), "name": .string(section.name),
            "sort": .int(section.sort), "xmlId": .string(section.xmlID ?? ""),
        ])
    }

    private static func section(_ fields: JSONObject, over known: ProductSection) -> ProductSection {
        var section = known
        if let name = fields.value("NAME")?.scalarText { section.name = name }
        if let parent = fields.value("SECTION_ID") ?? fields.value("iblockSectionId") { section.parent = parent.number.flatMap { $0 > 0 ? $0 : nil } }
        if let code = fields.value("CODE") { section.code = code.scalarText.flatMap { $0.isEmpty ? nil : $0 } }
        if let id = fields.value("XML_ID") ?? fields.value("xmlId") { section.xmlID = id.scalarText.flatMap { $0.isEmpty ? nil : $0 } }
        if let sort = fields.value("SORT")?.number { section.sort = sort }
        return section
    }

    private static func find(_ call: Call, _ reader: any Reader) throws -> ProductSection {
        let id = try call.parameters.id()
        guard let section = try ProductSections.all(in: reader).first(where: { $0.id == id }) else { throw RESTFailure.notFound }
        return section
    }
}
