import Kernel
import Storage

/// The columns of a table of products. Fields of no entity: only their types and names count.
package enum ProductTable {
    static let name: FieldCode = "NAME"
    static let article: FieldCode = "ARTICLE"
    static let unit: FieldCode = "UNIT"
    static let price: FieldCode = "PRICE"
    static let tax: FieldCode = "VAT"
    static let taxIncluded: FieldCode = "VAT_INCLUDED"
    static let active: FieldCode = "ACTIVE"

    package static let fields: [Field] = [
        TableFields.field(.id, IntegerField(), ExportTexts.id, .readOnly),
        TableFields.field(name, StringField(), ExportTexts.name, .required),
        TableFields.field(article, StringField(), ExportTexts.article),
        TableFields.field(unit, StringField(), ExportTexts.unit),
        TableFields.field(price, MoneyField(), ExportTexts.price),
        TableFields.field(TableFields.currency, StringField(), ExportTexts.currency),
        TableFields.field(tax, DoubleField(), ExportTexts.tax),
        TableFields.field(taxIncluded, BooleanField(), ExportTexts.taxIncluded),
        TableFields.field(active, BooleanField(), ExportTexts.offered),
    ]
}

/// What fields of tables have in common that belong to no item.
package enum TableFields {
    /// A field must name an entity; only stages and pipelines ask for it.
    static let noEntity = EntityType.deal
    /// The currency of the sum in the same row.
    package static let currency: FieldCode = "CURRENCY_ID"

    /// Only its type and names count.
    static func field(
        _ code: FieldCode, _ type: any FieldType, _ title: Text, _ flags: FieldFlags = [], options: [FieldOption] = []
    ) -> Field {
        Field(noEntity, code, type, .system([]), title, flags, options: options)
    }
}

extension Export {
    /// The part of the catalogue that a page shows, or all of it. Everybody may see it.
    /// - Parameter section: only what stands in it or below; nil for all.
    package static func products(
        _ part: ProductPart, search text: String = "", section: Int64? = nil, asEntered: Bool = false, _ language: Language, in reader: any Reader
    ) throws -> Export {
        let sections = try section.map { ProductSections.below($0, try ProductSections.all(in: reader)) }
        let ids = try ProductStore.ids(part, search: text, sections: sections, asEntered: asEntered, in: reader)
        return Export(
            title: ExportTexts.products[language], headings: ProductTable.fields.map { $0.title[language] }, count: ids.count
        ) { range, reader in
            let part = Array(ids[range])
            let known = try ProductStore.products(Set(part), in: reader)
            return part.compactMap { known[$0] }.map(cells)
        }
    }

    private static func cells(_ product: Product) -> [SheetCell] {
        [
            .number(Double(product.id)), .text(product.name), product.article.map(SheetCell.text) ?? .empty,
            product.unit.isEmpty ? .empty : .text(product.unit), .money(product.price), .text(product.price.currency),
            product.taxRate.map { .number(Double($0) / 100) } ?? .empty, .flag(product.isTaxIncluded), .flag(product.isActive),
        ]
    }
}
