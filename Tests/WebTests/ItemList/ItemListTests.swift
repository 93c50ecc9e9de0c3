import CRM
// Foundation for cutting pages into pieces.
import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct ItemListTests {
    @Test func `a list is sorted by its heads and counted`() async throws {
        let world = try await WebWorld.make()
        try await world.deal("Beta", rubles: 10)
        try await world.deal("Alpha", rubles: 20)
        let browser = try await world.browser(of: world.people.manager)

        let up = try await browser.get("/deals?view=list&sort=TITLE")
        let down = try await browser.get("/deals?view=list&sort=-TITLE")

        #expect(up.rows == ["Alpha", "Beta"])
        #expect(down.rows == ["Beta", "Alpha"])
        #expect(up.shows("aria-sort=\"ascending\""))
    }

    @Test func `a long list has pages`() async throws {
        let world = try await WebWorld.make()
        try await world.deals(120, stage: "SELECTION")
        let browser = try await world.browser(of: world.people.manager)

        let first = try await browser.get("/deals?view=list&sort=ID")
        let last = try await browser.get("/deals?view=list&sort=ID&page=3")

        #expect(first.rows.count == 50)
        #expect(last.rows.count == 20)
        #expect(last.rows.last == "Deal 120")
    }

    @Test func `a list takes as many queries with two hundred deals as with ten`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)
        try await world.deals(10, stage: "SELECTION")
        _ = try await browser.get("/deals?view=list&size=200")

        let few = try await QueryCounter.count { try await browser.get("/deals?view=list&size=200") }
        try await world.deals(190, stage: "SELECTION")
        let many = try await QueryCounter.count { try await browser.get("/deals?view=list&size=200") }

        #expect(many.result.rows.count == 200)
        #expect(few.statements.count == many.statements.count)
    }

    @Test func `presets divide what is open from what is closed`() async throws {
        let world = try await WebWorld.make()
        try await world.deal("Open")
        try await world.deal("Won", stage: "WON", ["UF_CRM_PAYMENT_TYPE": .string("PREPAYMENT")])
        let browser = try await world.browser(of: world.people.manager)

        #expect(try await browser.get("/deals?view=list").rows == ["Open"])
        #expect(try await browser.get("/deals?view=list&preset=closed").rows == ["Won"])
        #expect(Set(try await browser.get("/deals?view=list&preset=all").rows) == ["Open", "Won"])
    }

    @Test func `a filter by field, date and emptiness`() async throws {
        let world = try await WebWorld.make()
        let day = try #require(LocalDate(parsing: "2026-12-01"))
        try await world.deal("Dated", ["UF_CRM_SHIP_DATE": .date(day), "UF_CRM_DELIVERY_TYPE": .string("COURIER")])
        try await world.deal("Bare")
        let browser = try await world.browser(of: world.people.manager)

        #expect(try await browser.get("/deals?view=list&f.UF_CRM_DELIVERY_TYPE=COURIER").rows == ["Dated"])
        #expect(try await browser.get("/deals?view=list&f.UF_CRM_SHIP_DATE.from=2026-12-01&f.UF_CRM_SHIP_DATE.to=2026-12-01").rows == ["Dated"])
        #expect(try await browser.get("/deals?view=list&f.UF_CRM_SHIP_DATE.from=2026-12-02").rows == [])
        #expect(try await browser.get("/deals?view=list&f.UF_CRM_SHIP_DATE.is=empty").rows == ["Bare"])
    }

    @Test func `a value that makes no sense does not break the list but is marked`() async throws {
        let world = try await WebWorld.make()
        try await world.deal("Pump", rubles: 5)

        let page = try await world.browser(of: world.people.manager).get("/deals?view=list&f.OPPORTUNITY.from=abc")

        #expect(page.status == 200)
        #expect(page.rows == ["Pump"])
        #expect(page.shows("value=\"abc\""))
        #expect(page.shows("aria-invalid=\"true\""))
    }

    @Test func `what was typed into the search stays text`() async throws {
        let world = try await WebWorld.make()

        let page = try await world.browser(of: world.people.manager).get("/deals?view=list&q=%3Cscript%3Ealert(1)%3C/script%3E")

        #expect(page.status == 200)
        #expect(!page.text.contains("<script>alert"))
    }

    @Test func `chosen columns are shown`() async throws {
        let world = try await WebWorld.make()
        try await world.deal("Pump", ["UF_CRM_REQUEST": .string("Two of them")])
        let browser = try await world.browser(of: world.people.manager)

        #expect(!(try await browser.get("/deals?view=list").shows("Two of them")))
        #expect(try await browser.get("/deals?view=list&c=UF_CRM_REQUEST").shows("Two of them"))
    }

    @Test func `contacts are found by phone however it is written`() async throws {
        let world = try await WebWorld.make()
        try await world.item(.contact, [.name: .string("Pavel"), .phone: .string("+7 495 123-45-67")])
        let browser = try await world.browser(of: world.people.manager)

        #expect(try await browser.get("/contacts?q=8%20(495)%20123-45").rows == ["Pavel"])
        #expect(try await browser.get("/contacts?q=999").rows == [])
    }
}

@Suite struct BulkActionTests {
    @Test func `several deals are moved in one command and refusals are named`() async throws {
        let world = try await WebWorld.make()
        let ready = try await world.deal("Ready", stage: "CONTRACT", ["UF_CRM_PAYMENT_TYPE": .string("PREPAYMENT")])
        let incomplete = try await world.deal("Incomplete", stage: "CONTRACT")
        let foreign = try await world.deal("Foreign", stage: "CONTRACT", of: world.people.lawyer)
        let browser = try await world.browser(of: world.people.manager)

        let report = try await browser.post(
            "/deals/bulk?view=list",
            [
                "action": "move", "to": "AWAITING_PAYMENT", "id": String(ready.id), "id": String(incomplete.id),
                "id": String(foreign.id),
            ])

        #expect(report.status == 200)
        #expect(report.shows("Incomplete"))
        #expect(!report.shows(">Foreign<"))
        #expect(try await world.stage(of: ready) == "AWAITING_PAYMENT")
        #expect(try await world.stage(of: incomplete) == "CONTRACT")
        #expect(try await world.stage(of: foreign) == "CONTRACT")
    }

    @Test func `everything found is handed over at once`() async throws {
        let world = try await WebWorld.make()
        try await world.deals(60, stage: "SELECTION")
        try await world.deal("Pump")
        let browser = try await world.browser(of: world.people.administrator)
        let lawyer = world.people.lawyer

        let answer = try await browser.post(
            "/deals/bulk?view=list&q=deal", ["action": "assign", "person": String(lawyer.rawValue), "scope": "all"])

        #expect(answer.location == "/deals?view=list&q=deal")
        let rows = try await browser.get("/deals?view=list&size=100&responsible=\(lawyer.rawValue)").rows
        #expect(rows.count == 60)
        #expect(!rows.contains("Pump"))
    }

    @Test func `what was deleted lies in the bin and comes back`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", rubles: 100)
        let browser = try await world.browser(of: world.people.administrator)

        _ = try await browser.post("/deals/bulk", ["action": "delete", "id": String(deal.id)])
        let board = try await browser.get("/deals")
        let bin = try await browser.get("/deals?view=list&bin=1")
        _ = try await browser.post("/deals/bulk?bin=1&view=list", ["action": "restore", "id": String(deal.id)])
        let restored = try await browser.get("/deals")

        #expect(board.titles == [])
        #expect(!board.shows("100 ₽"))
        #expect(bin.rows == ["Pump"])
        #expect(restored.titles == ["Pump"])
    }

    @Test func `a form without rows, without an action or without a target is refused with words`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let browser = try await world.browser(of: world.people.manager)

        #expect(try await browser.post("/deals/bulk", ["action": "delete"]).status == 422)
        #expect(try await browser.post("/deals/bulk", ["id": String(deal.id)]).status == 422)
        #expect(try await browser.post("/deals/bulk", ["action": "move", "id": String(deal.id)]).status == 422)
        #expect(try await browser.post("/deals/bulk", ["action": "delete", "id": String(deal.id)], csrf: "x").status == 403)
    }
}

extension Answer {
    /// The titles of a list's rows.
    var rows: [String] {
        text.components(separatedBy: "class=\"table-title\"").dropFirst().compactMap { piece in
            piece.components(separatedBy: ">").dropFirst().first?.components(separatedBy: "<").first
        }
    }
}
