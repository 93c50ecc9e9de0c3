import Automation
import CRM
import Kernel

/// «Выбор сотрудника»: chooses one of several people; later robots address whom it chose.
struct ChooseEmployee: Robot {
    let kind: RobotKind = "choose_employee"
    let title = Text(ru: "Выбор сотрудника", en: "Choose an employee")
    let parameters = [
        ParameterSpec("people", Text(ru: "Из кого", en: "From"), .people(single: false), required: true, addressee: true),
        PersonChoice.parameter,
    ]
    let results = [ResultSpec("user", RobotTexts.chosenPerson)]
    let mayWait = false

    func run(_ step: Step) throws -> Outcome {
        let chosen = try step.choosePerson("people")
        return .done(results: ["user": .user(chosen)])
    }
}
