import Automation
import CRM
import Kernel

/// Takes products out of the item: all of them, or those of one name.
struct RemoveProducts: Robot {
    let kind: RobotKind = "remove_products"
    let title = Text(ru: "Удалить товары", en: "Remove products")
    let parameters = [
        ParameterSpec(
            "name", Text(ru: "Товар", en: "Product"), .line,
            help: Text(ru: "Пусто — все товары.", en: "Empty: all products."))
    ]
    let mayWait = false
    let portal: Portal
    let items: ItemStore

    func run(_ step: Step) throws -> Outcome {
        let name = try step.text("name")
        let rows = try items.products(of: step.document, in: step.transaction)
        let kept = rows.filter { !name.isEmpty && $0.name.lowercased() != name.lowercased() }
        guard kept.count < rows.count else { return .skipped(RobotTexts.noSuchProducts) }
        _ = try step.command(portal) { try items.setProducts(step.document, kept, $0) }
        return .done(results: ["Count": .int(Int64(rows.count - kept.count))])
    }
}
