import CRM
import Kernel
import TestSupport
import Testing

@Suite struct ItemMoneyTests {
    @Test(arguments: [
        (ProductRow(name: "a", price: 10_000), 10_000, 0),
        (ProductRow(name: "a", price: 9_999, quantity: 1500), 14_999, 0),
        (ProductRow(name: "a", price: 10_000, discount: .percent(1000)), 9_000, 0),
        (ProductRow(name: "a", price: 10_000, discount: .absolute(12_000)), 0, 0),
        (ProductRow(name: "a", price: 10_000, quantity: 2000, taxRate: 2000, isTaxIncluded: false), 24_000, 4_000),
        (ProductRow(name: "a", price: 12_000, taxRate: 2000), 12_000, 2_000),
        (ProductRow(name: "a", price: 3_333, quantity: 3000, discount: .percent(333), taxRate: 2000), 9_666, 1_611),
        (ProductRow(name: "a", price: 100_000_000_000, quantity: 1_000_000), 100_000_000_000_000, 0),
    ] as [(ProductRow, Int64, Int64)])
    func `a row comes to price by quantity less discount with its tax`(_ row: ProductRow, _ sum: Int64, _ tax: Int64) {
        #expect(row.sum == sum)
        #expect(row.tax == tax)
    }

    @Test func `the amount follows the products until somebody sets it by hand`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump")
        let rows = [ProductRow(name: "Pump", price: 50_000), ProductRow(name: "Hose", price: 10_050, quantity: 3000)]

        let filled = try await world.perform { try world.items.setProducts(deal.id, rows, $0) }
        #expect(filled.amount == Money(minorUnits: 80_150))

        let manual = try await world.perform { try world.items.update(deal.id, [.amount: .string("700")], $0) }
        #expect(manual.hasManualAmount)
        let kept = try await world.perform { try world.items.setProducts(deal.id, [rows[0]], $0) }
        #expect(kept.amount == Money(minorUnits: 70_000))

        let released = try await world.perform { try world.items.update(deal.id, [.manualAmount: .bool(false)], $0) }
        #expect(released.amount == Money(minorUnits: 50_000))
        #expect(try await world.item(deal.id).hasManualAmount == false)
    }

    @Test func `wrong products are refused by row`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump")

        for row in [
            ProductRow(name: " ", price: 1), ProductRow(name: "a", price: -1), ProductRow(name: "a", price: 1, quantity: -1),
            ProductRow(name: "a", price: 1, discount: .percent(10_001)), ProductRow(name: "a", price: .max),
        ] {
            let failure = await #expect(throws: Failure.self) {
                try await world.perform { command in
                    try world.items.setProducts(deal.id, [ProductRow(name: "ok", price: 1), row], command)
                }
            }
            #expect(failure?.field == "products[2]")
        }
    }

    @Test func `payments add up and tell when everything is paid`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump", sum: 10_000)
        world.events.clear()

        try await world.perform { try world.items.registerPayment(deal.id, Money(minorUnits: 4_000), sourceKey: "bank-1", $0) }
        try await world.perform { try world.items.registerPayment(deal.id, Money(minorUnits: 4_000), sourceKey: "bank-1", $0) }
        #expect(try await world.item(deal.id).isPaid == false)
        try await world.perform { try world.items.registerPayment(deal.id, Money(minorUnits: 6_000), $0) }

        let payments = world.events.all.compactMap { $0 as? PaymentRegistered }
        #expect(payments.map(\.isFull) == [false, true])
        #expect(payments.last?.paid == Money(minorUnits: 10_000))
        #expect(try await world.item(deal.id).isPaid)
        #expect(try await world.read { try world.items.payments(of: deal.id, in: $0) }.map(\.amount.minorUnits) == [4_000, 6_000])
    }

    @Test func `a payment of nothing or in another currency is refused`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump", sum: 10_000)

        for amount in [Money(minorUnits: 0), Money(minorUnits: -5), Money(minorUnits: 5, currency: "USD")] {
            let failure = await #expect(throws: Failure.self) {
                try await world.perform { try world.items.registerPayment(deal.id, amount, $0) }
            }
            #expect(failure?.field == "amount")
        }
    }
}
