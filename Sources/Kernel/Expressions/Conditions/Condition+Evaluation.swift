extension Condition {
    /// Whether the condition holds, and why: every comparison is evaluated, also those that can no longer matter, so the
    /// journal shows all values as they were.
    /// - Throws: only what `environment` throws. Errors in expressions are in the explanation; their values are empty.
    package func evaluate(in environment: any EvaluationEnvironment) throws -> ConditionExplanation {
        switch self {
        case .all(let parts):
            let explained = try parts.map { try $0.evaluate(in: environment) }
            return ConditionExplanation(isTrue: explained.allSatisfy(\.isTrue), kind: .all(explained))
        case .any(let parts):
            let explained = try parts.map { try $0.evaluate(in: environment) }
            return ConditionExplanation(
                isTrue: explained.isEmpty || explained.contains(where: \.isTrue), kind: .any(explained))
        case .not(let part):
            let explained = try part.evaluate(in: environment)
            return ConditionExplanation(isTrue: !explained.isTrue, kind: .not(explained))
        case .comparison(let comparison):
            return try comparison.evaluate(in: environment)
        }
    }
}

extension Comparison {
    fileprivate func evaluate(in environment: any EvaluationEnvironment) throws -> ConditionExplanation {
        let seen = try left.evaluate(in: environment)
        let others = try right.map { try $0.evaluate(in: environment) }
        let values = others.map(\.value)
        let rule = ComparisonRule(environment: environment)
        let isTrue = sign == .changed ? hasChanged(environment.setting) : try rule.holds(seen.value, sign, values)
        let compared = ConditionExplanation.Compared(
            comparison: self, left: seen.value, right: values,
            leftText: try rule.text(of: seen.value, beside: left.soleReference),
            rightTexts: try values.map { try rule.text(of: $0, beside: left.soleReference) },
            errors: seen.errors + others.flatMap(\.errors))
        return ConditionExplanation(isTrue: isTrue, kind: .comparison(compared))
    }

    private func hasChanged(_ setting: EvaluationSetting) -> Bool {
        guard let reference = left.soleReference, reference.object == "Document" else { return false }
        return setting.changedFields.contains(reference.field)
    }
}

extension Operand {
    fileprivate func evaluate(in environment: any EvaluationEnvironment) throws -> Evaluated {
        switch self {
        case .template(let template): try template.evaluate(in: environment)
        case .value(let value): Evaluated(value: value)
        }
    }
}
