/// Lists: multiple fields, several people.
enum ListFunctions {
    static let all = [
        ExpressionFunction("implode", 2...2, FunctionTexts.implode) { call in
            let glue = try call.text(0)
            let values = try call.elements(1)
            try call.evaluation.spend(glue.utf8.count * values.count, at: call.range)
            return .string(try values.map { try call.evaluation.text(of: $0, call.range) }.joined(separator: glue))
        },
        ExpressionFunction("explode", 2...2, FunctionTexts.explode) { call in
            let delimiter = try call.text(0)
            let text = try call.text(1)
            guard !delimiter.isEmpty else { throw call.failure() }
            return .list(text.split(separator: delimiter, omittingEmptySubsequences: false).map { .string(String($0)) })
        },
        ExpressionFunction("merge", 1..., FunctionTexts.merge) { call in
            .list(try call.arguments.indices.reduce(into: []) { result, index in result += try call.elements(index) })
        },
        ExpressionFunction("firstvalue", 1...1, FunctionTexts.firstvalue) { try $0.value(0).elements.first ?? .null },
        ExpressionFunction("swirl", 1...1, FunctionTexts.swirl) { call in
            let values = try call.elements(0)
            return .list(Array(values.dropFirst()) + Array(values.prefix(1)))
        },
        ExpressionFunction("shuffle", 1...1, FunctionTexts.shuffle) { call in
            .list(try call.elements(0).shuffled(using: &call.evaluation.random))
        },
    ]
}
