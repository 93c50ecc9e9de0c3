import Automation
import CRM
import Kernel

/// «Ознакомление»: people confirm that they have read something, and the process waits for them.
struct Acquaint: Robot {
    let kind: RobotKind = "acquaint"
    let title = Text(ru: "Ознакомление", en: "Acquaint")
    let parameters =
        ParameterSpec.assignmentBasics + [
            ParameterSpec(
                "rule", Text(ru: "Кого ждать", en: "Whom to wait for"),
                .choice([
                    (Assignment.Rule.all.rawValue, Text(ru: "Всех", en: "Everybody")),
                    (Assignment.Rule.any.rawValue, Text(ru: "Любого", en: "Anybody")),
                ]), required: true, preset: "all"),
            .assignmentDeadline,
        ]
    let results = [ResultSpec.expired]
    let portal: Portal

    func run(_ step: Step) throws -> Outcome {
        var draft = try step.assignment(.acquaintance)
        draft.rule = try step.choice("rule").flatMap(Assignment.Rule.init) ?? .all
        return try step.ask(draft, portal)
    }

    func resume(_ step: Step, _ event: PostedEvent) throws -> Outcome {
        .done(results: ["Expired": .bool(event.payload["state"]?.printable == Assignment.State.expired.rawValue)])
    }
}
