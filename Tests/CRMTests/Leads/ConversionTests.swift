import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct ConversionTests {
    private func lead(_ world: ItemWorld, _ more: [FieldCode: Value] = [:], rows: [ProductRow] = []) async throws -> Item {
        let values: [FieldCode: Value] = [
            .title: .string("Pump for a bakery"), .name: .string("Ivan"), .lastName: .string("Petrov"),
            .source: .string("WEBFORM"), .comments: .string("in a hurry"), "UF_CRM_REQUEST": .string("a big pump"),
            "UF_CRM_NEED_CONSULT": .bool(true), "UTM_SOURCE": .string("ya"),
        ]
        return try await world.perform { command in
            try world.items.create(
                ItemDraft(
                    .lead, values.merging(more) { $1 }, responsible: world.nikita,
                    communications: [
                        Communication(.phone, "8 (916) 123-45-67", type: "MOBILE"), Communication(.email, "Ivan@Petrov.ru"),
                    ], productRows: rows), command)
        }
    }

    @Test func `a lead becomes a contact, a company and a deal that know the same`() async throws {
        let world = try await ItemWorld.make()
        let lead = try await lead(
            world, [.companyTitle: .string("OOO Bread")], rows: [ProductRow(name: "Pump", price: 10_050, quantity: 1500)])
        world.events.clear()

        let conversion = try await world.perform { try world.items.convert(lead.id, $0) }

        let deal = try await world.item(conversion.deal)
        #expect(deal.title == "Pump for a bakery")
        #expect(deal.stage == "SELECTION")
        #expect(deal.responsible == world.nikita)
        #expect(deal.contact == conversion.contact)
        #expect(deal.company == conversion.company)
        #expect(deal.lead == lead.id)
        #expect(deal.source == "WEBFORM")
        #expect(deal.value(.comments) == .string("in a hurry"))
        #expect(deal.value("UF_CRM_REQUEST") == .string("a big pump"))
        #expect(deal.value("UF_CRM_NEED_CONSULT") == .bool(true))
        #expect(deal.value("UTM_SOURCE") == .string("ya"))
        #expect(deal.amount == Money(minorUnits: 15_075))
        #expect(try await world.read { try world.items.products(of: deal.id, in: $0) }.map(\.name) == ["Pump"])

        let contact = try await world.item(conversion.contact)
        #expect(contact.title == "Petrov Ivan")
        #expect(contact.communications.map(\.valueType) == ["MOBILE", "WORK"])
        #expect(contact.company == conversion.company)
        let company = try await world.item(try #require(conversion.company))
        #expect(company.title == "OOO Bread")

        let converted = try await world.item(lead.id)
        #expect(converted.stage == "CONVERTED")
        #expect(converted.contact == conversion.contact)
        #expect(converted.convertedAt == TestPortal.monday)
        #expect(world.events.kinds.contains("item.converted"))
        let links = world.events.all.compactMap { $0 as? ItemsLinked }
        let linked = try #require(links.first)
        #expect(Set(linked.to) == Set(conversion.items))
    }

    @Test func `converting again gives the same and makes nothing`() async throws {
        let world = try await ItemWorld.make()
        let lead = try await lead(world)
        let first = try await world.perform { try world.items.convert(lead.id, $0) }
        world.events.clear()

        let second = try await world.perform { try world.items.convert(lead.id, $0) }

        #expect(first == second)
        #expect(world.events.kinds.isEmpty)
        #expect(try await world.read { try $0.count("select count(*) from deals") } == 1)
        #expect(first.company == nil)
    }

    @Test func `a known contact and company are used again and learn what is new`() async throws {
        let world = try await ItemWorld.make()
        let (contact, company) = try await world.perform { command in
            (
                try world.items.create(
                    ItemDraft(.contact, [.name: .string("Ivan"), .phone: .string("+7 916 123 45 67")]), command
                ).id,
                try world.items.create(ItemDraft(.company, [.title: .string("\u{00AB}Bread\u{00BB}, LLC")]), command).id
            )
        }
        let lead = try await lead(world, [.companyTitle: .string("LLC Bread")])

        let conversion = try await world.perform { try world.items.convert(lead.id, $0) }

        #expect(conversion.contact == contact)
        #expect(conversion.company == company)
        let known = try await world.item(contact)
        #expect(known.phones == ["+7 916 123 45 67"])
        #expect(known.emails == ["Ivan@Petrov.ru"])
        #expect(known.company == company)
        #expect(try await world.read { try $0.count("select count(*) from contacts") } == 1)
    }

    @Test func `a contact in the recycle bin is not used again`() async throws {
        let world = try await ItemWorld.make()
        try await world.perform { command in
            let old = try world.items.create(
                ItemDraft(.contact, [.name: .string("Ivan"), .phone: .string("+7 916 123 45 67")]), command)
            try world.items.delete(old.id, command)
        }
        let lead = try await lead(world)

        let conversion = try await world.perform { try world.items.convert(lead.id, $0) }

        #expect(try await world.item(conversion.contact).isDeleted == false)
    }

    @Test func `a lead without any name still converts`() async throws {
        let world = try await ItemWorld.make()
        let lead = try await world.perform { try world.items.create(ItemDraft(.lead, [.title: .string("Web form")]), $0) }

        let conversion = try await world.perform { try world.items.convert(lead.id, $0) }

        #expect(try await world.item(conversion.contact).title == "Web form")
    }

    @Test func `whoever may not create deals does not convert, and nothing is left behind`() async throws {
        let world = try await ItemWorld.make()
        let lead = try await lead(world)
        let viewer = Viewer(
            user: world.nikita, isAdministrator: false, rights: [.lead: [.read: .all, .update: .all], .contact: [.create: .all]])

        let failure = await #expect(throws: Failure.self) {
            try await world.perform(as: .person(world.nikita)) { try world.items.convert(lead.id, for: viewer, $0) }
        }

        #expect(failure?.code == .forbidden)
        #expect(try await world.read { try $0.count("select count(*) from contacts") } == 0)
        let deal = try await world.deal("Pump")
        await #expect(throws: Failure.self) { try await world.perform { try world.items.convert(deal.id, $0) } }
    }
}
