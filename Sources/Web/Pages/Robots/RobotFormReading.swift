import Automation
import CRM
import Kernel

/// What a dialog sent, put together: the robot or trigger, and what is wrong with it beside which control.
struct RobotFormReading {
    let settled: Settled
    private(set) var errors: [String: Text] = [:]

    init(_ old: Settled, _ form: FormFields, in model: RobotsModel, stage: String, language: Language) {
        let vocabulary = model.vocabulary(of: model.edited[stage: stage])
        var reading = ParameterReading(
            model: model, vocabulary: vocabulary, stage: stage, language: language, form: form, old: old.stored)
        let parameters = reading.parameters(old.specs)
        var errors = reading.errors
        let title = form.text("title") ?? ""
        if title.isEmpty { errors["title"] = RobotFormTexts.noTitle }
        let words = ConditionWords(vocabulary: vocabulary, people: model.people, language: language, zone: model.zone)
        let condition = Self.read(old.condition, "condition", &errors) {
            try ConditionForms(words: words, rowAddress: "").condition(form, old: old.condition)
        }
        switch old {
        case .robot(var setting, let kind):
            setting.title = title
            setting.condition = condition
            setting.parameters = parameters
            setting.leaving = Leaving(rawValue: form["leaving"] ?? "") ?? setting.leaving
            setting.timing = Self.read(setting.timing, "when", &errors) {
                try Self.timing(form, TimingForms(prefix: "when", vocabulary: vocabulary, language: language), setting.timing)
            }
            settled = .robot(setting, kind)
        case .trigger(var setting, let kind):
            setting.title = title
            setting.condition = condition
            setting.parameters = parameters
            setting.allowsBack = form.flag("allowsBack")
            settled = .trigger(setting, kind)
        }
        self.errors = errors
    }

    private static func timing(_ form: FormFields, _ forms: TimingForms, _ old: Timing) throws -> Timing {
        guard case .timing(var timing) = try forms.moment(form, old: old) else { return old }
        // The dialog of a robot inside a block does not ask.
        timing.afterPrevious = form["when.order"].map { $0 == "after" } ?? old.afterPrevious
        return timing
    }

    private static func read<T>(_ fallback: T, _ name: String, _ errors: inout [String: Text], _ body: () throws -> T) -> T {
        do {
            return try body()
        } catch let failure as Failure {
            errors[name] = failure.message
        } catch {
            errors[name] = RobotFormTexts.errors
        }
        return fallback
    }

    /// Adds what the static check says about this one in the automation it now stands in.
    mutating func check(in body: PipelineAutomation, _ model: RobotsModel, at place: String) {
        for finding in model.findings(in: body) where finding.severity == .error {
            guard let rest = finding.place.path(below: place) else { continue }
            let part = rest.prefix { $0 != "." && $0 != "[" }
            let name: String =
                switch part {
                case "timing", "field": "when"
                case "condition": "condition"
                default: settled.specs.contains { $0.name == part } ? "p.\(part)" : ""
                }
            errors[name] = errors[name] ?? finding.message
        }
    }
}

extension String {
    /// What follows `place` in a finding's place; nil when it is somewhere else.
    func path(below place: String) -> String? {
        guard hasPrefix(place) else { return nil }
        let rest = dropFirst(place.count)
        guard let first = rest.first else { return "" }
        return first == "." ? String(rest.dropFirst()) : nil
    }
}
