import Automation
import CRM
import Kernel

/// «Изменение документа»: sets fields of the item.
struct ModifyItem: Robot {
    let kind: RobotKind = "modify_item"
    let title = Text(ru: "Изменение документа", en: "Modify item")
    let parameters = [
        .values(),
        ParameterSpec("target", RobotTexts.target, RobotTarget.choice, advanced: true),
        .inNameOf,
    ]
    let mayWait = false
    let portal: Portal
    let items: ItemStore

    func run(_ step: Step) throws -> Outcome {
        let values = try step.values()
        let target = try step.target(items)
        let user = try step.optionalPeople("from").first
        try step.command(portal, inNameOf: user) { command in
            _ = try items.update(target.id, values, command)
        }
        return .done()
    }
}
