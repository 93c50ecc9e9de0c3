import Kernel
import Storage

/// A rate of VAT that products and their rows are offered.
package struct VATRate: Sendable, Equatable {
    package let id: Int64
    package var name: String
    /// In hundredths of a percent; nil is «без НДС».
    package var rate: Int64?
    package var sort: Int64
    /// False: no longer offered.
    package var isActive: Bool

    /// - Parameter id: 0 for one that is about to be added.
    package init(id: Int64 = 0, name: String, rate: Int64?, sort: Int64 = 500, isActive: Bool = true) {
        self.id = id
        self.name = name
        self.rate = rate
        self.sort = sort
        self.isActive = isActive
    }

    /// All of them, in their order.
    package static func all(in reader: any Reader) throws -> [VATRate] {
        try reader.query("select id, name, rate, sort, is_active from vat_rates order by sort, id") { row in
            VATRate(id: row.int64(0), name: row.text(1), rate: row.optional(2, Row.int64), sort: row.int64(3), isActive: row.bool(4))
        }
    }

    /// - Throws: `Failure` `.notFound`.
    package static func find(_ id: Int64, in reader: any Reader) throws -> VATRate {
        guard let rate = try all(in: reader).first(where: { $0.id == id }) else { throw Failure(.notFound, ProductTexts.noRate) }
        return rate
    }

    /// Adds a rate when its id is 0, else changes it. Products keep the rate that they have.
    /// - Throws: `Failure` `.invalid` at `NAME` or `RATE`.
    @discardableResult
    package func save(_ command: Command) throws -> VATRate {
        try command.require(.configurePortal)
        if id != 0 { _ = try VATRate.find(id, in: command.transaction) }
        let name = name.withoutOuterSpace
        if name.isEmpty || name.count > 200 { throw Failure(.invalid, ProductTexts.noRateName, field: "NAME") }
        if let rate, !(0...10_000).contains(rate) { throw Failure(.invalid, ProductTexts.badTax, field: "RATE") }
        let number = id == 0 ? try command.transaction.nextID("vat_rates") : id
        try command.transaction.execute(
            """
            insert into vat_rates (id, name, rate, sort, is_active) values ($1, $2, $3, $4, $5)
            on conflict (id) do update set name = excluded.name, rate = excluded.rate, sort = excluded.sort,
                is_active = excluded.is_active
            """, [number, name, rate, sort, isActive])
        return VATRate(id: number, name: name, rate: rate, sort: sort, isActive: isActive)
    }

    /// Deletes a rate; products keep the rate that they have.
    /// - Throws: `Failure` `.notFound`.
    package static func delete(_ id: Int64, _ command: Command) throws {
        try command.require(.configurePortal)
        _ = try find(id, in: command.transaction)
        try command.transaction.execute("delete from vat_rates where id = $1", [id])
    }
}
