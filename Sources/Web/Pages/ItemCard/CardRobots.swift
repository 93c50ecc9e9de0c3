import Automation
import CRM
import Kernel
import Storage

/// What automation did, does and will do with an item, with the titles of the robots' parameters.
struct CardRobots: Sendable {
    /// Nil when automation has never looked at the item.
    let explanation: ItemExplanation?
    /// «Заголовок» by robot kind and parameter name, and triggers by their kind.
    let titles: [String: Text]
    /// Processes that people start here.
    let processes: [(code: String, title: String)]

    static func load(_ item: DocumentID, _ store: AutomationStore, _ engine: Engine, in reader: any Reader) throws -> CardRobots {
        let explanation = try AutomationReader(store: store).explanation(of: item, in: reader)
        var titles: [String: Text] = [:]
        for robot in store.catalog.robots {
            for parameter in robot.parameters { titles[key(robot.kind, parameter.name)] = parameter.title }
        }
        for trigger in store.catalog.triggers { titles[trigger.kind] = trigger.title }
        let processes = try engine.processes(of: item, in: reader).filter { $0.process.starts.contains(.byHand) }
        return CardRobots(explanation: explanation, titles: titles, processes: processes.map { ($0.code, $0.process.title) })
    }

    func title(_ kind: RobotKind?, _ name: String) -> Text {
        kind.flatMap { titles[Self.key($0, name)] } ?? Text(verbatim: name)
    }

    /// What a wait waits for.
    func goal(_ rule: WaitRule, field: (String) -> Text?) -> Text {
        switch rule.goal {
        case .event(let kind, _, _): titles[kind] ?? Text(verbatim: kind)
        case .condition(let condition): condition.description(title: { $0.object == "Document" ? field($0.field) : nil })
        case .moment(let timing): timing.title { field($0) ?? Text(verbatim: $0) }
        }
    }

    private static func key(_ kind: RobotKind, _ name: String) -> String { "\(kind)/\(name)" }

    /// Everything whose name the explanation needs.
    var references: [Reference] {
        let robots = explanation?.visits.flatMap(\.robots) ?? []
        return robots.flatMap { robot in
            robot.inputs.flatMap(\.value.references) + robot.results.values.flatMap(\.references)
        }
    }
}
