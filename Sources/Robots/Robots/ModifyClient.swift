import Automation
import CRM
import Kernel

/// Sets fields of the item's contact or company. One robot for each.
struct ModifyClient: Robot {
    let entity: EntityType
    let portal: Portal
    let items: ItemStore

    var kind: RobotKind { entity == .contact ? "modify_contact" : "modify_company" }
    var title: Text {
        entity == .contact
            ? Text(ru: "Изменить контакт", en: "Modify contact") : Text(ru: "Изменить компанию", en: "Modify company")
    }
    var parameters: [ParameterSpec] {
        [.values(of: entity), .inNameOf]
    }
    let mayWait = false

    func run(_ step: Step) throws -> Outcome {
        let item = try step.item(of: .this, items)
        guard let client = entity == .contact ? item.contact : item.company else { return .skipped(RobotTexts.noClient) }
        let values = try step.values()
        let user = try step.optionalPeople("from").first
        try step.command(portal, inNameOf: user) { _ = try items.update(client, values, $0) }
        return .done(results: ["Item": .item(client)])
    }
}
