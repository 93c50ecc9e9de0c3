import Kernel

extension StaticCheck {
    mutating func check(_ rule: WaitRule, _ place: String) {
        check(rule.condition, "\(place).condition")
        switch rule.goal {
        case .event(let kind, let parameters, _):
            if let trigger = catalog[trigger: kind] {
                check(parameters, trigger.parameters, "\(place).parameters")
            } else {
                error("\(place).event", CheckTexts.unknownTrigger.with(["kind": kind]))
            }
        case .condition(let condition):
            if condition == .always { error("\(place).condition", CheckTexts.waitsForNothing) }
        case .moment(let timing):
            check(timing, "\(place).until")
            if timing.isImmediate { error("\(place).until", CheckTexts.waitsForNothing) }
        }
        guard let deadline = rule.deadline else { return }
        check(deadline, "\(place).deadline")
        if deadline.isImmediate { error("\(place).deadline", CheckTexts.noTimeToWait) }
    }

    mutating func check(_ list: ListSource, _ place: String) {
        guard case .values(let template) = list else { return }
        if template.isLiteral { error(place, CheckTexts.noList) }
        checkTemplates(.string(template.source), place)
    }
}
