import Kernel
import Storage

/// Where a comparison looks: a column and how its values are made.
private struct Comparand {
    let column: String
    let isText: Bool
    let isMoment: Bool
    /// Whether a stored 0 is as good as nothing: ids of people and items.
    let isReference: Bool
    /// Whether several values stand in the column as a JSON array.
    let isMultiple: Bool
    /// The stored form of a value; nil when the field cannot have it.
    let store: (Value) -> SQLValue?
}

extension ItemConditions {
    /// Adds what a program asks.
    /// - Throws: `Failure` `.invalid` naming a field that the entity does not have.
    mutating func add(_ tree: FieldTree) throws { add(try sql(tree)) }

    private mutating func sql(_ tree: FieldTree) throws -> String {
        switch tree {
        case .all(let parts): return try joined(parts, " and ", empty: "1 = 1")
        case .any(let parts): return try joined(parts, " or ", empty: "1 = 0")
        case .test(let code, let comparison):
            if let test = try special(code, comparison) { return test }
            let comparand = try comparand(code)
            let test = positive(comparison, comparand)
            if !comparison.isNegated { return test }
            // Emptiness is no value that a comparison could miss.
            let asksEmptiness = comparison.kind == .equals && comparison.values.contains { isNothing($0, comparand) }
            return asksEmptiness ? "not \(test)" : "(\(comparand.column) is null or not \(test))"
        }
    }

    private mutating func joined(_ parts: [FieldTree], _ word: String, empty: String) throws -> String {
        if parts.isEmpty { return empty }
        var tests: [String] = []
        for part in parts { tests.append(try sql(part)) }
        return "(\(tests.joined(separator: word)))"
    }

    // MARK: Columns

    private mutating func comparand(_ code: FieldCode) throws -> Comparand {
        if let known = ItemConditions.own[code], known.entities.contains(query.entity) {
            return Comparand(
                column: known.column, isText: known.isText, isMoment: false, isReference: false, isMultiple: false,
                store: { known.isText ? .text($0.printable) : $0.truth.map { .integer($0 ? 1 : 0) } })
        }
        let field = try registry.require(code, of: query.entity)
        let column: String
        switch field.storage {
        case .system(let columns): column = "t.\(columns[0])"
        case .custom(let columns):
            useCustom()
            column = "c.\(columns[0])"
        case .communications, .contacts: column = "t.id"
        }
        let context = FieldContext(dates: dates)
        return Comparand(
            column: column, isText: field.columnKinds.first == .text && !(field.type is DateField),
            isMoment: field.type is DateTimeField, isReference: field.type is UserField || field.type is ItemField,
            isMultiple: field.isMultiple,
            store: { value in
                guard let accepted = try? field.type.accept(value, for: field, in: context) else { return nil }
                return field.type.store(accepted)[0]
            })
    }

    /// What programs ask for and the registry knows under another name.
    private static let own: [FieldCode: (column: String, isText: Bool, entities: Set<EntityType>)] = [
        "CURRENCY_ID": ("t.currency", true, [.lead, .deal, .company]),
        "HAS_PHONE": ("t.has_phone", false, [.lead, .contact, .company]),
        "HAS_EMAIL": ("t.has_email", false, [.lead, .contact, .company]),
        "CLOSED": ("case when t.semantics = 'P' then 0 else 1 end", false, [.lead, .deal]),
    ]

    /// Phones and addresses are rows of their own, further contacts are links.
    private mutating func special(_ code: FieldCode, _ comparison: FieldComparison) throws -> String? {
        guard let field = registry.field(code, of: query.entity) else { return nil }
        let key = DocumentID(query.entity, 0).key
        let rows: String
        var tests: [String] = []
        switch field.storage {
        case .communications(let kind):
            rows = "select 1 from communications m where m.item = t.id + \(key) and m.kind = \(argument(kind.rawValue))"
            let known = comparison.values.filter { !$0.isEmpty }.map { Communication(kind, $0.printable).normalized }
            if comparison.kind == .contains || comparison.kind == .like {
                for text in known { tests.append("exists (\(rows) and m.normalized like \(argument("%" + SearchText.escaped(text) + "%")) escape '\\')") }
            } else if !known.isEmpty {
                tests.append("exists (\(rows) and \(dialect.isOneOf("m.normalized", texts: argument(known.textsJSON))))")
            }
        case .contacts:
            rows = "select 1 from item_links l where l.kind = 'contact' and l.item = t.id + \(key)"
            let keys = comparison.values.compactMap { try? field.type.accept($0, for: field, in: FieldContext()).documents.first }
            if !keys.isEmpty { tests.append("exists (\(rows) and \(dialect.isOneOf("l.other", parameter: argument(keys.keysJSON))))") }
        case .system, .custom: return nil
        }
        if comparison.values.contains(where: { $0.isEmpty || $0.printable == "0" }) { tests.append("not exists (\(rows))") }
        let test = tests.isEmpty ? "1 = 0" : "(\(tests.joined(separator: " or ")))"
        return comparison.isNegated ? "not \(test)" : test
    }

    // MARK: Comparisons

    private mutating func positive(_ comparison: FieldComparison, _ comparand: Comparand) -> String {
        let column = comparand.column
        switch comparison.kind {
        case .equals: return equals(comparison.values, comparand)
        case .less: return bound(comparison.values.first, "<", comparand)
        case .atMost: return bound(comparison.values.first, "<=", comparand)
        case .greater: return bound(comparison.values.first, ">", comparand)
        case .atLeast: return bound(comparison.values.first, ">=", comparand)
        case .between:
            guard comparison.values.count == 2 else { return "1 = 0" }
            return "(\(bound(comparison.values[0], ">=", comparand)) and \(bound(comparison.values[1], "<=", comparand)))"
        case .contains: return like(comparison.values.map { "%" + SearchText.escaped($0.printable) + "%" }, column, comparand)
        case .like: return like(comparison.values.map { $0.printable.replacing("\\", with: "\\\\") }, column, comparand)
        }
    }

    private func isNothing(_ value: Value, _ comparand: Comparand) -> Bool {
        value.isEmpty || comparand.isReference && value.printable == "0"
    }

    private mutating func equals(_ values: [Value], _ comparand: Comparand) -> String {
        var tests: [String] = []
        let filled = values.filter { !isNothing($0, comparand) }
        if filled.count < values.count { tests.append("\(comparand.column) is null") }
        let stored = filled.compactMap(comparand.store)
        if comparand.isMoment {
            for case .integer(let moment) in stored {
                let second = moment - moment % 1000
                tests.append("\(comparand.column) between \(argument(second)) and \(argument(second + 999))")
            }
        } else if comparand.isMultiple {
            // A stored array with commas at its ends, so that 12 is not found in 112.
            let array = "replace(replace(\(comparand.column), '[', ','), ']', ',')"
            for value in stored {
                tests.append("\(array) like \(argument("%," + SearchText.escaped(value.json.text) + ",%")) escape '\\'")
            }
        } else if stored.count > 20 {
            let list = argument(JSONValue.array(stored.map(\.json)).text)
            tests.append(
                comparand.isText
                    ? dialect.isOneOf(comparand.column, texts: list) : dialect.isOneOf(comparand.column, parameter: list))
        } else if !stored.isEmpty {
            let places = stored.map { argument($0) }
            tests.append("\(comparand.column) in (\(places.joined(separator: ", ")))")
        }
        return tests.isEmpty ? "1 = 0" : "(\(tests.joined(separator: " or ")))"
    }

    private mutating func bound(_ value: Value?, _ sign: String, _ comparand: Comparand) -> String {
        guard let value, !value.isEmpty, let stored = comparand.store(value) else { return "1 = 0" }
        guard comparand.isMoment, case .integer(let moment) = stored else { return "\(comparand.column) \(sign) \(argument(stored))" }
        let second = moment - moment % 1000
        switch sign {
        case ">": return "\(comparand.column) > \(argument(second + 999))"
        case "<=": return "\(comparand.column) <= \(argument(second + 999))"
        default: return "\(comparand.column) \(sign) \(argument(second))"
        }
    }

    private mutating func like(_ patterns: [String], _ column: String, _ comparand: Comparand) -> String {
        let text = comparand.isText ? dialect.lowercased(column) : "cast(\(column) as text)"
        let tests = patterns.map { "\(text) like \(argument($0.lowercased())) escape '\\'" }
        return tests.isEmpty ? "1 = 0" : "(\(tests.joined(separator: " or ")))"
    }
}

extension Value {
    /// Yes or no as programs write them; nil when it is neither.
    fileprivate var truth: Bool? {
        switch self {
        case .bool(let answer): answer
        case .int(let number): number != 0
        default: Value.bool(parsing: printable)
        }
    }
}
