import CRM
import Kernel

/// Reads the `filter` and `order` parameters of lists.
struct FilterReading {
    /// What to do with a field that the entity does not have.
    enum Unknown { case passOver, refuse }

    /// The code of a field by the name that the caller uses; nil for unknown ones.
    let code: (String) -> FieldCode?
    let unknown: Unknown
    /// What a value means to a field, where that is not what it says: `D_12` of a link.
    var meaning: (FieldCode, Value) -> Value = { $1 }
    /// Whether a field has several values, of which each one asked for is a test of its own.
    var isMultiple: (FieldCode) -> Bool = { _ in false }

    /// How many tests a filter may make; the values of a list that a single value must be in are one.
    static let testLimit = 500

    private struct Prefix {
        let sign: String
        let kind: FieldComparison.Kind
        var isNegated = false
    }

    /// The longest first.
    private static let prefixes: [Prefix] = [
        Prefix(sign: "!=%", kind: .like, isNegated: true), Prefix(sign: "!%=", kind: .like, isNegated: true),
        Prefix(sign: "!><", kind: .between, isNegated: true), Prefix(sign: ">=", kind: .atLeast), Prefix(sign: "<=", kind: .atMost),
        Prefix(sign: "><", kind: .between), Prefix(sign: "!%", kind: .contains, isNegated: true), Prefix(sign: "=%", kind: .like),
        Prefix(sign: "%=", kind: .like), Prefix(sign: "!@", kind: .equals, isNegated: true),
        Prefix(sign: "!=", kind: .equals, isNegated: true), Prefix(sign: "@", kind: .equals), Prefix(sign: "%", kind: .contains),
        Prefix(sign: "=", kind: .equals), Prefix(sign: ">", kind: .greater), Prefix(sign: "<", kind: .less),
        Prefix(sign: "!", kind: .equals, isNegated: true),
    ]

    /// A key of a filter taken apart: `!=%TITLE`.
    static func parts(_ key: String) -> (kind: FieldComparison.Kind, isNegated: Bool, name: String) {
        let prefix = prefixes.first { key.hasPrefix($0.sign) } ?? Prefix(sign: "", kind: .equals)
        return (prefix.kind, prefix.isNegated, String(key.dropFirst(prefix.sign.count)))
    }

    /// - Throws: `RESTFailure` `INVALID_ARG_VALUE` when unknown fields are refused, nesting is too deep, or there are too many tests.
    func tree(_ filter: JSONObject) throws -> FieldTree {
        let tree = try tree(filter, depth: 0)
        guard tests(tree) <= Self.testLimit else {
            throw RESTFailure(400, "INVALID_ARG_VALUE", "The filter is too long: it may make \(Self.testLimit) tests at most.")
        }
        return tree
    }

    private func tests(_ tree: FieldTree) -> Int {
        switch tree {
        case .test(let code, let comparison): comparison.kind == .equals && !isMultiple(code) ? 1 : max(1, comparison.values.count)
        case .all(let parts), .any(let parts): parts.reduce(1) { $0 + tests($1) }
        }
    }

    private func tree(_ filter: JSONObject, depth: Int) throws -> FieldTree {
        guard depth < 16 else { throw RESTFailure(400, "INVALID_ARG_VALUE", "The filter is nested too deeply.") }
        var parts: [FieldTree] = []
        var isAny = false
        for (key, value) in filter {
            if key.lowercased() == "logic" {
                isAny = value.scalarText?.uppercased() == "OR"
            } else if Int(key) != nil {
                guard let group = value.keyed else { continue }
                parts.append(try tree(group, depth: depth + 1))
            } else {
                try parts.append(contentsOf: test(key, value))
            }
        }
        return isAny ? .any(parts) : .all(parts)
    }

    private func test(_ key: String, _ json: JSONValue) throws -> [FieldTree] {
        let (kind, isNegated, name) = FilterReading.parts(key)
        guard let code = code(name) else {
            if unknown == .refuse {
                throw RESTFailure(400, "INVALID_ARG_VALUE", "Invalid filter: field '\(name)' is not allowed in filter")
            }
            return []
        }
        let values = FilterReading.values(json).map { meaning(code, $0) }
        // `false` asks for emptiness, as in `!UF_CRM_X: false`.
        return [.test(code, FieldComparison(kind, values, isNegated: isNegated))]
    }

    private static func values(_ json: JSONValue) -> [Value] {
        switch json {
        case .null, .bool(false), .string(""): [.null]
        case .array, .object: json.elements.map { single($0) }
        case .bool, .int, .double, .string: [single(json)]
        }
    }

    private static func single(_ json: JSONValue) -> Value { json.scalarText.map(Value.string) ?? .null }

    /// The keys of `order` in the given order; directions in any case.
    /// - Throws: `RESTFailure` `INVALID_ARG_VALUE` for unknown fields and directions where those are refused.
    func order(_ order: JSONObject) throws -> [ItemSort] {
        try order.members.compactMap { member in
            let way = member.value.scalarText?.lowercased() ?? "asc"
            if unknown == .refuse, way != "asc", way != "desc" {
                throw RESTFailure(400, "INVALID_ARG_VALUE", "Invalid order: allowed values are asc and desc, got '\(way)'")
            }
            guard let code = code(member.key) else {
                if unknown == .refuse {
                    throw RESTFailure(400, "INVALID_ARG_VALUE", "Invalid order: field '\(member.key)' is not allowed in order")
                }
                return nil
            }
            return ItemSort(code, descending: way.hasPrefix("desc"))
        }
    }
}

/// Where a list begins: `start` = offset, −1 = do not count.
struct PageStart {
    static let size = 50

    let offset: Int
    let counts: Bool

    init(_ call: Call) {
        let start = call.parameters["start"]?.number ?? 0
        counts = start >= 0
        offset = Int(min(max(start, 0), 1 << 40))
    }

    /// The answer of a list whose page holds `count` rows.
    func answer(_ result: JSONValue, total: Int?) -> Answer {
        guard counts, let total else { return Answer(result, total: counts ? nil : 0) }
        let next = offset + PageStart.size
        return Answer(result, total: total, next: next < total ? next : nil)
    }
}
