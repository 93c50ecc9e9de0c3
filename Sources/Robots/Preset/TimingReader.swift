import Automation
import Kernel
import Yams

extension PresetNode {
    /// `now`, `after previous`, `{after: 3 days, workingTime: true, order: after previous}`, `{after: 1 hour, of: FIELD}`,
    /// `{before: 1 day, of: FIELD}`, `{at: FIELD, timeOfDay: "09:30"}`.
    func timing() throws -> Timing {
        if let word = node.string, node.mapping == nil {
            switch word {
            case "now": return .now
            case "after previous": return .afterPreviousRobot
            default: throw failure(PresetTexts.timing.with(["text": word]))
            }
        }
        let node = try allowing("after", "before", "at", "of", "workingTime", "timeOfDay", "order")
        var timing = Timing(
            afterPrevious: try node.optional("order").map { try $0.text() == "after previous" } ?? false,
            workingTimeOnly: try node.flag("workingTime"), timeOfDay: try node.optional("timeOfDay").map { try $0.timeOfDay() })
        if let at = node.optional("at") {
            timing.base = .field(try at.text())
            return timing
        }
        if let field = node.optional("of") { timing.base = .field(try field.text()) }
        let isBefore = node.optional("before") != nil
        let offset = try node.required(isBefore ? "before" : "after")
        try offset.readOffset(into: &timing)
        if isBefore { timing.amount = -timing.amount }
        return timing
    }

    /// `30 minutes`, `1 working day`.
    private func readOffset(into timing: inout Timing) throws {
        let text = try text()
        var words = text.split(separator: " ").map(String.init)
        if words.count == 3, words[1] == "working" {
            timing.countsWorkingTime = true
            words.remove(at: 1)
        }
        guard words.count == 2, let amount = Int(words[0]), amount >= 0,
            let unit = Timing.Unit(rawValue: words[1].hasSuffix("s") ? words[1] : words[1] + "s")
        else { throw failure(PresetTexts.timing.with(["text": text])) }
        timing.amount = amount
        timing.unit = unit
    }

    private func timeOfDay() throws -> LocalTime {
        let text = try text()
        guard let time = LocalTime(parsing: text) else { throw failure(PresetTexts.timing.with(["text": text])) }
        return time
    }
}
