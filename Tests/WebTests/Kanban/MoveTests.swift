import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct MoveTests {
    @Test func `a drop moves the deal and answers with the heads of both columns`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", rubles: 300)
        let browser = try await world.browser(of: world.people.manager)

        let answer = try await browser.post("/deals/\(deal.id)/move", ["stage": "QUOTE"], asScript: true)

        #expect(answer.status == 200)
        #expect(answer.shows("id=\"column-head-SELECTION\" hx-swap-oob"))
        #expect(answer.shows("id=\"column-head-QUOTE\" hx-swap-oob"))
        #expect(answer.shows("data-version=\""))
        #expect(try await world.stage(of: deal) == "QUOTE")
    }

    @Test func `without script a move leads back to the board with a notice`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")

        let answer = try await world.browser(of: world.people.manager).post(
            "/deals/\(deal.id)/move", ["stage": "QUOTE", "back": "/deals?pipeline=0"])

        #expect(answer.status == 303)
        #expect(answer.location == "/deals?pipeline=0")
        #expect(answer.notice?.contains(try await world.stageName("QUOTE")) == true)
    }

    @Test(arguments: ["https://evil.test/", "//evil.test/", "/\\evil.test"])
    func `nobody is led to another site`(address: String) async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")

        let answer = try await world.browser(of: world.people.manager).post(
            "/deals/\(deal.id)/move", ["stage": "QUOTE", "back": address])

        #expect(answer.location == "/deals/\(deal.id)")
    }

    @Test func `a stage that asks for fields brings up a form and moves with the answers`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", stage: "CONTRACT")
        let browser = try await world.browser(of: world.people.manager)
        let address = "/deals/\(deal.id)/move"

        let asked = try await browser.post(address, ["stage": "AWAITING_PAYMENT"], asScript: true)
        let empty = try await browser.post(
            address, ["stage": "AWAITING_PAYMENT", "f.UF_CRM_PAYMENT_TYPE": ""], asScript: true)
        let wrong = try await browser.post(
            address, ["stage": "AWAITING_PAYMENT", "f.UF_CRM_PAYMENT_TYPE": "BARTER"], asScript: true)
        let answered = try await browser.post(
            address, ["stage": "AWAITING_PAYMENT", "f.UF_CRM_PAYMENT_TYPE": "PREPAYMENT"], asScript: true)

        #expect(asked.status == 422)
        #expect(asked.shows("<dialog"))
        #expect(asked.shows("name=\"f.UF_CRM_PAYMENT_TYPE\""))
        #expect(asked.shows("name=\"stage\" value=\"AWAITING_PAYMENT\""))
        #expect(empty.status == 422)
        #expect(empty.shows("field-error"))
        #expect(wrong.status == 422)
        #expect(wrong.shows("BARTER"))
        #expect(answered.status == 200)
        #expect(try await world.company.item(deal).value("UF_CRM_PAYMENT_TYPE") == .string("PREPAYMENT"))
    }

    @Test func `without script the missing fields are asked for on a page`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", stage: "CONTRACT")

        let page = try await world.browser(of: world.people.manager).post(
            "/deals/\(deal.id)/move", ["stage": "AWAITING_PAYMENT"])

        #expect(page.status == 422)
        #expect(page.shows("<!doctype html>"))
        #expect(page.shows("name=\"f.UF_CRM_PAYMENT_TYPE\""))
    }

    @Test func `a stage of another pipeline is refused and named`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")

        let answer = try await world.browser(of: world.people.manager).post(
            "/deals/\(deal.id)/move", ["stage": "C1:SHIPPING"], asScript: true)

        #expect(answer.status == 422)
        #expect(!answer.shows("<dialog"))
        #expect(answer.shows(try await world.stageName("C1:SHIPPING")))
        #expect(try await world.stage(of: deal) == "SELECTION")
    }

    @Test func `the deal of another person is not there`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Foreign", of: world.people.lawyer)
        let browser = try await world.browser(of: world.people.manager)

        #expect(try await browser.post("/deals/\(deal.id)/move", ["stage": "QUOTE"], asScript: true).status == 404)
        #expect(try await browser.get("/deals/\(deal.id)/move", asScript: true).status == 404)
        #expect(try await browser.get("/deals/dialogs/failure?item=\(deal.id)", asScript: true).status == 404)
        #expect(try await world.stage(of: deal) == "SELECTION")
    }

    @Test func `a move without the session's token is refused`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let browser = try await world.browser(of: world.people.manager)

        let answer = try await browser.post("/deals/\(deal.id)/move", ["stage": "QUOTE"], csrf: "guessed")

        #expect(answer.status == 403)
        #expect(try await world.stage(of: deal) == "SELECTION")
    }

    @Test func `who is not signed in is sent to the sign-in page`() async throws {
        let world = try await WebWorld.make()

        let answer = try await world.stranger.get("/deals?view=list")

        #expect(answer.status == 303)
        #expect(answer.location?.hasPrefix("/sign-in?to=") == true)
    }

    @Test func `a move from an old page does not overtake another's change`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let seen = try await world.company.item(deal).version
        try await world.company.act(world.people.administrator) { [items = world.company.items] command in
            _ = try items.update(deal, [.title: .string("Another pump")], command)
        }

        let answer = try await world.browser(of: world.people.manager).post(
            "/deals/\(deal.id)/move", ["stage": "QUOTE", "version": String(seen)], asScript: true)

        #expect(answer.status == 409)
        #expect(try await world.stage(of: deal) == "SELECTION")
    }

    @Test func `the failure dialog offers the pipeline's reasons`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let browser = try await world.browser(of: world.people.manager)

        let dialog = try await browser.get("/deals/dialogs/failure?item=\(deal.id)", asScript: true)
        let done = try await browser.post("/deals/\(deal.id)/move", ["stage": "COMPETITOR", "stay": "1"], asScript: true)

        let failures = try await world.pipeline(0).failures
        #expect(dialog.count("type=\"radio\"") == failures.count)
        #expect(failures.allSatisfy { dialog.shows($0.name.russian) })
        #expect(done.status == 204)
        #expect(try await world.stage(of: deal) == "COMPETITOR")
    }
}

@Suite struct QuickAddTests {
    @Test func `a deal is added to the column with its client`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)

        let answer = try await browser.post(
            "/deals/quick?to=QUOTE", ["title": "Pump", "amount": "1 500", "name": "Pavel", "phone": "8 (495) 123-45-67"],
            asScript: true)

        #expect(answer.status == 200)
        #expect(answer.shows("afterbegin:#cards-QUOTE"))
        #expect(answer.titles == ["Pump"])
        #expect(answer.shows("1 500 ₽"))
        #expect(answer.shows("Pavel"))
    }

    @Test func `a client who is known by phone is not entered twice`() async throws {
        let world = try await WebWorld.make()
        let known = try await world.item(.contact, [.name: .string("Pavel"), .phone: .string("+7 495 123-45-67")])
        let browser = try await world.browser(of: world.people.manager)

        _ = try await browser.post("/deals/quick?to=SELECTION", ["title": "Pump", "phone": "84951234567"])

        let found = try await browser.get("/deals?view=list&preset=all&f.CONTACT_ID=\(known.id)")
        #expect(found.shows("Pump"))
    }

    @Test func `a mistake keeps what was typed`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)

        let answer = try await browser.post(
            "/deals/quick?to=SELECTION", ["title": "Pump", "amount": "much"], asScript: true)
        let empty = try await browser.post("/leads/quick?to=NEW", ["title": " "], asScript: true)

        #expect(answer.status == 422)
        #expect(answer.shows("value=\"Pump\""))
        #expect(answer.shows("value=\"much\""))
        #expect(answer.shows("field-error"))
        #expect(empty.status == 422)
    }

    @Test func `a lead is added with its phone and found by it`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)

        let added = try await browser.post("/leads/quick?to=NEW", ["name": "Olga", "phone": "+7 921 000-11-22"])
        let found = try await browser.get("/leads?q=8%20(921)%20000-11-22")

        #expect(added.location == "/leads")
        #expect(found.titles.count == 1)
    }
}
