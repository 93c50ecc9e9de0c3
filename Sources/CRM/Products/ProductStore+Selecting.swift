import Kernel
import Storage

extension ProductStore {
    /// Products for a program: any tests by the names of the REST API, any order, a stretch of them; and how many there are in all.
    /// - Parameter isCounted: whether they are counted; else the total is 0.
    package static func select(
        _ tree: FieldTree?, order: [ItemSort] = [], offset: Int = 0, limit: Int, isCounted: Bool = true, dates: DateSetting,
        in reader: any Reader
    ) throws -> (products: [Product], total: Int) {
        var conditions = RowConditions(selectable, dates: dates, reader.dialect)
        if let tree { conditions.add(tree) }
        let total =
            isCounted ? try reader.count("select count(*) from products p where \(conditions.sql)", conditions.arguments) : 0
        let sorting = conditions.order(order, id: "p.id")
        let page = "limit \(conditions.argument(limit)) offset \(conditions.argument(offset))"
        let ids = try reader.query(
            "select p.id from products p where \(conditions.sql) order by \(sorting) \(page)", conditions.arguments
        ) { $0.int64(0) }
        let found = try products(Set(ids), in: reader)
        return (ids.compactMap { found[$0] }, total)
    }

    /// Whether programs may filter or sort by a name.
    package static func isSelectable(_ code: FieldCode) -> Bool { selectable[code] != nil }

    private static let selectable: [FieldCode: RowColumn] = [
        "ID": .number("p.id"), "NAME": .text("p.name"), "CODE": .text("nullif(p.code, '')"), "XML_ID": .text("nullif(p.xml_id, '')"),
        "ACTIVE": .flag("p.is_active"), "SORT": .number("p.sort"), "SECTION_ID": .reference("p.section"),
        // In minor units; who asks multiplies.
        "PRICE": .number("p.price"), "CURRENCY_ID": .text("p.currency"), "VAT_RATE": .number("p.tax_rate"),
        "VAT_INCLUDED": .flag("p.is_tax_included"), "MEASURE_SYMBOL": .text("nullif(p.unit, '')"), "ARTICLE": .text("nullif(p.article, '')"),
        "DESCRIPTION": .text("nullif(p.description, '')"), "DATE_CREATE": .moment("p.created_at"), "TIMESTAMP_X": .moment("p.changed_at"),
        "CREATED_BY": .reference("p.created_by"), "MODIFIED_BY": .reference("p.changed_by"),
    ]

    /// Deletes a product for good. Rows that have it keep their name and price.
    /// - Throws: `Failure` `.notFound`.
    package static func delete(_ id: Int64, _ command: Command) throws {
        try command.require(.configurePortal)
        _ = try product(id, in: command.transaction)
        try command.transaction.execute("delete from products where id = $1", [id])
        command.raise(ProgramNotice("ONCRMPRODUCTDELETE", number: id))
    }
}
