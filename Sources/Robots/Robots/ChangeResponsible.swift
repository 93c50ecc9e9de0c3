import Automation
import CRM
import Kernel
import Storage

/// Hands the item over to one of the chosen people: the first, each in turn, one drawn by lot, the least busy.
struct ChangeResponsible: Robot {
    let kind: RobotKind = "change_responsible"
    let title = Text(ru: "Изменить ответственного", en: "Change responsible")
    let parameters = [
        ParameterSpec("responsible", RobotTexts.responsible, .people(single: false), required: true, addressee: true),
        PersonChoice.parameter,
        .inNameOf,
    ]
    let results = [ResultSpec("user", RobotTexts.chosenPerson)]
    let mayWait = false
    let portal: Portal
    let items: ItemStore

    func run(_ step: Step) throws -> Outcome {
        let chosen = try step.choosePerson("responsible")
        let user = try step.optionalPeople("from").first
        try step.command(portal, inNameOf: user) { command in
            _ = try items.assign(step.document, to: chosen, command)
        }
        return .done(results: ["user": .user(chosen)])
    }
}
