import Automation
import CRM
import Kernel

/// The condition of a robot or trigger as a form: shown, and read back.
struct ConditionForms {
    let words: ConditionWords
    let rowAddress: String
    private var language: Language { words.language }
    private var vocabulary: Vocabulary { words.vocabulary }

    // MARK: Showing

    /// `typed` shows what was sent and refused instead of `condition`.
    func html(_ condition: Condition?, typed: FormFields?) -> HTML {
        if let typed { return builder(typedRows(typed)) + kept(condition, isKept: typed.flag("keepCondition")) }
        guard let shape = ConditionShape(condition) else {
            return kept(condition, isKept: true) + builder((.all, []))
        }
        return builder((shape.join, shape.groups.map { ($0.join, $0.comparisons.map(row)) }))
    }

    /// One row for the script that has changed a field or a comparison.
    func rowHTML(_ sent: FormFields) -> HTML {
        let name = sent["conditionField"] ?? ""
        let known = words.operations(name).map(\.value)
        let sign = sent["conditionOperator"].flatMap { known.contains($0) ? $0 : nil } ?? known.first ?? ""
        let row = ConditionForm.Row(field: name, operation: sign, value: words.control(name, ConditionOperator(rawValue: sign), ""))
        return .conditionRow(row, group: sent.number("conditionGroup") ?? 0, form(.all, []), language)
    }

    private func builder(_ shape: (join: ConditionJoin, groups: [(ConditionJoin, [ConditionForm.Row])])) -> HTML {
        .conditionBuilder(form(shape.join, shape.groups.map { ConditionForm.Group(join: $0.0, rows: $0.1) }), language)
    }

    private func form(_ join: ConditionJoin, _ groups: [ConditionForm.Group]) -> ConditionForm {
        let words = words
        return ConditionForm(join: join, groups: groups, fields: fields(groups), rowAddress: rowAddress) { words.operations($0) }
    }

    /// Every entry, and expressions that are there already.
    private func fields(_ groups: [ConditionForm.Group]) -> [Option] {
        let known = vocabulary.groups.flatMap(\.entries)
        let foreign = groups.flatMap(\.rows).map(\.field).filter { !$0.isEmpty && vocabulary.entry(named: $0) == nil }
        return known.map { Option($0.name, $0.title[language]) } + foreign.map { Option($0, vocabulary.human($0, language)) }
    }

    private func row(_ comparison: Comparison) -> ConditionForm.Row {
        let name = words.fieldName(of: comparison.left)
        return ConditionForm.Row(
            field: name, operation: comparison.sign.rawValue,
            value: words.control(name, comparison.sign, words.text(of: comparison)))
    }

    private func kept(_ condition: Condition?, isKept: Bool) -> HTML {
        guard let condition, ConditionShape(condition) == nil else { return HTML() }
        let sentence = RobotFormTexts.keepCondition.with(["condition": words.sentence(condition)])[language]
        return .checkbox(Field("keepCondition", label: sentence), isChecked: isKept)
    }

    private func typedRows(_ form: FormFields) -> (ConditionJoin, [(ConditionJoin, [ConditionForm.Row])]) {
        let sent = SentCondition(form)
        let groups = sent.groups.map { group in
            (group.join, group.rows.map { row in
                ConditionForm.Row(
                    field: row.field, operation: row.sign,
                    value: words.control(row.field, ConditionOperator(rawValue: row.sign), row.value))
            })
        }
        return (sent.join, groups)
    }

    // MARK: Reading

    /// The condition that was sent. Rows that still say what `old` says stay exactly what they are.
    /// - Throws: `Failure(.invalid, field: "condition")` naming the field whose value does not fit.
    func condition(_ form: FormFields, old: Condition?) throws -> Condition? {
        if form.flag("keepCondition") { return old }
        var known: [SentCondition.Row: Comparison] = [:]
        for comparison in old?.comparisons ?? [] {
            let row = SentCondition.Row(
                field: words.fieldName(of: comparison.left), sign: comparison.sign.rawValue, value: words.text(of: comparison))
            known[row] = comparison
        }
        let sent = SentCondition(form)
        return ConditionShape.condition(
            sent.join,
            try sent.groups.map { group in
                (group.join, try group.rows.map { try known[$0] ?? ComparisonReading(words: words).comparison($0) })
            })
    }
}

/// The builder's four lists put together again.
struct SentCondition {
    struct Row: Hashable {
        let field: String
        let sign: String
        let value: String
    }

    let join: ConditionJoin
    var groups: [(join: ConditionJoin, rows: [Row])] = []

    init(_ form: FormFields) {
        join = form["conditionJoin"].flatMap(ConditionJoin.init(rawValue:)) ?? .all
        groups = form.all("groupJoin").map { (ConditionJoin(rawValue: $0) ?? .all, []) }
        let (fields, signs, values) = (form.all("conditionField"), form.all("conditionOperator"), form.all("conditionValue"))
        for (place, number) in form.all("conditionGroup").enumerated() {
            guard let group = Int(number), groups.indices.contains(group), fields.indices.contains(place), !fields[place].isEmpty,
                signs.indices.contains(place), values.indices.contains(place)
            else { continue }
            groups[group].rows.append(Row(field: fields[place], sign: signs[place], value: values[place].withoutOuterSpace))
        }
        groups.removeAll { $0.rows.isEmpty }
    }
}
