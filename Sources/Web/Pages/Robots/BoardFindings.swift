import Automation
import CRM
import Kernel

/// What the static check found, at the cards it belongs to and as a list.
struct BoardFindings {
    /// Where the list stands and its links lead.
    enum Screen {
        /// The robots screen at this address: a block of a process is one card there.
        case board(String)
        /// The designer of one stage: every block has a card, other stages are on the robots screen at this address.
        case process(stage: String, board: String)
    }

    struct Line {
        /// «Подбор оборудования → Задача»
        let place: String
        /// The card; nil when the stage is not known.
        let link: String?
        let message: String
        let isError: Bool
    }

    private(set) var lines: [Line] = []
    private var errors: [String: String] = [:]
    private var warnings: [String: String] = [:]
    private var inner: [String: String] = [:]
    private var innerWarnings: [String: String] = [:]

    var hasErrors: Bool { lines.contains(where: \.isError) }
    /// At a trigger, a robot or a block itself.
    func error(_ id: String) -> String? { errors[id] }
    func warning(_ id: String) -> String? { warnings[id] }
    /// At a block of a column or anything inside it.
    func error(in id: String) -> String? { inner[id] }
    func warning(in id: String) -> String? { innerWarnings[id] }

    init(_ body: PipelineAutomation, _ model: RobotsModel, on screen: Screen, _ language: Language) {
        for finding in model.findings(in: body) {
            let message = finding.message[language]
            let isError = finding.severity == .error
            guard let stage = body.stages.first(where: { finding.place.path(below: "stages[\($0.stage)]") != nil }) else {
                lines.append(Line(place: finding.place, link: nil, message: message, isError: isError))
                continue
            }
            let name = (model.pipeline[stage.stage]?.name ?? stage.named.map { Text(verbatim: $0.title) })?[language] ?? stage.stage
            let trail = Self.trail(finding.place, in: stage, language)
            lines.append(
                Line(
                    place: ([name] + trail.suffix(1).map(\.title)).joined(separator: " → "),
                    link: Self.link(to: trail.map(\.id), stage.stage, on: screen), message: message, isError: isError))
            guard let top = trail.first?.id, let found = trail.last?.id else { continue }
            if isError {
                errors[found] = errors[found] ?? message
                inner[top] = inner[top] ?? message
            } else {
                warnings[found] = warnings[found] ?? message
                innerWarnings[top] = innerWarnings[top] ?? message
            }
        }
    }

    /// The trigger, or the blocks from the outside in, that a place leads through.
    private static func trail(_ place: String, in stage: StageAutomation, _ language: Language) -> [(id: String, title: String)] {
        for (index, trigger) in stage.triggers.enumerated() where place.path(below: "stages[\(stage.stage)].triggers[\(index)]") != nil {
            return [(trigger.id, trigger.title)]
        }
        return stage.trail(to: place).map { ($0.id, $0.title.isEmpty ? $0.look.title[language] : $0.title) }
    }

    private static func link(to trail: [String], _ stage: String, on screen: Screen) -> String {
        switch screen {
        case .board: return trail.first.map { "#robot-\($0)" } ?? "#stage-\(stage)"
        case .process(stage, _): return trail.last.map { "#robot-\($0)" } ?? "#process"
        case .process(_, let board): return board + (trail.first.map { "#robot-\($0)" } ?? "#stage-\(stage)")
        }
    }

    /// The list, errors first, each leading to its card. What is said of many cards alike (a role that nobody has) is said once.
    func notice(_ language: Language) -> HTML {
        guard !lines.isEmpty else { return HTML() }
        let ordered = lines.filter(\.isError) + lines.filter { !$0.isError }
        var groups: [(message: String, lines: [Line])] = []
        var places: [String: Int] = [:]
        for line in ordered {
            if let place = places[line.message] {
                groups[place].lines.append(line)
            } else {
                places[line.message] = groups.count
                groups.append((line.message, [line]))
            }
        }
        let title = (hasErrors ? RobotsTexts.refused : RobotsTexts.warnings)[language]
        return .notice(
            hasErrors ? .danger : .warning, icon: .triangleAlert, title: title,
            "<ul class=\"robots-findings\">\(each: groups, { "<li>\(links($0.lines, language)): \($0.message)</li>" })</ul>")
    }

    private static let namedTogether = 3

    private func links(_ lines: [Line], _ language: Language) -> HTML {
        let named = lines.prefix(Self.namedTogether).map(link)
        let rest = lines.count - named.count
        let more: HTML = rest > 0 ? " \(RobotsTexts.andMore.with(["count": String(rest)]), language)" : HTML()
        return "\(each: Array(named.enumerated()), { "\(if: $0.offset > 0, ", ")\($0.element)" })\(more)"
    }

    private func link(_ line: Line) -> HTML {
        guard let link = line.link else { return "\(line.place)" }
        return "<a class=\"link\" href=\"\(url: link)\">\(line.place)</a>"
    }
}
