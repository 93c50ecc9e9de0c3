import CRM
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// process.md, section 8, second half: a request becomes a contact, a company and a deal, is paid, shipped and closed.
@Suite struct FromRequestToDocumentsTests {
    @Test func `a lead becomes contact, company and deal and goes through both pipelines to the end`() async throws {
        let world = try await Prom2BWorld.make(at: Prom2BWorld.friday + .hours(64) + .minutes(20))
        #expect(world.clock.now == (try world.moment("2026-11-23 10:00")))

        let deal = try await convert(world)
        try await selectAndQuote(deal, world)
        try await reachContract(deal, world)
        let shipment = try await pay(deal, world)
        try await supply(shipment, world)
        try await ship(shipment, world)

        #expect(try await world.stages(deal) == [
            "SELECTION 2026-11-23 10:00", "QUOTE 2026-11-23 12:00", "FEEDBACK 2026-11-25 15:00", "CONTACTED 2026-11-27 11:00",
            "CONTRACT 2026-11-27 12:00", "AWAITING_PAYMENT 2026-11-27 16:30", "PREPAID 2026-12-02 11:00", "WON 2026-12-02 11:00",
        ])
        #expect(try await world.stages(shipment) == [
            "C1:SUPPLIER 2026-12-02 11:00", "C1:IN_STOCK 2026-12-03 14:00", "C1:SHIPPING 2026-12-09 09:00",
            "C1:POSTPAYMENT 2026-12-09 13:00", "C1:CLOSING_DOCS 2026-12-10 10:00", "C1:WON 2026-12-11 16:00",
        ])
        #expect(try await world.item(shipment).isClosed)
        #expect(try await openIncidents(world) == 0)
    }

    private func convert(_ world: Prom2BWorld) async throws -> DocumentID {
        let lead = try await world.receiveRequest("Compressor", company: "LLC Horns", needsConsultant: true)
        try await world.move(lead, to: "IN_PROCESS")
        try await world.move(lead, to: "CONVERTED")
        let became = try await world.portal.read { [items = world.items] reader in
            try items.item(lead, in: reader).flatMap { try items.conversion(of: $0, in: reader) }
        }
        let conversion = try #require(became)
        let deal = try await world.item(conversion.deal)
        #expect(deal.company == conversion.company)
        #expect(deal.value("UF_CRM_REQUEST") == .string("A compressor, 30 kW"))
        #expect(deal.value("UF_CRM_NEED_CONSULT") == .bool(true))
        #expect(try await world.item(conversion.contact).phones == ["+7 912 345-67-89"])
        return conversion.deal
    }

    /// The consultant's task, a reminder after a day, control after two, then the file moves the deal on.
    private func selectAndQuote(_ deal: DocumentID, _ world: Prom2BWorld) async throws {
        let task = try #require(try await world.tasks(deal).first)
        #expect(task.responsible == world.people.consultant)
        #expect(task.author == world.people.manager)
        #expect(task.description.contains("A compressor, 30 kW"))
        #expect(task.description.contains("+7 912 345-67-89"))
        try await world.pass(until: world.moment("2026-11-23 12:00"))
        try await world.complete(task)

        try await world.pass(until: world.moment("2026-11-25 15:00"))
        #expect(try await world.notices(of: world.people.manager).filter { $0.hasPrefix("robot") }
            == ["robot 2026-11-23 12:00", "robot 2026-11-24 12:00"])
        #expect(try await world.notices(of: world.people.head) == ["control 2026-11-25 12:00"])
        try await attachQuote(to: deal, world)
    }

    private func attachQuote(to deal: DocumentID, _ world: Prom2BWorld) async throws {
        let store = try FileStore(directory: TestDatabase.folder().path, portal: world.portal)
        let file = try await store.add(named: "quote.pdf", bytes: Array("%PDF-1.4 quote".utf8), as: .person(world.people.administrator))
        try await world.update(deal, ["UF_CRM_QUOTE_FILE": .file(file.id)])
    }

    /// The client calls before the planned call: the deal moves by the trigger, the waiting robots of the stage are gone.
    private func reachContract(_ deal: DocumentID, _ world: Prom2BWorld) async throws {
        try await world.pass(until: world.moment("2026-11-27 11:00"))
        try await world.act(world.people.administrator) { command in
            _ = try Activity.registerCall(CallReport(.incoming, phone: "8 (912) 345-67-89", outcome: .answered), in: command)
        }
        #expect(try await world.calls(deal).isEmpty)
        try await world.pass(until: world.moment("2026-11-27 12:00"))
        try await world.move(deal, to: "CONTRACT")
        let task = try #require(try await world.tasks(deal).first { $0.responsible == world.people.clerk })
        #expect(task.author == world.people.manager)
        #expect(Set(task.observers) == [world.people.accountant, world.people.lawyer])
        #expect(task.description.contains("Nikita Vorontsov"))

        try await world.pass(until: world.moment("2026-11-27 16:00"))
        try await world.complete(task)
        let messages = try await world.portal.read { try $0.count("select count(*) from messages where recipient = $1", [world.people.manager]) }
        #expect(messages == 1)
    }

    private func pay(_ deal: DocumentID, _ world: Prom2BWorld) async throws -> DocumentID {
        try await world.pass(until: world.moment("2026-11-27 16:30"))
        let refused = await refusal { try await world.move(deal, to: "AWAITING_PAYMENT") }
        #expect((refused as? MissingFields)?.fields.map(\.code) == ["UF_CRM_PAYMENT_TYPE"])
        #expect(try await world.item(deal).stage == "CONTRACT")

        try await world.move(deal, to: "AWAITING_PAYMENT", filling: ["UF_CRM_PAYMENT_TYPE": .string("POSTPAYMENT")])
        #expect(try await world.calls(deal).map { $0.suffix(16) } == ["2026-11-30 16:30"])
        try await world.pass(until: world.moment("2026-12-02 11:00"))
        try await world.act(world.people.administrator) { [items = world.items] command in
            _ = try items.registerPayment(deal, Money(minorUnits: 69_030_000), command)
        }
        let copies = try await world.portal.read { reader in
            try reader.query("select id from deals where pipeline = 1") { DocumentID(.deal, $0.int64(0)) }
        }
        #expect(copies.count == 1)
        return try #require(copies.first)
    }

    private func supply(_ shipment: DocumentID, _ world: Prom2BWorld) async throws {
        #expect(try await world.item(shipment).original != nil)
        let order = try #require(try await world.tasks(shipment).first)
        #expect(order.responsible == world.people.purchaser)
        try await world.pass(until: world.moment("2026-12-03 14:00"))
        try await world.complete(order)
        #expect(try await world.item(shipment).value("UF_CRM_IN_STOCK") == .bool(true))

        let requests = try await world.portal.read { try InformationRequest.open(of: shipment, in: $0) }
        #expect(requests.map(\.fields) == [["UF_CRM_SHIP_DATE", "UF_CRM_DELIVERY_TYPE"]])
        try await world.pass(until: world.moment("2026-12-03 15:00"))
        let day = try #require(LocalDate(parsing: "2026-12-08"))
        try await world.update(shipment, ["UF_CRM_SHIP_DATE": .date(day), "UF_CRM_DELIVERY_TYPE": .string("COURIER")])
        #expect(try await world.portal.read { try InformationRequest.open(of: shipment, in: $0) }.isEmpty)
        // The customer asks for a day later: the wait follows the date.
        try await world.pass(until: world.moment("2026-12-07 17:00"))
        try await world.update(shipment, ["UF_CRM_SHIP_DATE": .date(day.adding(days: 1))])
    }

    private func ship(_ shipment: DocumentID, _ world: Prom2BWorld) async throws {
        try await world.pass(until: world.moment("2026-12-09 13:00"))
        let task = try #require(try await world.tasks(shipment).first { $0.responsible == world.people.manager })
        try await world.complete(task)
        try await world.pass(until: world.moment("2026-12-10 10:00"))
        try await world.move(shipment, to: "C1:CLOSING_DOCS")
        try await world.pass(until: world.moment("2026-12-11 16:00"))
        try await world.move(shipment, to: "C1:WON")
    }

    private func openIncidents(_ world: Prom2BWorld) async throws -> Int {
        try await world.portal.read { try $0.count("select count(*) from automation_incidents where resolved_at is null") }
    }
}
