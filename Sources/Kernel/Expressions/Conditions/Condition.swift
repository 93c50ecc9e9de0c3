/// When a robot, a branch or a trigger applies: comparisons joined by «и» and «или», in groups of any depth.
package indirect enum Condition: Hashable, Sendable {
    /// All hold; an empty group holds.
    case all([Condition])
    /// At least one holds; an empty group holds, as it asks for nothing.
    case any([Condition])
    case not(Condition)
    case comparison(Comparison)

    /// Asks for nothing.
    package static let always = Condition.all([])

    /// All comparisons, from left to right.
    package var comparisons: [Comparison] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.comparisons)
        case .not(let part): part.comparisons
        case .comparison(let comparison): [comparison]
        }
    }
}

/// One line of a condition: «Товары есть на складе? — не равно — Да».
package struct Comparison: Hashable, Sendable {
    /// What is looked at, usually one insertion: `{=Document:UF_CRM_IN_STOCK}`.
    package let left: Template
    package let sign: ConditionOperator
    /// What it is compared with: as many as `sign.operands` says.
    package let right: [Operand]

    package init(_ left: Template, _ sign: ConditionOperator, _ right: [Operand] = []) {
        self.left = left
        self.sign = sign
        self.right = right
    }

    /// With right sides written as templates: `Comparison("{=Document:STAGE_ID}", .equal, "NEW")`.
    package init(_ left: String, _ sign: ConditionOperator, _ right: String...) {
        self.init(Template(left), sign, right.map { .template(Template($0)) })
    }
}

/// The right side of a comparison.
package enum Operand: Hashable, Sendable {
    /// A text, which may be or contain an insertion.
    case template(Template)
    /// A value chosen in the form: a person, a day, a sum, an option of a list.
    case value(Value)
}

// MARK: - Checks before anything runs
extension Condition {
    /// All insertions on either side of all comparisons.
    package var references: [FieldReference] { comparisons.flatMap { $0.templates.flatMap(\.references) } }

    /// The condition as it is to be stored: `{{Title}}` replaced by codes on both sides.
    package func canonical(aliases: @escaping AliasResolver) -> Condition {
        switch self {
        case .all(let parts): .all(parts.map { $0.canonical(aliases: aliases) })
        case .any(let parts): .any(parts.map { $0.canonical(aliases: aliases) })
        case .not(let part): .not(part.canonical(aliases: aliases))
        case .comparison(let comparison): .comparison(comparison.canonical(aliases: aliases))
        }
    }

    /// What would fail whatever the data: malformed expressions and insertions of names that nobody knows.
    package func errors(knownReference: (FieldReference) -> Bool) -> [ExpressionError] {
        comparisons.flatMap { $0.templates.flatMap { $0.errors(knownReference: knownReference) } }
    }
}

extension Comparison {
    fileprivate func canonical(aliases: @escaping AliasResolver) -> Comparison {
        let operands = right.map { operand -> Operand in
            guard case .template(let template) = operand else { return operand }
            return .template(Template(Template(template.source, aliases: aliases).canonicalSource))
        }
        return Comparison(Template(Template(left.source, aliases: aliases).canonicalSource), sign, operands)
    }

    var templates: [Template] {
        [left] + right.compactMap { if case .template(let template) = $0 { template } else { nil } }
    }
}
