/// How a condition came to hold or not, for the journal of an item and the simulator.
package struct ConditionExplanation: Hashable, Sendable {
    package indirect enum Kind: Hashable, Sendable {
        case all([ConditionExplanation])
        case any([ConditionExplanation])
        case not(ConditionExplanation)
        case comparison(Compared)
    }

    /// One comparison with both values as they were.
    package struct Compared: Hashable, Sendable {
        package let comparison: Comparison
        package let left: Value
        package let right: [Value]
        /// The values as people read them; empty for an empty value.
        package let leftText: String
        package let rightTexts: [String]
        package let errors: [ExpressionError]
    }

    package let isTrue: Bool
    package let kind: Kind

    /// Errors of all comparisons.
    package var errors: [ExpressionError] { compared.flatMap { $0.errors } }

    /// All comparisons, from left to right.
    package var compared: [Compared] {
        switch kind {
        case .all(let parts), .any(let parts): parts.flatMap(\.compared)
        case .not(let part): part.compared
        case .comparison(let compared): [compared]
        }
    }
}

extension ConditionExplanation {
    /// For a journal: `{"result":true,"all":[…]}`; a comparison has `left`, `op`, both values and their texts.
    package var json: JSONValue {
        switch kind {
        case .all(let parts): ["result": .bool(isTrue), "all": .array(parts.map(\.json))]
        case .any(let parts): ["result": .bool(isTrue), "any": .array(parts.map(\.json))]
        case .not(let part): ["result": .bool(isTrue), "not": part.json]
        case .comparison(let compared):
            .members([
                "result": .bool(isTrue), "left": .string(compared.comparison.left.source),
                "op": .string(compared.comparison.sign.rawValue), "leftValue": compared.left.json,
                "rightValues": .array(compared.right.map(\.json)), "leftText": .string(compared.leftText),
                "rightTexts": .array(compared.rightTexts.map(JSONValue.string)),
                "errors": compared.errors.isEmpty ? nil : .array(compared.errors.map { .string($0.message.russian) }),
            ])
        }
    }

    /// «Товары есть на складе? (не заполнено) — не равно — Да: да»; groups as `Condition.description`.
    package func description(title: (FieldReference) -> Text?) -> Text {
        let written = sentence(title)
        return (isTrue ? ConditionTexts.isTrue : ConditionTexts.isFalse).with(["condition": written])
    }

    private func sentence(_ title: (FieldReference) -> Text?) -> Text {
        switch kind {
        case .all(let parts): ConditionWording.joined(parts.map { $0.part(title) }, ConditionTexts.and)
        case .any(let parts): ConditionWording.joined(parts.map { $0.part(title) }, ConditionTexts.or)
        case .not(let part): ConditionTexts.not.with(["condition": part.sentence(title).inBrackets])
        case .comparison(let compared): compared.sentence(title)
        }
    }

    private func part(_ title: (FieldReference) -> Text?) -> Text {
        switch kind {
        case .all, .any: sentence(title).inBrackets
        case .not, .comparison: sentence(title)
        }
    }
}

extension ConditionExplanation.Compared {
    fileprivate func sentence(_ title: (FieldReference) -> Text?) -> Text {
        let name = ConditionWording.name(of: comparison.left, title)
        let shown = leftText.isEmpty ? ValueTexts.notFilled : Text(verbatim: leftText)
        let seen = ConditionTexts.seen.with(["title": name, "value": shown])
        let others = rightTexts.map { $0.isEmpty ? ValueTexts.notFilled : Text(verbatim: $0) }
        return ConditionWording.sentence(seen, comparison.sign, others)
    }
}
