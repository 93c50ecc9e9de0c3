import Automation
import CRM
import Kernel

/// The dialog of a block that is no robot: a title, and what its kind asks.
struct BlockForm {
    let model: RobotsModel
    let stage: Stage
    let block: Block
    let isNew: Bool
    /// Which case of a choice is asked, one behind the last for a new one; nil for the choice itself.
    var number: Int?
    /// Where it is posted.
    let action: String
    /// Where it was opened from.
    let back: String
    let csrf: String
    let language: Language
    var typed: FormFields?
    /// By the name of the control; `` for the whole.
    var errors: [String: String] = [:]

    func page() -> Page {
        let title = number.map { ProcessTexts.caseTitle.with(["number": String($0 + 1)]) }
        var page = Page((title ?? block.look.title)[language], form)
        page.layout = .narrow
        page.breadcrumbs = [
            (ProcessTexts.crumb[language], back), (RobotFormTexts.onStage.with(["stage": stage.name])[language], nil),
        ]
        return page
    }

    /// The form alone: what script puts back with its errors.
    var form: HTML {
        SettingFrame(action: action, csrf: csrf, isNew: isNew, back: back, errors: errors, language: language).html([title] + content)
    }

    private var title: HTML {
        .textField(
            Field("title", label: (number == nil ? ProcessTexts.name : ProcessTexts.caseName)[language], help: ProcessTexts.nameHelp[language]),
            value: typed?["title"] ?? (number == nil ? block.title : option?.title ?? ""), autocomplete: "off")
    }

    /// The case of a choice that is asked; nil for one that is being added.
    private var option: ChoiceCase? {
        guard case .choice(_, _, let cases, _) = block, let number = number ?? (isNew ? 0 : nil), cases.indices.contains(number) else {
            return nil
        }
        return cases[number]
    }

    /// Where something else to wait for is chosen.
    var goalsAddress: String {
        isNew ? action.replacing("/blocks?", with: "/blocks/new?").replacing(/&goal=[^&]*/, with: "") : "\(action.prefix { $0 != "?" })?goal="
    }

    private var content: [HTML] {
        switch block {
        case .robot, .stop: []
        case .branch(_, _, let condition, _, _): [conditionField(RobotFormTexts.condition, condition)]
        case .choice:
            number == nil && !isNew
                ? [] : [conditionField(isNew ? ProcessTexts.firstCase : ProcessTexts.caseCondition, option?.condition ?? .always)]
        case .parallel(_, _, let waitsForAll, let branches): parallel(waitsForAll, branches.count)
        case .delay(_, _, let timing): [delay(timing)]
        case .loop(_, _, let condition, let limit, _): [conditionField(ProcessTexts.whileHolds, condition), limitField(limit)]
        case .wait(_, _, let rule, _, _): WaitForm(frame: self, rule: rule).fields
        case .each(_, _, let list, let limit, _): ListForm(frame: self, list: list, limit: limit).fields
        }
    }

    var vocabulary: Vocabulary { model.vocabulary(of: model.edited[stage: stage.code]) }

    private var conditionForms: ConditionForms {
        let words = ConditionWords(vocabulary: vocabulary, people: model.people, language: language, zone: model.zone)
        return ConditionForms(words: words, rowAddress: "\(model.address)/condition-row?stage=\(percentEncoded(stage.code))")
    }

    func conditionField(_ label: Text, _ condition: Condition?, help: Text? = nil) -> HTML {
        let field = Field("condition", label: label[language], help: help?[language], error: errors["condition"])
        return .fieldGroup(field, conditionForms.html(condition, typed: typed))
    }

    private func delay(_ timing: Timing) -> HTML {
        let forms = TimingForms(prefix: "when", vocabulary: vocabulary, language: language)
        let field = Field("when", label: ProcessTexts.until[language], error: errors["when"])
        return .fieldGroup(field, forms.html(.timing(timing), offers: .moments, typed: typed))
    }

    private func limitField(_ limit: Int) -> HTML {
        let field = Field("limit", label: ProcessTexts.limit[language], error: errors["limit"])
        return .textField(field, value: typed?["limit"] ?? String(limit), autocomplete: "off")
    }

    private func parallel(_ waitsForAll: Bool, _ count: Int) -> [HTML] {
        let modes = [Option("all", ProcessTexts.all[language]), Option("any", ProcessTexts.any[language])]
        let mode: HTML = .radios(
            Field("waitsFor", label: ProcessTexts.waitsFor[language]), modes, selected: typed?["waitsFor"] ?? (waitsForAll ? "all" : "any"))
        guard isNew else { return [mode] }
        let field = Field("branches", label: ProcessTexts.branches[language], error: errors["branches"])
        return [mode, .textField(field, value: typed?["branches"] ?? String(count), autocomplete: "off")]
    }

    // MARK: Reading

    /// The block that was sent, and what is wrong with it beside which control.
    func read(_ form: FormFields) -> (block: Block, errors: [String: Text]) {
        var errors: [String: Text] = [:]
        let title = form.text("title") ?? ""
        let read: Block
        switch block {
        case .robot, .stop: read = block
        case .branch(let id, _, let old, let then, let otherwise):
            read = .branch(id: id, title: title, condition: condition(form, old, &errors), then: then, otherwise: otherwise)
        case .choice(let id, let old, let cases, let otherwise):
            read = .choice(
                id: id, title: number == nil ? title : old, cases: number == nil && !isNew ? cases : self.cases(cases, title, form, &errors),
                otherwise: otherwise)
        case .parallel(let id, _, _, let branches):
            read = .parallel(
                id: id, title: title, waitsForAll: form["waitsFor"] != "any", branches: isNew ? fresh(form, &errors) : branches)
        case .delay(let id, _, let old): read = .delay(id: id, title: title, timing(form, old, &errors))
        case .loop(let id, _, let old, let limit, let body):
            read = .loop(
                id: id, title: title, condition: condition(form, old, &errors), limit: self.limit(form, limit, &errors), body: body)
        case .wait(let id, _, let rule, let came, let missed):
            read = .wait(id: id, title: title, WaitForm(frame: self, rule: rule).read(form, &errors), came: came, missed: missed)
        case .each(let id, _, let list, let limit, let body):
            let (list, limit) = ListForm(frame: self, list: list, limit: limit).read(form, &errors)
            read = .each(id: id, title: title, list, limit: limit, body: body)
        }
        return (read, errors)
    }

    /// The cases with the one that was asked changed or added.
    private func cases(_ cases: [ChoiceCase], _ title: String, _ form: FormFields, _ errors: inout [String: Text]) -> [ChoiceCase] {
        var cases = cases
        var asked = option ?? ChoiceCase(condition: .always)
        let isAdded = isNew || option == nil
        asked.condition = condition(form, asked.condition, isNew: isAdded, &errors)
        if !isNew { asked.title = title }
        let place = number ?? 0
        if cases.indices.contains(place) { cases[place] = asked } else { cases.append(asked) }
        if cases.count > BlockActions.mostBranches { errors[""] = ProcessTexts.manyCases }
        return cases
    }

    func condition(_ form: FormFields, _ old: Condition, isNew: Bool? = nil, _ errors: inout [String: Text]) -> Condition {
        do {
            if let condition = try conditionForms.condition(form, old: old) { return condition }
            // «Always» has no rows; a block that has it already may keep it.
            if isNew ?? self.isNew || old != .always { errors["condition"] = ProcessTexts.noCondition }
        } catch let failure as Failure {
            errors["condition"] = failure.message
        } catch {
            errors["condition"] = RobotFormTexts.errors
        }
        return old
    }

    /// A condition that may be left out.
    func optionalCondition(_ form: FormFields, _ old: Condition?, _ errors: inout [String: Text]) -> Condition? {
        do {
            return try conditionForms.condition(form, old: old)
        } catch let failure as Failure {
            errors["condition"] = failure.message
        } catch {
            errors["condition"] = RobotFormTexts.errors
        }
        return old
    }

    private func timing(_ form: FormFields, _ old: Timing, _ errors: inout [String: Text]) -> Timing {
        do {
            let forms = TimingForms(prefix: "when", vocabulary: vocabulary, language: language)
            guard case .timing(var timing) = try forms.moment(form, old: old) else {
                errors["when"] = ProcessTexts.noDelay
                return old
            }
            timing.afterPrevious = old.afterPrevious
            if timing.isImmediate, isNew || timing != old { errors["when"] = ProcessTexts.noDelay }
            return timing
        } catch let failure as Failure {
            errors["when"] = failure.message
        } catch {
            errors["when"] = RobotFormTexts.errors
        }
        return old
    }

    private func limit(_ form: FormFields, _ old: Int, _ errors: inout [String: Text]) -> Int {
        if let limit = form.number("limit"), (1...1000).contains(limit) { return limit }
        errors["limit"] = ProcessTexts.badLimit
        return old
    }

    private func fresh(_ form: FormFields, _ errors: inout [String: Text]) -> [[Block]] {
        if let count = form.number("branches"), (2...BlockActions.mostBranches).contains(count) { return Array(repeating: [], count: count) }
        errors["branches"] = ProcessTexts.badBranches
        return [[], []]
    }

    /// What the static check says about the block itself in the automation it now stands in; what stands in it is not asked.
    func findings(in body: PipelineAutomation) -> [String: Text] {
        guard let path = body[stage: stage.code]?.path(of: block.id) else { return [:] }
        var errors: [String: Text] = [:]
        for finding in model.findings(in: body) where finding.severity == .error {
            guard let rest = finding.place.path(below: path) else { continue }
            if let asked = number ?? (isNew ? 0 : nil), rest.hasPrefix("cases[\(asked)].condition") { errors["condition"] = finding.message }
            switch rest.prefix(while: { $0 != "." && $0 != "[" }) {
            case "condition": errors["condition"] = finding.message
            case "timing": errors["when"] = finding.message
            case "limit", "until", "deadline", "list": errors[String(rest.prefix { $0 != "." && $0 != "[" })] = finding.message
            case "parameters": errors["p.\(rest.dropFirst("parameters.".count).prefix { $0 != "." && $0 != "[" })"] = finding.message
            case "event": errors[""] = finding.message
            default: break
            }
        }
        return errors
    }
}
