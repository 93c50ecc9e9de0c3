import Automation
import CRM
import Kernel

/// What the static check found, at the cards it belongs to and as a list.
struct BoardFindings {
    struct Line {
        /// «Подбор оборудования → Задача»
        let place: String
        /// Where to scroll; nil when no card stands there.
        let card: String?
        let message: String
        let isError: Bool
    }

    private(set) var lines: [Line] = []
    private var errors: [String: String] = [:]
    private var warnings: [String: String] = [:]

    var hasErrors: Bool { lines.contains(where: \.isError) }
    func error(_ id: String) -> String? { errors[id] }
    func warning(_ id: String) -> String? { warnings[id] }

    init(_ body: PipelineAutomation, _ model: RobotsModel, _ language: Language) {
        for finding in model.findings(in: body) {
            let message = finding.message[language]
            let isError = finding.severity == .error
            guard let stage = body.stages.first(where: { finding.place.path(below: "stages[\($0.stage)]") != nil }) else {
                lines.append(Line(place: finding.place, card: nil, message: message, isError: isError))
                continue
            }
            let name = model.pipeline[stage.stage]?.name[language] ?? stage.stage
            let found = Self.card(finding.place, in: stage)
            lines.append(
                Line(
                    place: [name, found?.title].compactMap(\.self).joined(separator: " → "),
                    card: found.map { "robot-\($0.id)" } ?? "stage-\(stage.stage)", message: message, isError: isError))
            guard let found else { continue }
            if isError { errors[found.id] = errors[found.id] ?? message } else { warnings[found.id] = warnings[found.id] ?? message }
        }
    }

    private static func card(_ place: String, in stage: StageAutomation) -> (id: String, title: String)? {
        let start = "stages[\(stage.stage)]"
        for (index, trigger) in stage.triggers.enumerated() where place.path(below: "\(start).triggers[\(index)]") != nil {
            return (trigger.id, trigger.title)
        }
        for (index, block) in stage.process.enumerated() {
            guard case .robot(let robot) = block, place.path(below: "\(start).robots[\(index)]") != nil else { continue }
            return (robot.id, robot.title)
        }
        return nil
    }

    /// The list, errors first, each leading to its card.
    func notice(_ language: Language) -> HTML {
        guard !lines.isEmpty else { return HTML() }
        let ordered = lines.filter(\.isError) + lines.filter { !$0.isError }
        let title = (hasErrors ? RobotsTexts.refused : RobotsTexts.warnings)[language]
        return .notice(
            hasErrors ? .danger : .warning, icon: .triangleAlert, title: title,
            "<ul class=\"robots-findings\">\(each: ordered, { line in "<li>\(link(line)): \(line.message)</li>" })</ul>")
    }

    private func link(_ line: Line) -> HTML {
        guard let card = line.card else { return "\(line.place)" }
        return "<a class=\"link\" href=\"#\(card)\">\(line.place)</a>"
    }
}
