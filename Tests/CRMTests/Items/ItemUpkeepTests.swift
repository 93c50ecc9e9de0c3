import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct ItemUpkeepTests {
    @Test func `only what has lain long enough in the bin is deleted for good, with all its parts`() async throws {
        let world = try await ItemWorld.make()
        let old = try await world.deal("old", ["UF_CRM_REQUEST": .string("x")])
        let fresh = try await world.deal("fresh", sum: nil)
        let kept = try await world.deal("kept", sum: nil)
        try await world.perform { command in
            try world.items.setProducts(old.id, [ProductRow(name: "Pump", price: 1)], command)
            try world.items.delete(old.id, command)
        }
        world.test.clock.advance(by: .days(40))
        try await world.perform { try world.items.delete(fresh.id, $0) }

        let limit = world.test.clock.now - .days(30)
        let count = try await world.perform { try world.items.purge(deletedBefore: limit, $0) }

        #expect(count == 1)
        #expect(try await world.read { try world.items.item(old.id, in: $0) } == nil)
        for table in ["timeline", "stage_history", "product_rows"] {
            let left = try await world.read { try $0.count("select count(*) from \(table) where item = $1", [old.id]) }
            #expect(left == 0, "\(table)")
        }
        #expect(try await world.read { try $0.count("select count(*) from deal_custom") } == 0)
        #expect(try await world.item(fresh.id).isDeleted)
        #expect(try await world.item(kept.id).isDeleted == false)
    }

    @Test func `a deal and a company know what belongs to them`() async throws {
        let world = try await ItemWorld.make()
        let (company, contact) = try await world.perform { command in
            let company = try world.items.create(ItemDraft(.company, [.title: .string("Bakery")]), command)
            let contact = try world.items.create(
                ItemDraft(.contact, [.name: .string("Ivan"), .company: .item(company.id)]), command)
            return (company, contact)
        }
        let deal = try await world.deal("Pump", [.company: .item(company.id), .contacts: .list([.item(contact.id)])])
        let copy = try await world.perform { try world.items.copy(deal.id, toPipeline: 1, $0) }
        let now = TestPortal.monday

        let ofDeal = try await world.read { try world.items.related(to: deal, for: world.everything, now: now, in: $0) }
        let ofCompany = try await world.read { try world.items.related(to: company, for: world.everything, now: now, in: $0) }
        let ofContact = try await world.read { try world.items.related(to: contact, for: world.everything, now: now, in: $0) }

        #expect(ofDeal[.contact]?.map(\.id) == [contact.id])
        #expect(ofDeal[.company]?.map(\.id) == [company.id])
        #expect(ofDeal[.deal]?.map(\.id) == [copy.id])
        #expect(Set(ofCompany[.deal]?.map(\.id) ?? []) == [deal.id, copy.id])
        #expect(ofCompany[.contact]?.map(\.id) == [contact.id])
        #expect(Set(ofContact[.deal]?.map(\.id) ?? []) == [deal.id, copy.id])
    }

    @Test func `products are found by name and article and fill a row`() async throws {
        let world = try await ItemWorld.make()
        let pump = try await world.perform { command in
            try ProductStore.save(
                Product(name: "Насос Ёлка", article: "N-100", unit: "шт", price: Money(minorUnits: 5_000), taxRate: 2000), command)
        }
        try await world.perform { try ProductStore.save(Product(name: "Hose", price: Money(minorUnits: 1), isActive: false), $0) }

        for text in ["елка", "n-100", "НАСОС"] {
            let found = try await world.read { try ProductStore.list(search: text, in: $0) }
            #expect(found == [pump])
        }
        #expect(try await world.read { try ProductStore.list(in: $0) }.count == 1)
        #expect(try await world.read { try ProductStore.list(.all, in: $0) }.count == 2)
        #expect(pump.row.sum == 5_000)
        let failure = await #expect(throws: Failure.self) {
            try await world.perform { try ProductStore.save(Product(name: "", price: Money(minorUnits: 1)), $0) }
        }
        #expect(failure?.field == "NAME")
    }
}
