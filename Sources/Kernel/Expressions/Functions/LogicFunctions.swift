/// `if`, `and`, `or`, `not`, `true`, `false`. Arguments are evaluated only as far as the answer needs.
enum LogicFunctions {
    static let all = [
        ExpressionFunction("if", 2...3, FunctionTexts.ifText) { call in
            try call.value(0).isTrue ? try call.value(1) : try call.value(2)
        },
        ExpressionFunction("and", 1..., FunctionTexts.and) { call in
            .bool(try call.arguments.indices.allSatisfy { try call.value($0).isTrue })
        },
        ExpressionFunction("or", 1..., FunctionTexts.or) { call in
            .bool(try call.arguments.indices.contains { try call.value($0).isTrue })
        },
        ExpressionFunction("not", 1...1, FunctionTexts.not) { .bool(!(try $0.value(0).isTrue)) },
        ExpressionFunction("true", 0...0, FunctionTexts.trueText) { _ in .bool(true) },
        ExpressionFunction("false", 0...0, FunctionTexts.falseText) { _ in .bool(false) },
    ]
}
