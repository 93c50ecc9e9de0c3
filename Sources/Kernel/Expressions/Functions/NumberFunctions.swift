/// Arithmetic. Rounding is decimal, half away from zero: `round(1.005; 2)` is 1.01.
enum NumberFunctions {
    static let all = [
        ExpressionFunction("abs", 1...1, FunctionTexts.abs) { .number(try $0.number(0).magnitude) },
        ExpressionFunction("intval", 1...1, FunctionTexts.intval) {
            .number(try leadingNumber($0).rounded(.towardZero))
        },
        ExpressionFunction("min", 1..., FunctionTexts.min) { try extreme($0, .less) },
        ExpressionFunction("max", 1..., FunctionTexts.max) { try extreme($0, .greater) },
        ExpressionFunction("round", 1...2, FunctionTexts.round) { call in
            let places = min(max(try call.whole(1), -300), 300)
            return .number(DecimalDigits(try call.number(0)).rounded(places: places).double)
        },
        ExpressionFunction("ceil", 1...1, FunctionTexts.ceil) { .number(try $0.number(0).rounded(.up)) },
        ExpressionFunction("floor", 1...1, FunctionTexts.floor) { .number(try $0.number(0).rounded(.down)) },
        ExpressionFunction("rand", 0...2, FunctionTexts.rand) { call in
            let low = try call.whole(0, or: 0)
            let high = try call.whole(1, or: 2_147_483_647)
            guard low <= high else { throw call.failure() }
            return .int(Int64(Int.random(in: low...high, using: &call.evaluation.random)))
        },
        ExpressionFunction("sqrt", 1...1, FunctionTexts.sqrt) { call in
            let number = try call.number(0)
            guard number >= 0 else { throw call.failure() }
            return .number(number.squareRoot())
        },
    ]

    /// `intval("12 шт")` is 12, of a text without a number 0.
    private static func leadingNumber(_ call: FunctionCall) throws -> Double {
        let value = try call.value(0)
        guard case .string(let text) = value else { return try call.evaluation.number(of: value, call.range) }
        let sign = text.trimmed.prefix { $0 == "-" || $0 == "+" }.prefix(1)
        let digits = text.trimmed.dropFirst(sign.count).prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        return Value.number(parsing: sign + digits) ?? 0
    }

    /// The least or greatest of all arguments, lists flattened; empty values do not take part. The value keeps its type,
    /// so `max` of two dates is a date.
    private static func extreme(_ call: FunctionCall, _ wanted: ValueComparison.Order) throws -> Value {
        var best: Value?
        for index in call.arguments.indices {
            for element in try call.elements(index) where !element.isEmpty {
                guard let current = best else {
                    best = element
                    continue
                }
                guard let order = call.evaluation.comparison.order(element, current) else { throw call.failure() }
                if order == wanted { best = element }
            }
        }
        if case .string(let text) = best, let number = Value.number(parsing: text) { return .number(number) }
        return best ?? .null
    }
}
