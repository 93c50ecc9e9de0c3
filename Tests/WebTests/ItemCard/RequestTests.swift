import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct RequestTests {
    /// A deal that stands in the warehouse and asks for its shipping date.
    private func asking(_ world: WebWorld) async throws -> (DocumentID, InformationRequest) {
        let deal = try await world.livingDeal("Pump", stage: "C1:IN_STOCK", pipeline: 1)
        let open = try await world.company.portal.read { try InformationRequest.open(of: deal, in: $0) }
        return (deal, try #require(open.first))
    }

    @Test func `the questions stand on the card and on a page of their own`() async throws {
        let world = try await WebWorld.make()
        let (deal, request) = try await asking(world)
        let browser = try await world.browser(of: world.people.manager)

        let card = try await browser.get("/deals/\(deal.id)")
        let page = try await browser.get("/requests/\(request.id)")

        for text in [card.text, page.text] {
            #expect(text.contains("action=\"/requests/\(request.id)\""))
            for field in request.fields { #expect(text.contains("name=\"f.\(field.rawValue)\"")) }
        }
    }

    @Test func `an answer fills the fields in and lets the process go on`() async throws {
        let world = try await WebWorld.make()
        let (deal, request) = try await asking(world)
        let browser = try await world.browser(of: world.people.manager)

        let half = try await browser.post(
            "/requests/\(request.id)", ["f.UF_CRM_SHIP_DATE": "2026-12-01", "f.UF_CRM_DELIVERY_TYPE": ""])
        #expect(half.status == 422)
        #expect(half.text.contains("value=\"2026-12-01\""))

        let delivery = try await world.company.portal.read { [items = world.company.items] reader in
            try items.catalog.catalog(in: reader).fields.field("UF_CRM_DELIVERY_TYPE", of: .deal)?.options.first?.code
                ?? ""
        }
        let whole = try await browser.post(
            "/requests/\(request.id)", ["f.UF_CRM_SHIP_DATE": "2026-12-01", "f.UF_CRM_DELIVERY_TYPE": delivery])
        #expect(whole.status == 303)
        #expect(try await world.company.portal.read { try InformationRequest.open(of: deal, in: $0) }.isEmpty)
        #expect(try await browser.get("/requests/\(request.id)").text.contains("icon-circle-check"))
    }

    @Test func `a question stands in the list of assignments and is handed over on its page`() async throws {
        let world = try await WebWorld.make()
        let (_, request) = try await asking(world)
        let person = try #require(request.recipients.first)
        let browser = try await world.browser(of: person)
        #expect(try await browser.get("/assignments").shows("href=\"/requests/\(request.id)\""))
        #expect(try await browser.get("/requests/\(request.id)").shows("Кому передать"))

        let wrong = try await browser.post("/requests/\(request.id)/delegate", ["from": "\(person)", "person": "\(person)"])
        #expect(wrong.status == 422)
        let done = try await browser.post("/requests/\(request.id)/delegate", ["from": "\(person)", "person": "\(world.people.clerk)"])
        #expect(done.notice == "Вопрос передан")

        #expect(try await !browser.get("/assignments").shows("href=\"/requests/\(request.id)\""))
        let other = try await world.browser(of: world.people.clerk)
        #expect(try await other.get("/assignments").shows("href=\"/requests/\(request.id)\""))
    }

    @Test func `a stranger to the deal cannot answer`() async throws {
        let world = try await WebWorld.make()
        let (_, request) = try await asking(world)

        let browser = try await world.browser(of: world.people.lawyer)

        #expect(try await browser.get("/requests/\(request.id)").status == 404)
        #expect(try await browser.post("/requests/\(request.id)", ["f.UF_CRM_SHIP_DATE": "2026-12-01"]).status == 404)
    }
}
