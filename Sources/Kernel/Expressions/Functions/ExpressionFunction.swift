/// A function of the expression language: one entry of a family's table declares all of it.
package struct ExpressionFunction: Sendable {
    /// Lower-case; people may write it in any case.
    package let name: String
    /// How many arguments it takes.
    package let arity: ClosedRange<Int>
    /// What it does and how it is written, for the list of functions on screen.
    package let summary: Text
    let body: @Sendable (FunctionCall) throws -> Value

    init(
        _ name: String, _ arity: ClosedRange<Int>, _ summary: Text,
        _ body: @escaping @Sendable (FunctionCall) throws -> Value
    ) {
        self.name = name
        self.arity = arity
        self.summary = summary
        self.body = body
    }

    /// Any number of arguments, from `least`.
    init(
        _ name: String, _ least: PartialRangeFrom<Int>, _ summary: Text,
        _ body: @escaping @Sendable (FunctionCall) throws -> Value
    ) {
        self.init(name, least.lowerBound...Int.max, summary, body)
    }

    /// All functions, family by family.
    package static let all: [ExpressionFunction] =
        LogicFunctions.all + NumberFunctions.all + StringFunctions.all + ListFunctions.all + ConversionFunctions.all
        + DateFunctions.all + WorkdayFunctions.all

    private static let byName: [String: ExpressionFunction] = Dictionary(
        uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// The function of a lower-case name; nil when there is none.
    static func named(_ name: String) -> ExpressionFunction? { byName[name] }

    var arityProblem: Text {
        let least = arity.lowerBound
        let most = arity.upperBound
        let count = most == Int.max ? "\(least)…" : (least == most ? "\(least)" : "\(least)–\(most)")
        return ExpressionTexts.argumentCount.with(["name": name, "count": count])
    }
}

/// A function being called: its arguments are evaluated when the body asks for them, so `if` never touches the branch
/// not taken.
struct FunctionCall {
    let name: String
    let arguments: [ExpressionNode]
    let range: Range<Int>
    let evaluation: Evaluation

    var setting: EvaluationSetting { evaluation.setting }
    var count: Int { arguments.count }

    /// Error 8 at this call.
    func failure(_ detail: Text? = nil, _ code: ExpressionError.Code = .wrongArguments) -> ExpressionError {
        evaluation.error(code, range, detail)
    }

    /// The value of an argument; null when it was left out.
    func value(_ index: Int) throws -> Value {
        index < count ? try evaluation.value(of: arguments[index]) : .null
    }

    /// Written, even if its value is empty.
    func has(_ index: Int) -> Bool {
        index < count && arguments[index] != .literal(.null)
    }

    func text(_ index: Int) throws -> String {
        try evaluation.text(of: try value(index), range)
    }

    func number(_ index: Int) throws -> Double {
        try evaluation.number(of: try value(index), range)
    }

    /// A number without its fraction, within ±2 147 483 647; `other` when the argument was left out.
    func whole(_ index: Int, or other: Int = 0) throws -> Int {
        guard has(index) else { return other }
        return Int(min(max(try number(index), -2_147_483_647), 2_147_483_647).rounded(.towardZero))
    }

    /// The elements of a list, a single value as one; counted as work.
    func elements(_ index: Int) throws -> [Value] {
        let elements = try value(index).elements
        try evaluation.spend(elements.count, at: range)
        return elements
    }

    /// The moment of an argument; now when it was left out.
    func moment(_ index: Int) throws -> Timestamp {
        guard has(index) else { return setting.now }
        return try evaluation.moment(of: try value(index), range)
    }

    func user(_ index: Int) throws -> UserID {
        try evaluation.user(of: try value(index), range)
    }
}
