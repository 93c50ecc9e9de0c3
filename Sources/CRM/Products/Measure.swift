import Kernel
import Storage

/// A unit of measure, from which those of products are chosen. Products and rows keep the symbol as text.
package struct Measure: Sendable, Equatable {
    package let id: Int64
    /// In the classifier of units (ОКЕИ): 796 is a piece.
    package var code: Int64
    package var name: String
    /// «шт»
    package var symbol: String
    package var isDefault: Bool

    /// - Parameter id: 0 for one that is about to be added.
    package init(id: Int64 = 0, code: Int64, name: String, symbol: String, isDefault: Bool = false) {
        self.id = id
        self.code = code
        self.name = name
        self.symbol = symbol
        self.isDefault = isDefault
    }

    /// All of them, the usual one first.
    package static func all(in reader: any Reader) throws -> [Measure] {
        try reader.query("select id, code, name, symbol, is_default from measures order by is_default desc, name, id") { row in
            Measure(id: row.int64(0), code: row.int64(1), name: row.text(2), symbol: row.text(3), isDefault: row.bool(4))
        }
    }

    /// - Throws: `Failure` `.notFound`.
    package static func find(_ id: Int64, in reader: any Reader) throws -> Measure {
        try find(id, among: all(in: reader))
    }

    private static func find(_ id: Int64, among known: [Measure]) throws -> Measure {
        guard let measure = known.first(where: { $0.id == id }) else { throw Failure(.notFound, ProductTexts.noMeasure) }
        return measure
    }

    /// Adds a unit when its id is 0, else changes it. One is the usual one at any time.
    /// - Throws: `Failure` `.invalid` at `CODE`, `NAME` or `SYMBOL`, `.conflict` at `CODE`.
    @discardableResult
    package func save(_ command: Command) throws -> Measure {
        try command.require(.configurePortal)
        try command.transaction.actAlone()
        let known = try Measure.all(in: command.transaction)
        if id != 0 { _ = try Measure.find(id, among: known) }
        let (name, symbol) = (name.withoutOuterSpace, symbol.withoutOuterSpace)
        guard (1...999_999).contains(code) else { throw Failure(.invalid, ProductTexts.badMeasureCode, field: "CODE") }
        if name.isEmpty || name.count > 200 { throw Failure(.invalid, ProductTexts.noMeasureName, field: "NAME") }
        if symbol.isEmpty || symbol.count > 50 { throw Failure(.invalid, ProductTexts.noMeasureSymbol, field: "SYMBOL") }
        guard !known.contains(where: { $0.code == code && $0.id != id }) else {
            throw Failure(.conflict, ProductTexts.measureCodeTaken, field: "CODE")
        }
        let number = id == 0 ? try command.transaction.nextID("measures") : id
        let isUsual = isDefault || known.allSatisfy { !$0.isDefault || $0.id == id }
        if isUsual { try command.transaction.execute("update measures set is_default = 0 where is_default = 1 and id <> $1", [number]) }
        try command.transaction.execute(
            """
            insert into measures (id, code, name, symbol, is_default) values ($1, $2, $3, $4, $5)
            on conflict (id) do update set code = excluded.code, name = excluded.name, symbol = excluded.symbol,
                is_default = excluded.is_default
            """, [number, code, name, symbol, isUsual])
        return Measure(id: number, code: code, name: name, symbol: symbol, isDefault: isUsual)
    }

    /// Deletes a unit; products that have it keep its symbol.
    /// - Throws: `Failure` `.notFound`, `.conflict` for the usual one.
    package static func delete(_ id: Int64, _ command: Command) throws {
        try command.require(.configurePortal)
        let measure = try find(id, in: command.transaction)
        if measure.isDefault { throw Failure(.conflict, ProductTexts.usualMeasure) }
        try command.transaction.execute("delete from measures where id = $1", [id])
    }
}
