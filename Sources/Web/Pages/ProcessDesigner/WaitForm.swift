import Automation
import CRM
import Kernel

/// What can be waited for, as addresses of dialogs name it: `condition`, `moment`, `event:call_incoming`.
enum WaitGoal: Hashable {
    case condition, moment
    case event(String)

    init?(_ code: String, _ catalog: Automation.Catalog) {
        switch code {
        case "condition": self = .condition
        case "moment": self = .moment
        default:
            guard code.hasPrefix("event:"), catalog[trigger: String(code.dropFirst(6))] != nil else { return nil }
            self = .event(String(code.dropFirst(6)))
        }
    }

    init(_ goal: WaitRule.Goal) {
        self =
            switch goal {
            case .event(let kind, _, _): .event(kind)
            case .condition: .condition
            case .moment: .moment
            }
    }

    var code: String {
        switch self {
        case .condition: "condition"
        case .moment: "moment"
        case .event(let kind): "event:\(kind)"
        }
    }

    /// With nothing set yet.
    var fresh: WaitRule.Goal {
        switch self {
        case .condition: .condition(.always)
        case .moment: .moment(Timing())
        case .event(let kind): .event(kind: kind, parameters: [:], condition: nil)
        }
    }

    func title(_ catalog: Automation.Catalog) -> Text {
        switch self {
        case .condition: WaitTexts.condition
        case .moment: WaitTexts.moment
        case .event(let kind): catalog[trigger: kind]?.title ?? Text(verbatim: kind)
        }
    }
}

/// The questions of a wait: what it waits for, and until when.
struct WaitForm {
    let frame: BlockForm
    let rule: WaitRule
    private var language: Language { frame.language }
    private var model: RobotsModel { frame.model }

    var fields: [HTML] { [kind] + goal + [deadline] }

    private var kind: HTML {
        let title = WaitGoal(rule.goal).title(model.store.catalog)
        let field = Field("goal", label: WaitTexts.goal[language])
        return .fieldGroup(
            field,
            """
            <p class="row"><b>\(title, language)</b> <a class="link" href="\(url: frame.goalsAddress)" data-slideover="narrow">\(WaitTexts.another, language)</a></p>
            """)
    }

    private var goal: [HTML] {
        switch rule.goal {
        case .condition(let condition): [frame.conditionField(WaitTexts.untilHolds, condition)]
        case .moment(let timing): [timingField("until", WaitTexts.date, timing, offers: .fieldMoments)]
        case .event(let kind, let parameters, let condition):
            specs(kind).map(parameterForms(kind, parameters).html) + [frame.conditionField(WaitTexts.onlyIf, condition, help: WaitTexts.onlyIfHelp)]
        }
    }

    private var deadline: HTML {
        timingField("deadline", WaitTexts.deadline, rule.deadline, offers: .deadlines, help: WaitTexts.deadlineHelp)
    }

    private func timingField(
        _ prefix: String, _ label: Text, _ timing: Timing?, offers: TimingForms.Offers, help: Text? = nil
    ) -> HTML {
        let forms = TimingForms(prefix: prefix, vocabulary: frame.vocabulary, language: language)
        let field = Field(prefix, label: label[language], help: help?[language], error: frame.errors[prefix])
        return .fieldGroup(field, forms.html(timing.map { .timing($0) } ?? .none, offers: offers, typed: frame.typed))
    }

    private func specs(_ kind: String) -> [ParameterSpec] { model.store.catalog[trigger: kind]?.parameters ?? [] }

    private func parameterForms(_ kind: String, _ parameters: [String: JSONValue]) -> ParameterForms {
        let presets = frame.isNew ? specs(kind).compactMap { spec in spec.preset.map { (spec.name, $0) } } : []
        return ParameterForms(
            model: model, vocabulary: frame.vocabulary, stage: frame.stage.code, language: language,
            stored: parameters.merging(presets) { known, _ in known }, typed: frame.typed, errors: frame.errors)
    }

    // MARK: Reading

    func read(_ form: FormFields, _ errors: inout [String: Text]) -> WaitRule {
        WaitRule(readGoal(form, &errors), deadline: readTiming("deadline", rule.deadline, form, &errors))
    }

    private func readGoal(_ form: FormFields, _ errors: inout [String: Text]) -> WaitRule.Goal {
        switch rule.goal {
        case .condition(let old): return .condition(frame.condition(form, old, &errors))
        case .moment(let old):
            guard let timing = readTiming("until", old, form, &errors), timing.base != .entry else {
                if errors["until"] == nil { errors["until"] = WaitTexts.noMoment }
                return .moment(old)
            }
            return .moment(timing)
        case .event(let kind, let old, let condition):
            var reading = ParameterReading(
                model: model, vocabulary: frame.vocabulary, stage: frame.stage.code, language: language, form: form, old: old)
            let parameters = reading.parameters(specs(kind))
            errors.merge(reading.errors) { known, _ in known }
            return .event(kind: kind, parameters: parameters, condition: frame.optionalCondition(form, condition, &errors))
        }
    }

    private func readTiming(_ prefix: String, _ old: Timing?, _ form: FormFields, _ errors: inout [String: Text]) -> Timing? {
        do {
            let forms = TimingForms(prefix: prefix, vocabulary: frame.vocabulary, language: language)
            guard case .timing(var timing) = try forms.moment(form, old: old) else { return nil }
            timing.afterPrevious = old?.afterPrevious ?? false
            if timing.isImmediate { errors[prefix] = WaitTexts.noDeadline }
            return timing
        } catch let failure as Failure {
            errors[prefix] = failure.message
        } catch {
            errors[prefix] = RobotFormTexts.errors
        }
        return old
    }
}

/// The questions of a «for each»: what it goes through, and how much at most.
struct ListForm {
    let frame: BlockForm
    let list: ListSource
    let limit: Int
    private var language: Language { frame.language }

    /// What can be chosen without writing an expression.
    private var offered: [(option: Option, list: ListSource)] {
        let rows: [(Option, ListSource)] = ListSource.Rows.allCases.map { (Option($0.rawValue, WaitTexts.rows($0)[language]), .rows($0)) }
        let several = frame.model.fields.fields(of: frame.model.pipeline.id.entity).filter { $0.isMultiple && !$0.flags.contains(.technical) }
        return rows
            + several.map { field in
                let code = field.code.rawValue
                return (
                    Option("field:\(code)", WaitTexts.fieldValues.with(["field": field.title])[language]),
                    .values(Template("{=Document:\(code)}"))
                )
            }
    }

    var fields: [HTML] {
        let chosen = offered.first { $0.list == list }?.option.value
        let source: String = if case .values(let template) = list, chosen == nil { template.source } else { "" }
        let mode = frame.typed?["list"] ?? chosen ?? (source.isEmpty ? "" : "expression")
        let options = offered.map(\.option) + [Option("expression", WaitTexts.byExpression[language])]
        let expression = Field(
            "expression", label: WaitTexts.expression[language], help: WaitTexts.expressionHelp[language], error: frame.errors["expression"])
        let most = Field("limit", label: WaitTexts.limit[language], help: WaitTexts.limitHelp[language], error: frame.errors["limit"])
        return [
            .selectField(
                Field("list", label: WaitTexts.list[language], error: frame.errors["list"]), options, selected: mode,
                emptyLabel: RobotFormTexts.notChosen[language]),
            .insertionField(
                expression, value: frame.typed?["expression"] ?? frame.vocabulary.human(source, language),
                insertions: frame.vocabulary.insertions(language), language),
            .textField(most, value: frame.typed?["limit"] ?? String(limit), autocomplete: "off"),
        ]
    }

    // MARK: Reading

    func read(_ form: FormFields, _ errors: inout [String: Text]) -> (list: ListSource, limit: Int) {
        (readList(form, &errors), readLimit(form, &errors))
    }

    private func readList(_ form: FormFields, _ errors: inout [String: Text]) -> ListSource {
        let code = form["list"] ?? ""
        if let known = offered.first(where: { $0.option.value == code }) { return known.list }
        guard code == "expression", let text = form.text("expression") else {
            errors[code == "expression" ? "expression" : "list"] = WaitTexts.noList
            return list
        }
        let template = Template(text, aliases: frame.vocabulary.aliases)
        if let problem = template.problems.first { errors["expression"] = problem.message }
        return .values(Template(template.canonicalSource))
    }

    private func readLimit(_ form: FormFields, _ errors: inout [String: Text]) -> Int {
        if let limit = form.number("limit"), (1...ListSource.maximum).contains(limit) { return limit }
        errors["limit"] = WaitTexts.badLimit
        return limit
    }
}
