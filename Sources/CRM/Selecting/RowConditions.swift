import Kernel
import Storage

/// What a program may filter and sort the rows of a table by that are no items: tasks, activities, comments, calls.
enum RowColumn: Sendable {
    case number(String)
    /// A number of which 0 means none: a person, a parent.
    case reference(String)
    /// UTC milliseconds; compared by the whole second.
    case moment(String)
    case text(String)
    /// 0 or 1, which programs write as `N` and `Y`.
    case flag(String)
    /// Rows of another table that belong to the row: a subselect of the rows' ids up to its `where`, and the column in it that
    /// holds what is asked for: a number, or the key of an item.
    case related(to: String, in: String, column: String)
}

/// Puts together the `where` and `order by` of a select over such rows.
struct RowConditions: ComparisonWriting {
    let columns: [FieldCode: RowColumn]
    let dates: DateSetting
    let dialect: any Dialect
    private(set) var arguments: [any SQLConvertible]
    private var terms: [String]

    /// - Parameters:
    ///   - terms: what holds in any case, with its arguments.
    init(
        _ columns: [FieldCode: RowColumn], dates: DateSetting, _ dialect: any Dialect, where terms: [String] = [],
        _ arguments: [any SQLConvertible] = []
    ) {
        self.columns = columns
        self.dates = dates
        self.dialect = dialect
        self.terms = terms
        self.arguments = arguments
    }

    var sql: String { terms.isEmpty ? "1 = 1" : terms.joined(separator: " and ") }

    mutating func argument(_ value: any SQLConvertible) -> String {
        arguments.append(value)
        return "$\(arguments.count)"
    }

    mutating func add(_ term: String) { terms.append(term) }

    /// Adds what a program asks; tests of unknown columns are passed over.
    mutating func add(_ tree: FieldTree) { terms.append(sql(tree)) }

    private mutating func sql(_ tree: FieldTree) -> String {
        switch tree {
        case .all(let parts): return joined(parts, " and ", empty: "1 = 1")
        case .any(let parts): return joined(parts, " or ", empty: "1 = 0")
        case .test(let code, let comparison):
            guard let column = columns[code] else { return "1 = 1" }
            return test(comparison, column)
        }
    }

    private mutating func joined(_ parts: [FieldTree], _ word: String, empty: String) -> String {
        if parts.isEmpty { return empty }
        var tests: [String] = []
        for part in parts { tests.append(sql(part)) }
        return "(\(tests.joined(separator: word)))"
    }

    private mutating func test(_ comparison: FieldComparison, _ column: RowColumn) -> String {
        let dates = dates
        switch column {
        case .number(let sql): return test(comparison, Comparand(sql, store: RowConditions.number))
        case .reference(let sql): return test(comparison, Comparand(sql, isReference: true, store: RowConditions.number))
        case .moment(let sql):
            return test(comparison, Comparand(sql, isMoment: true) { dates.moment($0).map { .integer($0.milliseconds) } })
        case .text(let sql): return test(comparison, Comparand(sql, isText: true) { .text($0.printable) })
        case .flag(let sql): return test(comparison, Comparand(sql) { $0.truth.map { .integer($0 ? 1 : 0) } })
        case .related(let id, let rows, let column):
            let test = related(comparison, "\(id) in (\(rows)", "\(id) not in (\(rows))", column)
            return comparison.isNegated ? "not \(test)" : test
        }
    }

    private mutating func related(
        _ comparison: FieldComparison, _ isAmong: String, _ hasNone: String, _ column: String
    ) -> String {
        guard comparison.kind == .equals else { return "(1 = 0)" }
        var tests: [String] = []
        let numbers = comparison.values.compactMap { value -> Int64? in
            if case .integer(let number) = RowConditions.number(value), number != 0 { number } else { nil }
        }
        if !numbers.isEmpty { tests.append("\(isAmong) and \(dialect.isOneOf(column, parameter: argument(numbers.idsJSON))))") }
        if comparison.values.contains(where: { $0.isEmpty || $0.printable == "0" }) { tests.append(hasNone) }
        return tests.isEmpty ? "(1 = 0)" : "(\(tests.joined(separator: " or ")))"
    }

    private static func number(_ value: Value) -> SQLValue? {
        if let item = value.documents.first { return .integer(item.key) }
        return Int64(value.printable.withoutOuterSpace).map(SQLValue.integer)
    }

    /// The terms of `order by`; unknown columns are passed over, the id decides in the end.
    /// - Parameter id: the column of the id.
    func order(_ order: [ItemSort], id: String, isDescending: Bool = false) -> String {
        var parts: [String] = []
        for sort in order {
            let column: String
            switch columns[sort.field] {
            case .number(let sql), .reference(let sql), .moment(let sql), .text(let sql), .flag(let sql): column = sql
            case .related, nil: continue
            }
            parts.append(sort.term(column))
            if column == id { return parts.joined(separator: ", ") }
        }
        let isLastDescending = order.last?.isDescending ?? isDescending
        return (parts + ["\(id) \(isLastDescending ? "desc" : "asc")"]).joined(separator: ", ")
    }
}

extension Comparand {
    fileprivate init(
        _ column: String, isText: Bool = false, isMoment: Bool = false, isReference: Bool = false,
        store: @escaping (Value) -> SQLValue?
    ) {
        self.init(
            column: column, isText: isText, isMoment: isMoment, isReference: isReference, isMultiple: false, store: store)
    }
}

extension Value {
    /// Yes or no as programs write them; nil when it is neither.
    var truth: Bool? {
        switch self {
        case .bool(let answer): answer
        case .int(let number): number != 0
        default: Value.bool(parsing: printable)
        }
    }
}
