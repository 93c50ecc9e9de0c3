/// Decides one comparison by the types of its values.
struct ComparisonRule {
    let environment: any EvaluationEnvironment

    private var zone: TimeZoneRules { environment.setting.zone }
    private var comparison: ValueComparison { ValueComparison(zone: zone) }

    /// The value as people read it; `field` is what it stands beside, which knows the names of its options.
    func text(of value: Value, beside field: FieldReference? = nil) throws -> String {
        do {
            let evaluation = Evaluation("", in: environment)
            if let field, let named = try evaluation.name(of: value, in: field) { return named.printable }
            return try evaluation.text(of: value, 0..<0)
        } catch is ExpressionError {
            // Too large to show; it was compared all the same.
            return ""
        }
    }

    func holds(_ left: Value, _ sign: ConditionOperator, _ right: [Value]) throws -> Bool {
        let other = right.first ?? .null
        return switch sign {
        case .equal: try areEqual(left, other)
        case .notEqual: try !areEqual(left, other)
        case .contains: try contains(left, other)
        case .notContains: try !contains(left, other)
        case .filled: !left.isEmpty
        case .notFilled: left.isEmpty
        case .greater: order(left, other) == .greater
        case .atLeast: order(left, other).map { $0 != .less } ?? false
        case .less: order(left, other) == .less
        case .atMost: order(left, other).map { $0 != .greater } ?? false
        case .between: isBetween(left, other, right.count > 1 ? right[1] : .null)
        case .in: try isAmong(left, right)
        case .notIn: try !isAmong(left, right)
        case .changed: false
        }
    }

    /// Empty is equal to empty only, so «не равно Да» and «не равно Нет» both hold for an empty yes/no field.
    private func areEqual(_ left: Value, _ right: Value) throws -> Bool {
        if left.isEmpty || right.isEmpty { return left.isEmpty && right.isEmpty }
        if let (first, second) = try people(left, right) { return first == second }
        if let (time, other) = times(left, right) { return time == other }
        let (first, second) = (left.elements, right.elements)
        return first.allSatisfy { has(second, $0) } && second.allSatisfy { has(first, $0) }
    }

    private func has(_ values: [Value], _ wanted: Value) -> Bool {
        values.contains { comparison.areEqual($0, wanted) }
    }

    private func contains(_ left: Value, _ right: Value) throws -> Bool {
        if left.isEmpty || right.isEmpty { return false }
        if let (first, second) = try people(left, right) { return second.isSubset(of: first) }
        return try right.elements.allSatisfy { wanted in
            if has(left.elements, wanted) { return true }
            let part = try text(of: wanted).lowercased()
            return try left.elements.contains { try text(of: $0).lowercased().contains(part) }
        }
    }

    /// One element in common. A single text on the right may list several, separated by commas.
    private func isAmong(_ left: Value, _ right: [Value]) throws -> Bool {
        let choices = right.flatMap(\.elements).filter { !$0.isEmpty }
        if left.isEmpty || choices.isEmpty { return false }
        if let (first, second) = try people(left, .list(choices.flatMap(listed))) {
            return !first.isDisjoint(with: second)
        }
        return left.elements.contains { element in
            choices.contains { choice in comparison.areEqual(element, choice) || has(listed(choice), element) }
        }
    }

    private func listed(_ value: Value) -> [Value] {
        guard case .string(let text) = value, text.contains(",") else { return [value] }
        return text.split(separator: ",").map { .string($0.trimmed) }
    }

    /// Both sides as people when either names people: departments and roles resolved, `user_12` and 12 understood.
    private func people(_ left: Value, _ right: Value) throws -> (Set<UserID>, Set<UserID>)? {
        guard left.namesPeople || right.namesPeople else { return nil }
        return (try people(in: left), try people(in: right))
    }

    private func people(in value: Value) throws -> Set<UserID> {
        let values = value.elements.map { element -> Value in
            switch element {
            case .int(let id): return .user(UserID(id))
            case .string(let text):
                if let reference = Value.reference(parsing: text.trimmed) { return .reference(reference) }
                return Int64(text.trimmed).map { .user(UserID($0)) } ?? element
            case .null, .bool, .double, .date, .dateTime, .money, .reference, .list: return element
            }
        }
        return Set(try environment.people(in: .list(values)))
    }

    private func order(_ left: Value, _ right: Value) -> ValueComparison.Order? {
        if left.isEmpty || right.isEmpty { return nil }
        if let (time, other) = times(left, right) { return time < other ? .less : (time == other ? .equal : .greater) }
        return comparison.order(left, right)
    }

    private func isBetween(_ value: Value, _ from: Value, _ to: Value) -> Bool {
        if value.isEmpty || (from.isEmpty && to.isEmpty) { return false }
        if let (time, start) = times(value, from), let (_, end) = times(value, to), start > end {
            return time >= start || time <= end
        }
        let isAfter = from.isEmpty || order(value, from).map { $0 != .less } ?? false
        let isBefore = to.isEmpty || order(value, to).map { $0 != .greater } ?? false
        return isAfter && isBefore
    }

    /// The time of day of a moment beside a time of day written `20:00`, to the minute.
    private func times(_ left: Value, _ right: Value) -> (LocalTime, LocalTime)? {
        guard case .dateTime(let moment) = left, case .string(let text) = right, text.contains(":"),
            let other = LocalTime(parsing: text.trimmed)
        else { return nil }
        let time = zone.local(moment).time
        return (LocalTime(secondOfDay: time.secondOfDay / 60 * 60), other)
    }
}

extension Value {
    fileprivate var namesPeople: Bool {
        elements.contains { element in
            guard case .reference(let reference) = element else { return false }
            return reference.kind == .user || reference.kind == .department
        }
    }
}
