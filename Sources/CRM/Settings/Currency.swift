import Kernel
import Storage

/// A currency that sums can be in, and what it costs in the base currency.
package struct Currency: Sendable, Hashable {
    /// ISO 4217: `USD`.
    package let code: String
    package var name: String
    /// Of how many units the rate is.
    package var nominal: Int64
    /// What `nominal` units cost in the base currency, in ten-thousandths; nil while nobody has told it.
    package var rate: Int64?
    package var sort: Int64
    /// The one in which sums are when nothing else is said. There is always one.
    package internal(set) var isBase: Bool
    /// When its rate or name was last told; nil for the first ones.
    package internal(set) var changedAt: Timestamp?

    package init(code: String, name: String, nominal: Int64 = 1, rate: Int64? = nil, sort: Int64 = 500) {
        self.code = code
        self.name = name
        self.nominal = nominal
        self.rate = rate
        self.sort = sort
        isBase = false
    }

    /// All of them, in their order.
    package static func all(in reader: any Reader) throws -> [Currency] {
        try reader.query("select code, name, nominal, rate, sort, is_base, changed_at from currencies order by sort, code") { row in
            var currency = Currency(
                code: row.text(0), name: row.text(1), nominal: row.int64(2), rate: row.optional(3, Row.int64), sort: row.int64(4))
            currency.isBase = row.bool(5)
            currency.changedAt = row.optionalTimestamp(6)
            return currency
        }
    }

    /// Nil when there is none.
    package static func find(_ code: String, in reader: any Reader) throws -> Currency? {
        try all(in: reader).first { $0.code == code.uppercased() }
    }

    /// Adds the currency, or changes the one with its code. The rate of the base currency is one and stays so.
    /// - Throws: `Failure` `.invalid` at `CURRENCY`, `FULL_NAME`, `AMOUNT_CNT` or `AMOUNT`.
    @discardableResult
    package func save(_ catalog: CatalogCache, _ command: Command) throws -> Currency {
        try command.require(.configurePortal)
        let isSound = code.utf8.count == 3 && code.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        guard isSound else { throw Failure(.invalid, CurrencyTexts.badCode, field: "CURRENCY") }
        let name = name.withoutOuterSpace
        if name.count > 200 { throw Failure(.invalid, CurrencyTexts.longName, field: "FULL_NAME") }
        guard (1...1_000_000).contains(nominal) else { throw Failure(.invalid, CurrencyTexts.badNominal, field: "AMOUNT_CNT") }
        if let rate, !(1...1_000_000_000_000).contains(rate) { throw Failure(.invalid, CurrencyTexts.badRate, field: "AMOUNT") }
        let known = try Currency.find(code, in: command.transaction)
        let isBase = known?.isBase ?? false
        try command.transaction.execute(
            """
            insert into currencies (code, name, nominal, rate, sort, is_base, changed_at) values ($1, $2, $3, $4, $5, 0, $6)
            on conflict (code) do update set name = excluded.name, nominal = excluded.nominal, rate = excluded.rate,
                sort = excluded.sort, changed_at = excluded.changed_at
            """,
            [code, name.isEmpty ? code : name, isBase ? 1 : nominal, isBase ? 10_000 : rate, sort, command.now])
        command.raise(ProgramNotice("ONCRMCURRENCY\(known == nil ? "ADD" : "UPDATE")", number: StableNumber.of(code), ["ID": .string(code)]))
        try catalog.change(in: command.transaction)
        return try Currency.find(code, in: command.transaction) ?? self
    }

    /// Offers a currency no longer; sums that are in it stay.
    /// - Throws: `Failure` `.notFound`, `.conflict` for the base currency.
    package static func delete(_ code: String, _ catalog: CatalogCache, _ command: Command) throws {
        try command.require(.configurePortal)
        guard let currency = try find(code, in: command.transaction) else { throw Failure(.notFound, CurrencyTexts.none) }
        if currency.isBase { throw Failure(.conflict, CurrencyTexts.base) }
        try command.transaction.execute("delete from currencies where code = $1", [currency.code])
        command.raise(ProgramNotice("ONCRMCURRENCYDELETE", number: StableNumber.of(currency.code), ["ID": .string(currency.code)]))
        try catalog.change(in: command.transaction)
    }
}
