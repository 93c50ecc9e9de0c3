import Kernel

/// Conditions of arrows that are written in the portal's own language: `{=Document:OPPORTUNITY} > 1000`, `{=Document:UF_CRM_VIP} = Y`,
/// `{=Document:COMPANY_ID}` for «filled».
enum BPMNCondition {
    /// Nil for the languages of other systems.
    static func read(_ text: String) -> Condition? {
        guard let match = text.wholeMatch(of: /(\{=[A-Za-z]\w*:[^{}]+\})\s*(?:(==|=|!=|<>|>=|<=|>|<)\s*(.+))?/)?.output else { return nil }
        let source = String(match.1)
        guard Template(source).soleReference != nil else { return nil }
        guard let sign = match.2, let value = match.3 else { return .comparison(Comparison(Template(source), .filled)) }
        let bare = String(value).trimmingQuotes
        guard let comparison = operators[String(sign)] else { return nil }
        return .comparison(Comparison(source, comparison, bare))
    }

    private static let operators: [String: ConditionOperator] = [
        "=": .equal, "==": .equal, "!=": .notEqual, "<>": .notEqual, ">": .greater, ">=": .atLeast, "<": .less, "<=": .atMost,
    ]
}

extension String {
    fileprivate var trimmingQuotes: String {
        guard count >= 2, let first, first == last, "\"'".contains(first) else { return self }
        return String(dropFirst().dropLast())
    }
}
