import Automation
import CRM
import Kernel
import Storage

/// Hands the item over: to the first of the chosen people, to each in turn, or to one drawn by lot.
struct ChangeResponsible: Robot {
    let kind: RobotKind = "change_responsible"
    let title = Text(ru: "Изменить ответственного", en: "Change responsible")
    let parameters = [
        ParameterSpec("responsible", RobotTexts.responsible, .people(single: false), required: true, addressee: true),
        ParameterSpec(
            "choice", Text(ru: "Как выбирать", en: "How to choose"),
            .choice([
                (code: "first", title: Text(ru: "Конкретно: первый из списка", en: "The first of the list")),
                (code: "turn", title: Text(ru: "Последовательно", en: "In turn")),
                (code: "random", title: Text(ru: "Случайно", en: "At random")),
            ]), preset: "first"),
        .inNameOf,
    ]
    let results = [ResultSpec("user", Text(ru: "Выбранный сотрудник", en: "The person chosen"))]
    let mayWait = false
    let portal: Portal
    let items: ItemStore

    func run(_ step: Step) throws -> Outcome {
        let people = try step.people("responsible")
        let chosen = try choose(people, step)
        let user = try step.optionalPeople("from").first
        try step.command(portal, inNameOf: user) { command in
            _ = try items.assign(step.document, to: chosen, command)
        }
        return .done(results: ["user": .user(chosen)])
    }

    private func choose(_ people: [UserID], _ step: Step) throws -> UserID {
        switch try step.choice("choice") {
        case "turn":
            // A sequence of its own for every robot: it survives restarts and is never drawn twice.
            let turn = try step.transaction.nextVersion("turn:\(step.document.type):\(step.setting.id)")
            return people[Int(turn - 1) % people.count]
        case "random": return people[Int(step.environment.setting.seed % UInt64(people.count))]
        default: return people[0]
        }
    }
}
