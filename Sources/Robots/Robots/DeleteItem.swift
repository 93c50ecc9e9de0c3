import Automation
import CRM
import Kernel

/// Moves the item to the recycle bin. Nothing of its process runs after that.
struct DeleteItem: Robot {
    let kind: RobotKind = "delete_item"
    let title = Text(ru: "Удалить элемент", en: "Delete item")
    let parameters: [ParameterSpec] = [.inNameOf]
    let mayWait = false
    let portal: Portal
    let items: ItemStore

    func run(_ step: Step) throws -> Outcome {
        let user = try step.optionalPeople("from").first
        try step.command(portal, inNameOf: user) { try items.delete(step.document, $0) }
        return .done()
    }
}
