import Automation
import CRM
import Kernel

/// The client pays what is still to be paid.
struct ClientPays: Deed {
    let kind = "payment"
    let title = DeedTexts.payment
    let asks = DeedQuestion.nothing
    let portal: Portal
    let items: ItemStore

    func carryOut(_ scene: Scene) throws -> Text {
        guard let item = try scene.youngest(items, where: { $0.entity == .deal }) ?? scene.youngest(items) else {
            throw Failure(.notFound, DeedTexts.nothingOpen)
        }
        let expected = item.amount ?? Money(minorUnits: 100_000_00)
        let left = expected.minorUnits - (item.paidAmount?.minorUnits ?? 0)
        let sum = Money(minorUnits: left > 0 ? left : expected.minorUnits, currency: expected.currency)
        _ = try scene.act(portal, as: scene.person(for: item)) { try items.registerPayment(item.id, sum, $0) }
        return DeedTexts.paid.with(["sum": Text(ru: sum.text(.russian), en: sum.text(.english))])
    }
}
