import Kernel
import Storage

/// Where a comparison looks: a column and how its values are made.
struct Comparand {
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

/// Whatever puts a `where` together with its arguments: it can say a `FieldComparison`.
protocol ComparisonWriting {
    var dialect: any Dialect { get }
    /// The place of a new argument: `$3`.
    mutating func argument(_ value: any SQLConvertible) -> String
}

extension ComparisonWriting {
    mutating func test(_ comparison: FieldComparison, _ comparand: Comparand) -> String {
        let test = positive(comparison, comparand)
        if !comparison.isNegated { return test }
        // Emptiness is no value that a comparison could miss.
        let asksEmptiness = comparison.kind == .equals && comparison.values.contains { isNothing($0, comparand) }
        return asksEmptiness ? "not \(test)" : "(\(comparand.column) is null or not \(test))"
    }

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
            let seconds = stored.compactMap { if case .integer(let moment) = $0 { JSONValue.int(moment - moment % 1000) } else { nil } }
            if seconds.count == 1, let second = seconds[0].int {
                tests.append("\(comparand.column) between \(argument(second)) and \(argument(second + 999))")
            } else if !seconds.isEmpty {
                let list = argument(JSONValue.array(seconds).text)
                tests.append(dialect.isOneOf("\(comparand.column) - \(comparand.column) % 1000", parameter: list))
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

extension ItemSort {
    /// A term of `order by`: empty values come first, or last when descending.
    func term(_ column: String) -> String {
        "\(column) is \(isDescending ? "" : "not ")null, \(column) \(isDescending ? "desc" : "asc")"
    }
}
