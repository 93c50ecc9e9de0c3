import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct ComposerTests {
    @Test func `an incoming call written on the card fires the trigger`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", stage: "FEEDBACK")
        let browser = try await world.browser(of: world.people.manager)

        let answer = try await browser.post(
            "/deals/\(deal.id)/calls",
            ["outcome": "answered", "phone": "+7 495 123-45-67", "note": "Agreed", "minutes": "5"], asScript: true)

        #expect(answer.status == 200)
        #expect(try await world.stage(of: deal) == "CONTACTED")
        #expect(answer.shows("Agreed"))
        let robots = try await browser.get("/deals/\(deal.id)?tab=robots")
        #expect(robots.text.contains("tone-success"))
    }

    @Test func `a missed call waits for an answer and can be completed`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", stage: "CONTRACT")
        let browser = try await world.browser(of: world.people.manager)

        _ = try await browser.post(
            "/deals/\(deal.id)/calls", ["outcome": "missed", "phone": "84951234567"], asScript: true)
        let planned = try await world.company.portal.read { try Activity.planned(on: deal, in: $0) }
        let call = try #require(planned.first { $0.isIncoming })
        let done = try await browser.post(
            "/deals/\(deal.id)/activities/\(call.id)/complete", ["result": "Called back"], asScript: true)

        #expect(done.status == 200)
        #expect(try await world.company.portal.read { try Activity.find(call.id, in: $0) }.isPlanned == false)
    }

    @Test func `a wrong phone comes back beside its input`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")

        let answer = try await world.browser(of: world.people.manager).post(
            "/deals/\(deal.id)/calls", ["outcome": "reached", "phone": "nobody", "note": "Long story"], asScript: true)

        #expect(answer.status == 422)
        #expect(answer.text.contains("value=\"nobody\""))
        #expect(answer.text.contains("Long story"))
        #expect(answer.text.contains("id=\"compose-phone-error\""))
    }

    @Test func `a payment of the whole sum moves the deal on`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", rubles: 1000, stage: "AWAITING_PAYMENT")

        let answer = try await world.browser(of: world.people.manager).post(
            "/deals/\(deal.id)/payments", ["amount": "1 000", "comment": "Invoice 7"])

        #expect(answer.status == 303)
        #expect(try await world.company.item(deal).isPaid)
        #expect(try await world.stage(of: deal) == "WON")
    }

    @Test func `a plan, a task, a letter and a comment stand on the card`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", stage: "CONTRACT")
        let browser = try await world.browser(of: world.people.manager)
        let base = "/deals/\(deal.id)"

        #expect(
            try await browser.post(
                base + "/activities",
                ["subject": "Visit", "kind": "meeting", "deadline": "2026-11-24T12:00", "reminder": "60"]
            ).status == 303)
        #expect(
            try await browser.post(base + "/tasks", ["title": "Prepare", "responsible": "\(world.people.clerk)"]).status
                == 303)
        #expect(
            try await browser.post(base + "/mails", ["direction": "out", "address": "a@b.ru", "subject": "Offer"])
                .status == 303)
        #expect(try await browser.post(base + "/comments", ["text": "Call <b>them</b>"]).status == 303)

        let page = try await browser.get(base)
        for words in ["Visit", "Offer", "Call &lt;b&gt;them&lt;/b&gt;"] {
            #expect(page.text.contains(words), "\(words)")
        }
        #expect(try await browser.get(base + "?tab=tasks").shows("Prepare"))
    }

    @Test func `only its author changes a comment`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let id = try await world.company.act(world.people.manager) { command in
            try Comment.add("First", to: .item(deal), by: .portal, in: command)
        }
        let author = try await world.browser(of: world.people.manager)
        let other = try await world.browser(of: world.people.administrator)

        #expect(try await other.get("/deals/\(deal.id)/comments/\(id)/edit", asScript: true).status == 403)
        #expect(
            try await other.post("/deals/\(deal.id)/comments/\(id)", ["text": "Mine"], asScript: true).status == 403)
        #expect(
            try await author.post("/deals/\(deal.id)/comments/\(id)", ["text": "Second"], asScript: true).shows(
                "Second"))
        #expect(try await author.post("/deals/\(deal.id)/comments/\(id)/delete", asScript: true).status == 200)
        #expect(try await author.get("/deals/\(deal.id)/comments/\(id)/edit", asScript: true).status == 404)
    }

    @Test func `products make the sum, which can be set by hand`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let browser = try await world.browser(of: world.people.manager)
        let address = "/deals/\(deal.id)/products?tab=products"

        let saved = try await browser.post(
            address,
            [
                "name": "Pump", "price": "1 000,50", "quantity": "2", "unit": "pcs", "discount": "", "tax": "20",
                "name": "", "price": "", "quantity": "1", "unit": "", "discount": "", "tax": "",
            ], asScript: true)
        #expect(saved.status == 200)
        #expect(try await world.company.item(deal).amount == Money(minorUnits: 200_100))

        let wrong = try await browser.post(
            address, ["name": "Pump", "price": "cheap", "quantity": "2", "unit": "", "discount": "", "tax": ""],
            asScript: true)
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("value=\"cheap\""))
    }
}
