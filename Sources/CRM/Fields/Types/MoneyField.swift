import Kernel
import Storage

/// A sum with its currency. Two columns: minor units and the ISO code.
struct MoneyField: FieldType {
    /// Ten trillion units: adding a whole portal's deals still fits 64 bits.
    static let limit: Int64 = 1_000_000_000_000_000

    var code: String { "money" }
    var title: Text { FieldTexts.money }
    var columns: [FieldColumn] { [FieldColumn(.integer), FieldColumn(.text, suffix: "_currency")] }
    var tests: Set<FilterTest.Kind> { [.equals, .range, .filled] }

    /// Also reads «690300|USD», the exchange form of other portals.
    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        let parts = text.split(separator: "|", maxSplits: 1)
        let currency = parts.count == 2 ? parts[1].withoutOuterSpace.uppercased() : context.currency
        guard let amount = parts.first, let money = Money(parsing: amount.withoutOuterSpace, currency: currency),
            currency.utf8.count == 3
        else { throw field.refusal(FieldTexts.notMoney) }
        return try checked(money, field)
    }

    func accept(_ value: Value, for field: Field, in context: FieldContext) throws -> Value {
        switch value {
        case .string(let text): return try parse(text, for: field, in: context)
        case .money(let money): return try checked(money, field)
        case .int(let units):
            let (minor, overflow) = units.multipliedReportingOverflow(by: 100)
            if overflow { throw field.refusal(FieldTexts.notMoney) }
            return try checked(Money(minorUnits: minor, currency: context.currency), field)
        case .double(let units):
            guard let minor = Int64(exactly: (units * 100).rounded()) else { throw field.refusal(FieldTexts.notMoney) }
            return try checked(Money(minorUnits: minor, currency: context.currency), field)
        case .null, .bool, .date, .dateTime, .reference, .list: throw field.refusal(FieldTexts.wrongKind)
        }
    }

    private func checked(_ money: Money, _ field: Field) throws -> Value {
        guard money.minorUnits.magnitude <= MoneyField.limit.magnitude else { throw field.refusal(FieldTexts.notMoney) }
        return .money(money)
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String {
        if case .money(let money) = value { money.text(language) } else { value.printable }
    }

    func store(_ value: Value) -> [SQLValue] {
        if case .money(let money) = value { [.integer(money.minorUnits), .text(money.currency)] } else { [.null, .null] }
    }

    func read(_ columns: [SQLValue]) -> Value {
        guard case .integer(let minor) = columns[0] else { return .null }
        guard case .text(let currency) = columns[1] else { return .money(Money(minorUnits: minor)) }
        return .money(Money(minorUnits: minor, currency: currency))
    }
}
