extension Condition {
    /// The condition as a sentence: «Товары есть на складе? — не равно — Да и Сумма — больше — 1000».
    /// - Parameters:
    ///   - title: the name of a field; nil shows the insertion as it is written.
    ///   - value: how a right side beside that field is shown («Да» for `Y`, a person's name); nil shows it plainly.
    package func description(
        title: (FieldReference) -> Text?, value: (Value, FieldReference?) -> Text? = { _, _ in nil }
    ) -> Text {
        switch self {
        case .all(let parts): ConditionWording.joined(parts.map { $0.part(title, value) }, ConditionTexts.and)
        case .any(let parts): ConditionWording.joined(parts.map { $0.part(title, value) }, ConditionTexts.or)
        case .not(let part):
            ConditionTexts.not.with(["condition": part.description(title: title, value: value).inBrackets])
        case .comparison(let comparison): comparison.sentence(title, value)
        }
    }

    private func part(_ title: (FieldReference) -> Text?, _ value: (Value, FieldReference?) -> Text?) -> Text {
        let written = description(title: title, value: value)
        return switch self {
        case .all, .any: written.inBrackets
        case .not, .comparison: written
        }
    }
}

extension Comparison {
    fileprivate func sentence(_ title: (FieldReference) -> Text?, _ value: (Value, FieldReference?) -> Text?) -> Text {
        let field = left.soleReference
        let others = right.map { operand -> Text in
            switch operand {
            case .value(let chosen): value(chosen, field) ?? ConditionWording.plain(chosen)
            case .template(let template):
                template.isLiteral
                    ? value(.string(template.source), field) ?? ConditionWording.plain(.string(template.source))
                    : ConditionWording.name(of: template, title)
            }
        }
        return ConditionWording.sentence(ConditionWording.name(of: left, title), sign, others)
    }
}

/// Sentences that conditions and their explanations share.
enum ConditionWording {
    /// «left — sign — right»
    static func sentence(_ left: Text, _ sign: ConditionOperator, _ right: [Text]) -> Text {
        let dash = " — "
        let start = left.followed(by: dash).followed(by: sign.title)
        guard let first = right.first else { return start }
        let others =
            if sign == .between, right.count > 1 {
                ConditionTexts.range.with(["from": first, "to": right[1]])
            } else {
                right.dropFirst().reduce(first) { $0.followed(by: ", ").followed(by: $1) }
            }
        return start.followed(by: dash).followed(by: others)
    }

    static func joined(_ parts: [Text], _ pattern: Text) -> Text {
        guard let first = parts.first else { return ConditionTexts.always }
        return parts.dropFirst().reduce(first) { pattern.with(["left": $0, "right": $1]) }
    }

    static func name(of template: Template, _ title: (FieldReference) -> Text?) -> Text {
        template.soleReference.flatMap(title) ?? Text(verbatim: template.source)
    }

    static func plain(_ value: Value) -> Text {
        switch value {
        case .bool(let isYes): isYes ? ValueTexts.yes : ValueTexts.no
        case .date(let day): Text(verbatim: day.dottedText)
        case .null, .int, .double, .string, .dateTime, .money, .reference, .list:
            value.isEmpty ? ValueTexts.notFilled : Text(verbatim: value.printable)
        }
    }
}

extension Text {
    var inBrackets: Text { Text(ru: "(\(russian))", en: "(\(english))") }

    func followed(by other: Text) -> Text { Text(ru: russian + other.russian, en: english + other.english) }
    func followed(by text: String) -> Text { followed(by: Text(verbatim: text)) }
}
