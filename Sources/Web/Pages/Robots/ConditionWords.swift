import Automation
import CRM
import Kernel

/// Conditions in words and in controls: what a stored operand is called, which control takes it.
struct ConditionWords: Sendable {
    let vocabulary: Vocabulary
    let people: PeopleSnapshot
    let language: Language
    let zone: TimeZoneRules

    /// «Товары есть на складе? — не равно — Да»
    func sentence(_ condition: Condition) -> String {
        condition.description(
            title: { vocabulary.title(of: $0) },
            value: { value, reference in reference.flatMap { vocabulary.entry($0) }.flatMap { name(of: value, for: $0) } })[language]
    }

    /// What people call a value of this entry; nil shows it plainly.
    private func name(of value: Value, for entry: Vocabulary.Entry) -> Text? {
        switch (entry.type, value) {
        case (.option, .string(let code)): entry.source?.option(code)?.name
        case (.stage, .string(let code)): vocabulary.pipeline[code]?.name
        case (.user, .reference(let reference)) where reference.kind == .user: Text(verbatim: people.name(of: UserID(reference.id)))
        case (.user, .int(let id)): Text(verbatim: people.name(of: UserID(id)))
        default: nil
        }
    }

    // MARK: Rows of the builder

    /// The name that a comparison's left side has in the list of fields: an entry's, or the expression as it is written.
    func fieldName(of left: Template) -> String {
        left.soleReference.flatMap { $0.modifiers.isEmpty ? vocabulary.entry($0)?.name : nil } ?? left.source
    }

    func left(named name: String) -> Template {
        name.hasPrefix("{=") || name.hasPrefix("=") ? Template(name) : Template("{=\(name)}")
    }

    /// What the control of a comparison shows.
    func text(of comparison: Comparison) -> String {
        let entry = vocabulary.entry(named: fieldName(of: comparison.left))
        let texts = comparison.right.map { text(of: $0, entry, isListed: comparison.sign.takesSeveral) }
        return texts.joined(separator: comparison.sign == .between ? " … " : ", ")
    }

    private func text(of operand: Operand, _ entry: Vocabulary.Entry?, isListed: Bool) -> String {
        switch operand {
        case .template(let template): return vocabulary.human(template.source, language)
        case .value(let value):
            if isListed, let entry, let name = name(of: value, for: entry) { return name[language] }
            switch value {
            case .reference(let reference) where reference.kind == .user: return String(reference.id)
            case .dateTime(let moment): return zone.inputText(moment)
            case .money(let money): return money.decimalString
            case .null, .bool, .int, .double, .string, .date, .reference, .list: return value.printable
            }
        }
    }

    /// The comparisons that an entry's type knows.
    func operations(_ name: String) -> [Option] {
        guard let entry = vocabulary.entry(named: name) else {
            return ComparedType.text.operators.filter { $0 != .changed }.map { Option($0.rawValue, $0.title[language]) }
        }
        let isOwn = entry.object == "Document" && !entry.field.contains(".")
        return entry.type.operators.filter { isOwn || $0 != .changed }.map { Option($0.rawValue, $0.title[language]) }
    }

    /// The control for the right side, named `conditionValue`, sent exactly once.
    func control(_ name: String, _ sign: ConditionOperator?, _ text: String) -> HTML {
        let entry = vocabulary.entry(named: name)
        let sign = sign ?? entry?.type.operators.first ?? .equal
        let field = Field("conditionValue", label: ComponentTexts.conditionValue[language], id: "condition-value")
        if sign.operands.upperBound == 0 { return .hiddenField("conditionValue", "") }
        if sign == .between { return line(text, RobotFormTexts.rangeHint) }
        if sign.takesSeveral { return line(text, RobotFormTexts.severalHint) }
        let isInsertion = text.contains("{") || text.hasPrefix("=")
        guard let entry, !isInsertion else { return line(text, nil) }
        if let choices = choices(entry) {
            return "<select class=\"input\" name=\"conditionValue\" aria-label=\"\(field.label)\">\(each: choices, { .option($0, isSelected: $0.value == text) })</select>"
        }
        switch entry.type {
        case .date: return "<input class=\"input\" type=\"date\" name=\"conditionValue\" value=\"\(text)\" aria-label=\"\(field.label)\">"
        case .dateTime:
            return "<input class=\"input\" type=\"datetime-local\" name=\"conditionValue\" value=\"\(text)\" aria-label=\"\(field.label)\">"
        case .text, .number, .money, .bool, .option, .item, .user, .stage, .file: return line(text, nil)
        }
    }

    private func line(_ text: String, _ hint: Text?) -> HTML {
        """
        <input class="input" name="conditionValue" value="\(text)" aria-label="\(ComponentTexts.conditionValue, language)"\
        \(attribute: "placeholder", hint?[language]) autocomplete="off">
        """
    }

    private func choices(_ entry: Vocabulary.Entry) -> [Option]? {
        switch entry.type {
        case .bool: [Option("Y", RobotFormTexts.yes[language]), Option("N", RobotFormTexts.no[language])]
        case .option where entry.source != nil:
            entry.source?.options.filter { !$0.isHidden }.map { Option($0.code, $0.name[language]) }
        case .stage: vocabulary.pipeline.stages.map { Option($0.code, $0.name[language]) }
        case .user: people.people.filter(\.isActive).map { Option($0.id.description, $0.name) }
        case .text, .number, .money, .date, .dateTime, .option, .item, .file: nil
        }
    }
}

extension ConditionOperator {
    /// One of those given.
    var takesSeveral: Bool { self == .in || self == .notIn }
}
