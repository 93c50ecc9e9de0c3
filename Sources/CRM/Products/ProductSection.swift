import Kernel
import Storage

/// A section of the catalogue of products; sections stand within sections.
package struct ProductSection: Sendable, Equatable {
    package let id: Int64
    package var parent: Int64?
    package var name: String
    /// For addresses and programs; nil for none.
    package var code: String?
    /// Its id in an outside system; nil for none.
    package var xmlID: String?
    package var sort: Int64

    /// - Parameter id: 0 for one that is about to be added.
    package init(id: Int64 = 0, parent: Int64? = nil, name: String, code: String? = nil, xmlID: String? = nil, sort: Int64 = 500) {
        self.id = id
        self.parent = parent
        self.name = name
        self.code = code
        self.xmlID = xmlID
        self.sort = sort
    }
}

/// The rows of `product_sections`.
package enum ProductSections {
    /// All of them, in their order.
    package static func all(in reader: any Reader) throws -> [ProductSection] {
        try reader.query("select id, parent, name, code, xml_id, sort from product_sections order by sort, name, id") { row in
            ProductSection(
                id: row.int64(0), parent: row.optional(1, Row.int64), name: row.text(2), code: row.optionalText(3), xmlID: row.optionalText(4),
                sort: row.int64(5))
        }
    }

    /// - Throws: `Failure` `.notFound`.
    package static func section(_ id: Int64, in reader: any Reader) throws -> ProductSection {
        try section(id, among: all(in: reader))
    }

    private static func section(_ id: Int64, among known: [ProductSection]) throws -> ProductSection {
        guard let section = known.first(where: { $0.id == id }) else { throw Failure(.notFound, ProductTexts.noSection) }
        return section
    }

    /// Adds a section when its id is 0, else changes it.
    /// - Throws: `Failure` `.invalid` at `NAME` or `SECTION_ID`, `.notFound`.
    @discardableResult
    package static func save(_ section: ProductSection, _ command: Command) throws -> ProductSection {
        try command.require(.configurePortal)
        try command.transaction.actAlone()
        var section = section
        section.name = section.name.withoutOuterSpace
        if section.name.isEmpty || section.name.count > 500 { throw Failure(.invalid, ProductTexts.noSectionName, field: "NAME") }
        let known = try all(in: command.transaction)
        if section.id != 0 { _ = try self.section(section.id, among: known) }
        if let parent = section.parent {
            guard known.contains(where: { $0.id == parent }) else { throw Failure(.invalid, ProductTexts.noSection, field: "SECTION_ID") }
            guard section.id == 0 || !below(section.id, known).contains(parent) else {
                throw Failure(.invalid, ProductTexts.sectionCircle, field: "SECTION_ID")
            }
        }
        let id = section.id == 0 ? try command.transaction.nextID("product_sections") : section.id
        try command.transaction.execute(
            """
            insert into product_sections (id, parent, name, code, xml_id, sort, created_at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (id) do update set parent = excluded.parent, name = excluded.name, code = excluded.code,
                xml_id = excluded.xml_id, sort = excluded.sort
            """, [id, section.parent, section.name, section.code, section.xmlID, section.sort, command.now])
        command.raise(ProgramNotice("ONCRMPRODUCTSECTION\(section.id == 0 ? "ADD" : "UPDATE")", number: id))
        return ProductSection(
            id: id, parent: section.parent, name: section.name, code: section.code, xmlID: section.xmlID, sort: section.sort)
    }

    /// Deletes a section; its products and the sections within it go up to the one above.
    /// - Throws: `Failure` `.notFound`.
    package static func delete(_ id: Int64, _ command: Command) throws {
        try command.require(.configurePortal)
        let section = try section(id, in: command.transaction)
        try command.transaction.execute("update product_sections set parent = $2 where parent = $1", [id, section.parent])
        try command.transaction.execute("update products set section = $2 where section = $1", [id, section.parent])
        try command.transaction.execute("delete from product_sections where id = $1", [id])
        command.raise(ProgramNotice("ONCRMPRODUCTSECTIONDELETE", number: id))
    }

    /// A section and everything within it.
    package static func below(_ id: Int64, _ sections: [ProductSection]) -> Set<Int64> {
        var found: Set<Int64> = [id]
        var edge = found
        while !edge.isEmpty {
            edge = Set(sections.filter { $0.parent.map(edge.contains) ?? false }.map(\.id)).subtracting(found)
            found.formUnion(edge)
        }
        return found
    }

    /// Sections with how deep each stands, the way a tree is read from top to bottom.
    package static func tree(_ sections: [ProductSection]) -> [(section: ProductSection, depth: Int)] {
        let known = Set(sections.map(\.id))
        let children = Dictionary(grouping: sections) { $0.parent.flatMap { known.contains($0) ? $0 : nil } ?? 0 }
        func read(_ parent: Int64, _ depth: Int) -> [(section: ProductSection, depth: Int)] {
            (children[parent] ?? []).flatMap { [($0, depth)] + read($0.id, depth + 1) }
        }
        return read(0, 0)
    }
}
