/// One run over a template's tree. A class because functions share its budget and random numbers while they evaluate
/// their own arguments.
final class Evaluation {
    /// Work is counted in visited nodes and bytes of text; beyond this an expression is refused, so none can hang.
    static let maximumWork = 20_000_000
    /// Largest text, in bytes, and list, in elements, that an expression may give.
    static let maximumBytes = 4 << 20
    static let maximumElements = 100_000

    let environment: any EvaluationEnvironment
    let setting: EvaluationSetting
    let source: String
    var random: SeededRandom
    private var work = 0

    init(_ source: String, in environment: any EvaluationEnvironment) {
        self.source = source
        self.environment = environment
        setting = environment.setting
        random = SeededRandom(seed: setting.seed)
    }

    var comparison: ValueComparison { ValueComparison(zone: setting.zone) }

    func error(_ code: ExpressionError.Code, _ range: Range<Int>, _ detail: Text? = nil) -> ExpressionError {
        ExpressionError(code, range, in: Array(source.utf8), detail)
    }

    func spend(_ amount: Int, at range: Range<Int>) throws {
        work += amount
        guard work <= Evaluation.maximumWork else { throw error(.wrongArguments, range, ExpressionTexts.tooComplex) }
    }

    func value(of node: ExpressionNode) throws -> Value {
        switch node {
        case .literal(let value): return value
        case .reference(let reference): return try value(of: reference)
        case .plus(let operand): return .number(try number(of: operand))
        case .minus(let operand): return .number(-(try number(of: operand)))
        case .percent(let operand): return .number(try number(of: operand) / 100)
        case .binary(let sign, let left, let right, let range):
            try spend(1, at: range)
            return try value(of: sign, left, right, range)
        case .call(let name, let arguments, let range):
            try spend(1, at: range)
            guard let function = ExpressionFunction.named(name) else { throw error(.unknownFunction, range) }
            let call = FunctionCall(name: name, arguments: arguments, range: range, evaluation: self)
            return try checked(try function.body(call), range)
        }
    }

    private func value(of sign: BinaryOperator, _ left: ExpressionNode, _ right: ExpressionNode, _ range: Range<Int>)
        throws -> Value
    {
        switch sign {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            return .bool(try compare(try value(of: left), sign, try value(of: right), range))
        case .concatenate:
            let joined = try text(of: left, range) + text(of: right, range)
            return try checked(.string(joined), range)
        case .add, .subtract, .multiply, .divide, .power:
            let result = try calculate(
                try number(of: left, near: range), sign, try number(of: right, near: range), range)
            guard result.isFinite else { throw error(.wrongArguments, range) }
            return .number(result)
        }
    }

    private func compare(_ left: Value, _ sign: BinaryOperator, _ right: Value, _ range: Range<Int>) throws -> Bool {
        if sign == .equal { return comparison.areEqual(left, right) }
        if sign == .notEqual { return !comparison.areEqual(left, right) }
        guard let order = comparison.order(left, right) else { return false }
        return switch sign {
        case .less: order == .less
        case .lessOrEqual: order != .greater
        case .greater: order == .greater
        default: order != .less
        }
    }

    private func calculate(_ left: Double, _ sign: BinaryOperator, _ right: Double, _ range: Range<Int>) throws
        -> Double
    {
        switch sign {
        case .add: return left + right
        case .subtract: return left - right
        case .multiply: return left * right
        case .divide:
            guard right != 0 else { throw error(.divisionByZero, range) }
            return left / right
        default:
            if left == 0, right < 0 { throw error(.divisionByZero, range) }
            return power(left, right)
        }
    }

    /// A number for arithmetic, or error 8.
    func number(of node: ExpressionNode, near range: Range<Int>? = nil) throws -> Double {
        try number(of: try value(of: node), node.place ?? range ?? 0..<0)
    }

    func number(of value: Value, _ range: Range<Int>) throws -> Double {
        if case .date(let day) = value { return Double(setting.zone.startOfDay(day).seconds) }
        if let number = value.number, number.isFinite { return number }
        throw error(.wrongArguments, range, ExpressionTexts.notNumber.with(["value": value.printable.shortened]))
    }

    /// The value of a node as text that people read: a bare insertion of a field names its options.
    func text(of node: ExpressionNode, _ range: Range<Int>) throws -> String {
        let value = try value(of: node)
        if case .reference(let reference) = node, reference.modifiers.isEmpty,
            let named = try name(of: value, in: reference)
        {
            return try text(of: named, range)
        }
        return try text(of: value, range)
    }

    /// What a field calls its value: an option's name, a sum with its currency. Numbers stay plain, as they may be ids
    /// in an address, and times are printed here, where the zone is known.
    func name(of value: Value, in field: FieldReference) throws -> Value? {
        switch value {
        case .string, .money, .reference, .list: try environment.render(value, of: field, as: .printable)
        case .null, .bool, .int, .double, .date, .dateTime: nil
        }
    }

    /// The value as text that people read; `range` is blamed when it is too large.
    func text(of value: Value, _ range: Range<Int>) throws -> String {
        let text = try plainText(of: value)
        try spend(text.utf8.count, at: range)
        return text
    }

    private func plainText(of value: Value) throws -> String {
        switch value {
        case .null: return ""
        case .string(let text): return text
        case .int, .double: return value.printable
        case .bool, .date, .dateTime, .money, .reference, .list:
            if let rendered = try environment.render(value, as: .printable) { return rendered.printable }
            return try generalText(of: value)
        }
    }

    /// Without names: days and times as the zone's clocks show them, lists joined.
    func generalText(of value: Value) throws -> String {
        switch value {
        case .bool(let value): (value ? ValueTexts.yes : ValueTexts.no)[setting.language]
        case .date(let day): day.dottedText
        case .dateTime(let moment): setting.zone.local(moment).dottedText
        case .list(let values): try values.map(plainText).joined(separator: ", ")
        case .null, .int, .double, .string, .money, .reference: value.printable
        }
    }

    func checked(_ value: Value, _ range: Range<Int>) throws -> Value {
        switch value {
        case .string(let text) where text.utf8.count > Evaluation.maximumBytes:
            throw error(.wrongArguments, range, ExpressionTexts.resultTooLarge)
        case .list(let values) where values.count > Evaluation.maximumElements:
            throw error(.wrongArguments, range, ExpressionTexts.resultTooLarge)
        case .double(let number) where !number.isFinite:
            throw error(.wrongArguments, range)
        case .null, .bool, .int, .double, .string, .date, .dateTime, .money, .reference, .list:
            return value
        }
    }
}

extension ExpressionNode {
    /// The place to blame for a value, where the tree knows it.
    fileprivate var place: Range<Int>? {
        switch self {
        case .reference(let reference): reference.range
        case .call(name: _, _, let range), .binary(_, _, _, let range): range
        case .plus(let operand), .minus(let operand), .percent(let operand): operand.place
        case .literal: nil
        }
    }
}

extension String {
    /// For quoting in a message.
    var shortened: String { count > 40 ? prefix(40) + "…" : self }
}

/// `base ^ exponent`; not a number when there is no real result. Kernel imports no C library, so fractions of the
/// exponent are taken bit by bit as square roots: exact to the last digits of a double.
func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent < 0 { return 1 / power(base, -exponent) }
    guard exponent <= 9_007_199_254_740_992 else { return base.magnitude < 1 ? 0 : (base == 1 ? 1 : .infinity) }
    let whole = exponent.rounded(.down)
    var fraction = exponent - whole
    guard fraction == 0 || base >= 0 else { return .nan }
    var result = 1.0
    var square = base
    var rest = UInt64(whole)
    while rest > 0 {
        if rest & 1 == 1 { result *= square }
        square *= square
        rest >>= 1
    }
    var root = base
    while fraction > 0 {
        root = root.squareRoot()
        fraction *= 2
        if fraction >= 1 {
            result *= root
            fraction -= 1
        }
    }
    return result
}
