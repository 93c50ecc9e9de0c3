import Automation
import CRM
import Kernel

/// Adds a row to the item's products: one of the catalogue by its name, or a free text.
struct AddProduct: Robot {
    let kind: RobotKind = "add_product"
    let title = Text(ru: "Добавить товар", en: "Add product")
    let parameters = [
        ParameterSpec(
            "name", Text(ru: "Товар", en: "Product"), .line, required: true,
            help: Text(
                ru: "Название из каталога — цена, единица и НДС возьмутся оттуда — или любое другое.",
                en: "A name of the catalogue, whose price, unit and tax are taken, or any other.")),
        ParameterSpec("price", Text(ru: "Цена", en: "Price"), .number),
        ParameterSpec("quantity", Text(ru: "Количество", en: "Quantity"), .number, preset: 1),
        ParameterSpec("discount", Text(ru: "Скидка, %", en: "Discount, %"), .number, advanced: true),
        ParameterSpec("tax", Text(ru: "НДС, %", en: "Tax, %"), .number, advanced: true),
    ]
    let mayWait = false
    let portal: Portal
    let items: ItemStore

    func run(_ step: Step) throws -> Outcome {
        let row = try row(step)
        try step.command(portal) { command in
            let rows = try items.products(of: step.document, in: command.transaction)
            _ = try items.setProducts(step.document, rows + [row], command)
        }
        return .done()
    }

    private func row(_ step: Step) throws -> ProductRow {
        let name = try step.text("name")
        let known = try ProductStore.named([name], in: step.transaction)[name]
        let price = try hundredths("price", step)
        guard var row = known?.row ?? price.map({ ProductRow(name: name, price: $0) }) else {
            throw step.wrong("price", RobotTexts.noPrice.with(["product": name]))
        }
        row.price = price ?? row.price
        row.quantity = try amount("quantity", 1000, step) ?? 1000
        row.discount = try hundredths("discount", step).map { .percent($0) } ?? row.discount
        row.taxRate = try hundredths("tax", step) ?? row.taxRate
        return row
    }

    private func hundredths(_ name: String, _ step: Step) throws -> Int64? { try amount(name, 100, step) }

    /// A number in parts of one, as product rows are stored.
    private func amount(_ name: String, _ parts: Double, _ step: Step) throws -> Int64? {
        guard let number = try step.number(name) else { return nil }
        guard let amount = Int64(exactly: (number * parts).rounded()), amount >= 0 else { throw step.wrong(name, RobotTexts.badAmount) }
        return amount
    }
}
