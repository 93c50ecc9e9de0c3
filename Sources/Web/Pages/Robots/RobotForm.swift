import Automation
import CRM
import Kernel

/// What a dialog sets up: a robot or a trigger, new or known.
enum Settled: Sendable {
    case robot(RobotSetting, any Robot)
    case trigger(TriggerSetting, any Trigger)

    var specs: [ParameterSpec] {
        switch self {
        case .robot(_, let kind): kind.parameters
        case .trigger(_, let kind): kind.parameters
        }
    }

    var stored: [String: JSONValue] {
        switch self {
        case .robot(let setting, _): setting.parameters
        case .trigger(let setting, _): setting.parameters
        }
    }

    var condition: Condition? {
        switch self {
        case .robot(let setting, _): setting.condition
        case .trigger(let setting, _): setting.condition
        }
    }

    var title: String {
        switch self {
        case .robot(let setting, _): setting.title
        case .trigger(let setting, _): setting.title
        }
    }

    var kindTitle: Text {
        switch self {
        case .robot(_, let kind): kind.title
        case .trigger(_, let kind): kind.title
        }
    }
}

/// The dialog of one robot or trigger: when, on what condition, and the questions of its kind.
struct RobotForm {
    let model: RobotsModel
    let stage: Stage
    let settled: Settled
    let isNew: Bool
    /// It stands inside a block, where everything runs one after the other.
    let isInside: Bool
    /// Where it is posted.
    let action: String
    /// Where it was opened from.
    let back: String
    let csrf: String
    let language: Language
    var typed: FormFields?
    /// By the name of the control; `condition`, `when` and `` for the whole.
    var errors: [String: String] = [:]

    private var stageSetting: StageAutomation? { model.edited[stage: stage.code] }

    func page() -> Page {
        var page = Page(isNew ? settled.kindTitle[language] : settled.title, form)
        page.layout = .narrow
        page.breadcrumbs = [
            (RobotsTexts.title[language], back),
            (RobotFormTexts.onStage.with(["stage": stage.name])[language], nil),
        ]
        return page
    }

    /// The form alone: what script puts back with its errors.
    var form: HTML {
        SettingFrame(action: action, csrf: csrf, isNew: isNew, back: back, errors: errors, language: language).html(content)
    }

    private var content: [HTML] {
        let vocabulary = model.vocabulary(of: stageSetting)
        let forms = ParameterForms(
            model: model, vocabulary: vocabulary, stage: stage.code, language: language, stored: shown, typed: typed, errors: errors)
        let specs = settled.specs
        let more = specs.filter(\.isAdvanced)
        let moreHTML: [HTML] = more.isEmpty && leaving.isEmpty ? [] : [advanced(more, forms)]
        return [title] + when(vocabulary) + [condition(vocabulary)] + specs.filter { !$0.isAdvanced }.map(forms.html) + moreHTML + wayBack
    }

    /// A new one starts with what its kind presets.
    private var shown: [String: JSONValue] {
        guard isNew else { return settled.stored }
        return settled.stored.merging(settled.specs.compactMap { spec in spec.preset.map { (spec.name, $0) } }) { known, _ in known }
    }

    private var title: HTML {
        .textField(
            Field("title", label: RobotFormTexts.name[language], error: errors["title"]), value: typed?["title"] ?? settled.title,
            autocomplete: "off")
    }

    private func when(_ vocabulary: Vocabulary) -> [HTML] {
        guard case .robot(let setting, _) = settled else { return [] }
        let forms = TimingForms(prefix: "when", vocabulary: vocabulary, language: language)
        let isAfter = typed.map { $0["when.order"] == "after" } ?? setting.timing.afterPrevious
        let order: HTML = """
            <div class="timing-order">\(orderChoice("start", RobotFormTexts.fromStart, !isAfter))\(orderChoice("after", RobotFormTexts.afterPrevious, isAfter))</div>
            """
        let field = Field("when", label: RobotFormTexts.when[language], error: errors["when"])
        return [.fieldGroup(field, "\(if: !isInside, order)\(forms.html(.timing(setting.timing), offers: .moments, typed: typed))")]
    }

    private func orderChoice(_ value: String, _ label: Text, _ isChecked: Bool) -> HTML {
        """
        <label class="choice"><input type="radio" name="when.order" value="\(value)"\(attribute: "checked", if: isChecked)>\
        <span>\(label, language)</span></label>
        """
    }

    private func condition(_ vocabulary: Vocabulary) -> HTML {
        let field = Field("condition", label: RobotFormTexts.condition[language], error: errors["condition"])
        let forms = ConditionForms(words: words(vocabulary), rowAddress: "\(model.address)/condition-row?stage=\(percentEncoded(stage.code))")
        let isOpen = settled.condition != nil || typed.map { !SentCondition($0).groups.isEmpty } ?? false || errors["condition"] != nil
        return """
            <details class="robot-part"\(attribute: "open", if: isOpen)><summary>\(RobotFormTexts.condition, language)</summary>\
            \(.fieldGroup(Field(field.name, label: "", error: field.error), forms.html(settled.condition, typed: typed)))</details>
            """
    }

    func words(_ vocabulary: Vocabulary) -> ConditionWords {
        ConditionWords(vocabulary: vocabulary, people: model.people, language: language, zone: model.zone)
    }

    private func advanced(_ specs: [ParameterSpec], _ forms: ParameterForms) -> HTML {
        let isOpen = specs.contains { errors["p.\($0.name)"] != nil }
        return """
            <details class="robot-part"\(attribute: "open", if: isOpen)><summary>\(RobotFormTexts.advanced, language)</summary>\
            \(.fields(specs.map(forms.html) + leaving))</details>
            """
    }

    /// What becomes of the robot when the item leaves; closing and handing over are for robots that may wait for a task.
    private var leaving: [HTML] {
        guard case .robot(let setting, let kind) = settled else { return [] }
        let choices = Leaving.allCases.filter { kind.mayWait || $0 == .stop || $0 == .finish }
        return [
            .selectField(
                Field("leaving", label: RobotFormTexts.leaving[language]),
                choices.map { Option($0.rawValue, RobotFormTexts.leaving($0)[language]) },
                selected: typed?["leaving"] ?? setting.leaving.rawValue)
        ]
    }

    private var wayBack: [HTML] {
        guard case .trigger(let setting, _) = settled else { return [] }
        let field = Field("allowsBack", label: RobotFormTexts.allowsBack[language])
        return [.checkbox(field, isChecked: typed?.flag("allowsBack") ?? setting.allowsBack)]
    }
}
