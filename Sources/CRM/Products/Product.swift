import Kernel
import Storage

/// A product of the catalogue, from which rows of deals are filled. Rows keep their own name and price: a change here
/// changes no deal.
package struct Product: Hashable, Sendable {
    package let id: Int64
    package var name: String
    package var article: String?
    package var unit: String
    package var price: Money
    /// In hundredths of a percent; nil is «без НДС».
    package var taxRate: Int64?
    package var isTaxIncluded: Bool
    /// False: no longer offered.
    package var isActive: Bool
    /// The section that it stands in; nil for none.
    package var section: Int64?
    package var description = ""
    /// For addresses and programs; nil for none.
    package var code: String?
    /// Its id in an outside system (1С); nil for none.
    package var xmlID: String?
    /// Programs list by it; 0 puts a new one at the end.
    package var sort: Int64 = 0
    package internal(set) var createdAt: Timestamp?
    package internal(set) var createdBy: UserID?
    package internal(set) var changedAt: Timestamp?
    package internal(set) var changedBy: UserID?

    package init(
        id: Int64 = 0, name: String, article: String? = nil, unit: String = "", price: Money, taxRate: Int64? = nil,
        isTaxIncluded: Bool = true, isActive: Bool = true
    ) {
        self.id = id
        self.name = name
        self.article = article
        self.unit = unit
        self.price = price
        self.taxRate = taxRate
        self.isTaxIncluded = isTaxIncluded
        self.isActive = isActive
    }

    /// A row of one piece.
    package var row: ProductRow {
        ProductRow(
            product: id, name: name, unit: unit, price: price.minorUnits, taxRate: taxRate, isTaxIncluded: isTaxIncluded)
    }
}

/// Which part of the catalogue.
package enum ProductPart: String, Sendable, CaseIterable {
    case offered, archived, all

    var sql: String {
        switch self {
        case .offered: "= 1"
        case .archived: "= 0"
        case .all: "in (0, 1)"
        }
    }
}

/// The rows of `products`.
package enum ProductStore {
    private static let columns = """
        id, name, article, unit, price, currency, tax_rate, is_tax_included, is_active, section, description, code, xml_id, sort,
        created_at, created_by, changed_at, changed_by
        """

    /// Products by name or article, in alphabetical order.
    /// - Parameter sections: only those that stand in one of these; nil for all.
    package static func list(
        _ part: ProductPart = .offered, search text: String = "", sections: Set<Int64>? = nil, limit: Int = 100, offset: Int = 0,
        in reader: any Reader
    ) throws -> [Product] {
        let (condition, arguments) = condition(part, text, sections, reader)
        return try reader.query(
            "select \(columns) from products where \(condition) order by search, id limit $3 offset $4", arguments + [limit, offset], read)
    }

    private static func condition(
        _ part: ProductPart, _ text: String, _ sections: Set<Int64>?, _ reader: any Reader
    ) -> (sql: String, arguments: [any SQLConvertible]) {
        let isThere = sections == nil ? "$2 = '[]'" : reader.dialect.isOneOf("section", parameter: "$2")
        return (
            "search like $1 escape '\\' and is_active \(part.sql) and \(isThere)",
            [SearchText.pattern(text), (sections ?? []).sorted().idsJSON]
        )
    }

    /// The ids of all of them, in the same order or as they came in.
    static func ids(
        _ part: ProductPart, search text: String = "", sections: Set<Int64>? = nil, asEntered: Bool = false, in reader: any Reader
    ) throws -> [Int64] {
        let (condition, arguments) = condition(part, text, sections, reader)
        return try reader.query(
            "select id from products where \(condition) order by \(asEntered ? "id" : "search, id")", arguments
        ) { $0.int64(0) }
    }

    /// How many there are of the products that `list` gives.
    package static func count(
        _ part: ProductPart, search text: String = "", sections: Set<Int64>? = nil, in reader: any Reader
    ) throws -> Int {
        let (condition, arguments) = condition(part, text, sections, reader)
        return try reader.count("select count(*) from products where \(condition)", arguments)
    }

    /// The products of these ids, archived ones too.
    package static func products(_ ids: Set<Int64>, in reader: any Reader) throws -> [Int64: Product] {
        if ids.isEmpty { return [:] }
        let found = try reader.query(
            "select \(columns) from products where \(reader.dialect.isOneOf("id", parameter: "$1"))", [ids.sorted().idsJSON], read)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    }

    /// The offered products that are called exactly so, upper and lower case apart: what a free text in a row means.
    package static func named(_ names: Set<String>, in reader: any Reader) throws -> [String: Product] {
        if names.isEmpty { return [:] }
        let list = names.sorted().textsJSON
        let found = try reader.query(
            """
            select \(columns) from products where is_active = 1 and \(reader.dialect.isOneOf("name", texts: "$1")) order by id
            """, [list], read)
        return Dictionary(found.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The products of these names or articles, archived ones too, the oldest last.
    static func called(_ names: Set<String>, in reader: any Reader) throws -> [Product] {
        let dialect = reader.dialect
        return try reader.query(
            """
            select \(columns) from products where \(dialect.isOneOf("name", texts: "$1")) or \(dialect.isOneOf("article", texts: "$1"))
            order by id desc
            """, [names.sorted().textsJSON], read)
    }

    /// - Throws: `Failure` `.notFound`.
    package static func product(_ id: Int64, in reader: any Reader) throws -> Product {
        guard let product = try reader.first("select \(columns) from products where id = $1", [id], read) else {
            throw Failure(.notFound, ProductTexts.noProduct)
        }
        return product
    }

    /// Adds a product when its id is 0, else changes it.
    /// - Throws: `Failure` `.invalid` at the field that is wrong, `.notFound`.
    @discardableResult
    package static func save(_ product: Product, _ command: Command) throws -> Product {
        try command.require(.configurePortal)
        try check(product, in: command.transaction)
        let isNew = product.id == 0
        let id = isNew ? try command.transaction.nextID("products") : product.id
        if !isNew { _ = try self.product(id, in: command.transaction) }
        try command.transaction.execute(
            """
            insert into products (id, name, search, article, unit, price, currency, tax_rate, is_tax_included, is_active, sort,
                section, description, code, xml_id, created_at, created_by, changed_at, changed_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $16, $17)
            on conflict (id) do update set name = excluded.name, search = excluded.search, article = excluded.article,
                unit = excluded.unit, price = excluded.price, currency = excluded.currency, tax_rate = excluded.tax_rate,
                is_tax_included = excluded.is_tax_included, is_active = excluded.is_active, sort = excluded.sort,
                section = excluded.section, description = excluded.description, code = excluded.code, xml_id = excluded.xml_id,
                changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """,
            [
                id, product.name, SearchText.normalized("\(product.name) \(product.article ?? "")"), product.article,
                product.unit, product.price.minorUnits, product.price.currency, product.taxRate, product.isTaxIncluded,
                product.isActive, product.sort == 0 ? id : product.sort, product.section, product.description, product.code, product.xmlID,
                command.now, command.actor.user,
            ])
        command.raise(ProgramNotice(isNew ? "ONCRMPRODUCTADD" : "ONCRMPRODUCTUPDATE", number: id))
        return try self.product(id, in: command.transaction)
    }

    /// Takes it out of what is offered, or back. Deals that have it keep it.
    package static func setOffered(_ isOffered: Bool, _ id: Int64, _ command: Command) throws {
        var product = try product(id, in: command.transaction)
        product.isActive = isOffered
        try save(product, command)
    }

    private static func check(_ product: Product, in reader: any Reader) throws {
        if product.name.withoutOuterSpace.isEmpty || product.name.count > 1000 {
            throw Failure(.invalid, ProductTexts.noName, field: "NAME")
        }
        guard (0...MoneyField.limit).contains(product.price.minorUnits) else {
            throw Failure(.invalid, ProductTexts.badPrice, field: "PRICE")
        }
        if let rate = product.taxRate, !(0...10_000).contains(rate) {
            throw Failure(.invalid, ProductTexts.badTax, field: "VAT")
        }
        if product.description.count > 20_000 { throw Failure(.invalid, ProductTexts.longDescription, field: "DESCRIPTION") }
        let codes = [product.article, product.code, product.xmlID, product.unit].compactMap(\.self)
        if codes.contains(where: { $0.count > 500 }) { throw Failure(.invalid, ProductTexts.longCode) }
        if let section = product.section, try !reader.exists("select 1 from product_sections where id = $1", [section]) {
            throw Failure(.invalid, ProductTexts.noSection, field: "SECTION_ID")
        }
    }

    private static func read(_ row: Row) -> Product {
        var product = Product(
            id: row.int64(0), name: row.text(1), article: row.optionalText(2), unit: row.text(3),
            price: Money(minorUnits: row.int64(4), currency: row.text(5)), taxRate: row.isNull(6) ? nil : row.int64(6),
            isTaxIncluded: row.bool(7), isActive: row.bool(8))
        product.section = row.optional(9, Row.int64)
        product.description = row.text(10)
        product.code = row.optionalText(11)
        product.xmlID = row.optionalText(12)
        product.sort = row.int64(13)
        product.createdAt = row.optionalTimestamp(14)
        product.createdBy = row.optionalID(15)
        product.changedAt = row.optionalTimestamp(16)
        product.changedBy = row.optionalID(17)
        return product
    }
}
