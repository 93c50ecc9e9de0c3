import Kernel

/// A stage on a bar.
package struct StageStep: Sendable {
    package enum State: Sendable {
        case passed
        case now
        case ahead
    }

    /// What is posted as `stage`.
    package let code: String
    package let name: String
    package let color: StageColor
    package let state: State

    package init(_ code: String, name: String, color: StageColor, state: State) {
        self.code = code
        self.name = name
        self.color = color
        self.state = state
    }
}

extension HTML {
    /// The stages of an item as arrows; a click moves it there. `action` takes the POST of `stage`; nil shows only. `attributes` takes what
    /// improves the form, with a leading space.
    package static func stageBar(
        _ steps: [StageStep], action: String?, csrf: String, attributes: HTML = HTML(), _ language: Language
    ) -> HTML {
        // What lies behind takes the colour of the present stage: one colour tells how far the item is.
        let reached = steps.first { $0.state == .now }?.color
        let content: HTML = "\(each: steps, { stageStep($0, reached: reached, isButton: action != nil, language) })"
        let label = ComponentTexts.stages[language]
        guard let action else { return "<div class=\"stagebar\" role=\"group\" aria-label=\"\(label)\">\(content)</div>" }
        return """
            <form class="stagebar" method="post" action="\(url: action)" data-stagebar aria-label="\(label)"\(attributes)>\
            \(content)\(.csrfField(csrf))</form>
            """
    }

    /// The name of a stage with its colour beside it, for lists.
    package static func stageTag(_ name: String, color: StageColor) -> HTML {
        "<span class=\"stage-tag\"\(color.attribute)>\(name)</span>"
    }

    /// How far along an item is, for lists: one bar per stage, the passed ones coloured.
    package static func stageProgress(_ steps: [StageStep]) -> HTML {
        let current = steps.first { $0.state == .now }
        let bars = steps.map { step -> HTML in "<i\(classes: step.state == .ahead ? nil : "is-passed")></i>" }
        return """
            <span class="stage-progress" role="img" aria-label="\(current?.name ?? "")" title="\(current?.name ?? "")"\
            \((current?.color ?? .neutral).attribute)>\(bars)</span>
            """
    }

    private static func stageStep(
        _ step: StageStep, reached: StageColor?, isButton: Bool, _ language: Language
    ) -> HTML {
        let color = step.state == .passed ? reached ?? step.color : step.color
        let state: String? =
            switch step.state {
            case .passed: "stagebar-passed"
            case .now: "stagebar-now"
            case .ahead: nil
            }
        guard isButton, step.state != .now else {
            return """
                <span\(classes: "stagebar-step", state)\(color.attribute)\
                \(attribute: "aria-current", step.state == .now ? "step" : nil)>\(step.name)</span>
                """
        }
        let title = ComponentTexts.moveTo.with(["stage": step.name])
        return """
            <button\(classes: "stagebar-step", state) name="stage" value="\(step.code)" title="\(title, language)"\
            \(color.attribute)>\(step.name)</button>
            """
    }
}
