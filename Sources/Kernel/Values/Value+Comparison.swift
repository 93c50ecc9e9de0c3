/// Compares values of different types the way people expect of `=` and `<`.
///
/// - A number and a numeric text compare as numbers, money compares with a number in units; two sums only in one currency.
/// - A day compares with a moment by the day in `zone`; a text beside a day or moment is read as one.
/// - Yes/no compares with Y/N, yes/no, да/нет, 1/0. References are equal by kind and id, or with a bare id.
/// - Texts are case-sensitive; two plain numbers written as texts compare as numbers.
/// - Empty is equal to "", 0, no and an empty list.
package struct ValueComparison: Sendable {
    package enum Order: Hashable, Sendable {
        case less
        case equal
        case greater
    }

    package let zone: TimeZoneRules

    package init(zone: TimeZoneRules) { self.zone = zone }

    package func areEqual(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.null, let other), (let other, .null): return !other.isTrue || other.isEmpty
        case (.list(let first), .list(let second)):
            return first.count == second.count && zip(first, second).allSatisfy { areEqual($0, $1) }
        case (.list(let values), let single), (let single, .list(let values)):
            return values.count == 1 ? areEqual(values[0], single) : values.isEmpty && single.isEmpty
        case (.reference(let first), .reference(let second)): return first == second
        case (.reference(let reference), let other), (let other, .reference(let reference)):
            return names(other, reference)
        default: return order(left, right) == .equal
        }
    }

    /// Nil when the two cannot be put in order: people, sums in different currencies, a word beside a number.
    package func order(_ left: Value, _ right: Value) -> Order? {
        switch (left, right) {
        case (.bool(let first), let other): return order(first ? 1 : 0, asBool(other))
        case (let other, .bool(let second)): return order(asBool(other), second ? 1 : 0)
        case (.date, _), (.dateTime, _), (_, .date), (_, .dateTime): return orderOfTime(left, right)
        case (.money(let first), .money(let second)):
            guard first.currency == second.currency else { return nil }
            return order(Double(first.minorUnits), Double(second.minorUnits))
        case (.int(let first), .int(let second)): return first < second ? .less : (first == second ? .equal : .greater)
        case (.string(let first), .string(let second)): return orderOfTexts(first, second)
        case (.list(let values), let single) where values.count == 1: return order(values[0], single)
        case (let single, .list(let values)) where values.count == 1: return order(single, values[0])
        case (.reference(let first), .reference(let second)): return first == second ? .equal : nil
        case (.reference, _), (_, .reference): return nil
        default: return order(money(left)?.units ?? left.number, money(right)?.units ?? right.number)
        }
    }

    private func order(_ left: Double?, _ right: Double?) -> Order? {
        guard let left, let right, !left.isNaN, !right.isNaN else { return nil }
        return left < right ? .less : (left == right ? .equal : .greater)
    }

    private func asBool(_ value: Value) -> Double? { value.isTrue ? 1 : 0 }

    /// `690300|RUB`, as the REST API writes sums.
    private func money(_ value: Value) -> Money? {
        guard case .string(let text) = value, let bar = text.firstIndex(of: "|") else { return nil }
        return Money(parsing: String(text[..<bar]), currency: String(text[text.index(after: bar)...]))
    }

    private func names(_ value: Value, _ reference: Reference) -> Bool {
        switch value {
        case .int(let id): return id == reference.id
        case .string(let text):
            let plain = text.trimmed
            return Int64(plain) == reference.id || Value.reference(parsing: plain) == reference
        case .null, .bool, .double, .date, .dateTime, .money, .reference, .list: return false
        }
    }

    private func orderOfTexts(_ left: String, _ right: String) -> Order {
        if left.isPlainNumber, right.isPlainNumber, let found = order(Double(left), Double(right)) { return found }
        return left == right ? .equal : (left < right ? .less : .greater)
    }

    /// When either is a day without time, days are compared: a moment of the 25th is not later than the 25th.
    private func orderOfTime(_ left: Value, _ right: Value) -> Order? {
        guard !left.isEmpty, !right.isEmpty else { return nil }
        if left.plainDay != nil || right.plainDay != nil {
            guard let first = left.day(in: zone), let second = right.day(in: zone) else { return nil }
            return first < second ? .less : (first == second ? .equal : .greater)
        }
        guard let first = left.moment(in: zone), let second = right.moment(in: zone) else { return nil }
        return first < second ? .less : (first == second ? .equal : .greater)
    }
}

extension String {
    /// Up to 15 digits without leading zeros, at most one point: account numbers, phones and `1e3` stay texts.
    fileprivate var isPlainNumber: Bool {
        let digits = utf8.first == UInt8(ascii: "-") ? utf8.dropFirst() : utf8[...]
        let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), digits.count <= 16 else { return false }
        guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }) else { return false }
        return parts[0].count == 1 || parts[0].first != 0x30
    }
}
