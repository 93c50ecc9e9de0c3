import CRM
import Kernel

/// Filters, sorts and cuts lists that are small enough to be in memory: people, departments, dictionaries.
struct RowList {
    var rows: [JSONObject]

    /// The rows that answer every test of a filter; unknown names are passed over.
    func filtered(_ filter: JSONObject) -> RowList {
        let tests = filter.members.map { (FilterReading.parts($0.key), $0.value) }
        return RowList(rows: rows.filter { row in
            tests.allSatisfy { part, wanted in
                guard let value = row.value(part.name) else { return true }
                return RowList.answers(value, part.kind, wanted) != part.isNegated
            }
        })
    }

    /// Sorted by several keys, equal rows in the order they had.
    func sorted(_ order: JSONObject) -> RowList {
        let keys = order.members.map { ($0.key, $0.value.scalarText?.lowercased().hasPrefix("desc") ?? false) }
        let sorted = rows.enumerated().sorted { left, right in
            for (key, isDescending) in keys {
                let way = RowList.compare(left.element.value(key) ?? nil, right.element.value(key) ?? nil)
                if way != 0 { return isDescending ? way > 0 : way < 0 }
            }
            return left.offset < right.offset
        }
        return RowList(rows: sorted.map(\.element))
    }

    /// Filtered and sorted as a call asks by `filter` and `order`.
    func asked(_ call: Call) throws -> RowList {
        filtered(try call.parameters.object("filter") ?? JSONObject()).sorted(try call.parameters.object("order") ?? JSONObject())
    }

    /// Rows with the members that a call asks for by `select`.
    func selected(_ call: Call, always: Set<String> = ["ID"]) -> RowList { RowList(rows: rows.map { $0.selected(call, always: always) }) }

    /// The page that a call asks for.
    func page(_ call: Call) -> Answer {
        let start = PageStart(call)
        let page = rows.dropFirst(start.offset).prefix(PageStart.size).map(JSONValue.object)
        return start.answer(.array(Array(page)), total: rows.count)
    }

    /// All rows at once, counted.
    var answer: Answer { Answer(.array(rows.map(JSONValue.object)), total: rows.count) }

    private static func answers(_ value: JSONValue, _ kind: FieldComparison.Kind, _ wanted: JSONValue) -> Bool {
        switch kind {
        case .equals:
            if wanted.isVoid { return value.isVoid }
            return wanted.elements.contains { one in value.elements.contains { same($0, one) } }
        case .less: return !value.isVoid && compare(value, wanted) < 0
        case .atMost: return !value.isVoid && compare(value, wanted) <= 0
        case .greater: return !value.isVoid && compare(value, wanted) > 0
        case .atLeast: return !value.isVoid && compare(value, wanted) >= 0
        case .between:
            let ends = wanted.elements
            return ends.count == 2 && !value.isVoid && compare(value, ends[0]) >= 0 && compare(value, ends[1]) <= 0
        case .contains:
            let text = (value.scalarText ?? "").lowercased()
            return wanted.elements.contains { text.contains(($0.scalarText ?? "").lowercased()) }
        case .like:
            let text = (value.scalarText ?? "").lowercased()
            return wanted.elements.contains { isLike(text, ($0.scalarText ?? "").lowercased()) }
        }
    }

    private static func same(_ value: JSONValue, _ wanted: JSONValue) -> Bool {
        if let flag = value.bool, let other = wanted.flag { return flag == other }
        return compare(value, wanted) == 0
    }

    /// Numbers as numbers even when they are written as text, everything else as text in any letter case.
    private static func compare(_ left: JSONValue, _ right: JSONValue) -> Int {
        let (one, two) = (left.scalarText ?? "", right.scalarText ?? "")
        if let first = Double(one), let second = Double(two) { return first < second ? -1 : first > second ? 1 : 0 }
        let (low, high) = (one.lowercased(), two.lowercased())
        return low < high ? -1 : low > high ? 1 : 0
    }

    /// `%` stands for any signs, `_` for one.
    private static func isLike(_ text: String, _ pattern: String) -> Bool {
        let (text, pattern) = (Array(text), Array(pattern))
        var reach = [Bool](repeating: false, count: text.count + 1)
        reach[0] = true
        for sign in pattern {
            if sign == "%" {
                for place in 1..<(text.count + 1) where reach[place - 1] { reach[place] = true }
            } else {
                for place in stride(from: text.count, to: 0, by: -1) { reach[place] = reach[place - 1] && (sign == "_" || sign == text[place - 1]) }
                reach[0] = false
            }
        }
        return reach[text.count]
    }
}

extension JSONObject {
    /// The members that `select` names; without it, or with `*`, all of them. `PROPERTY_*` names the properties of a product.
    /// - Parameter always: what is given also when it was not selected.
    func selected(_ call: Call, always: Set<String> = ["ID"]) -> JSONObject {
        selected(Set(call.parameters.texts("select").map { $0.uppercased() }), always: always)
    }

    /// - Parameter select: names in upper case.
    func selected(_ select: Set<String>, always: Set<String> = ["ID"]) -> JSONObject {
        if select.isEmpty || select.contains("*") { return self }
        let properties = select.contains("PROPERTY_*")
        return JSONObject(
            members.filter { member in
                let name = member.key.uppercased()
                return always.contains(member.key) || select.contains(name) || properties && name.hasPrefix("PROPERTY")
            })
    }
}
