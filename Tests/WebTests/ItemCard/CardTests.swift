import Automation
import CRM
import HTTPTypes
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct CardTests {
    @Test func `the card shows stages, fields and the composer`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Compressor <K-7>", rubles: 690_300, ["UF_CRM_REQUEST": .string("10 bar")])

        let page = try await world.browser(of: world.people.manager).get("/deals/\(deal.id)")

        #expect(page.status == 200)
        #expect(page.shows("<h1>Compressor &lt;K-7&gt;</h1>"))
        #expect(page.shows("690 300 ₽"))
        #expect(page.shows("10 bar"))
        #expect(page.count("class=\"stagebar-step") >= 7)
        #expect(page.text.contains("data-composer"))
        #expect(page.text.contains("data-live-topic=\"DEAL_\(deal.id) deal_\(deal.id)\""))
    }

    @Test(arguments: ["", "?tab=products", "?tab=tasks", "?tab=robots", "?tab=links", "?tab=history", "?compose=call"])
    func `every part of a deal's card opens`(part: String) async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", rubles: 100)
        let browser = try await world.browser(of: world.people.manager)

        #expect(try await browser.get("/deals/\(deal.id)\(part)").status == 200)
        let beside = try await browser.get("/deals/\(deal.id)\(part)", asScript: true)
        #expect(beside.text.hasPrefix("<div class=\"item\""))
    }

    @Test(arguments: [EntityType.lead, .contact, .company])
    func `cards of every entity open`(entity: EntityType) async throws {
        let world = try await WebWorld.make()
        let id = try await world.item(entity, [entity == .contact ? .name : .title: .string("Romashka")])
        let browser = try await world.browser(of: world.people.manager)

        for part in ["", "?tab=tasks", "?tab=links", "?tab=history", "?tab=robots"] {
            let page = try await browser.get("\(id.address)\(part)")
            #expect(page.status == 200)
            #expect(page.shows("Romashka"))
        }
    }

    @Test func `a foreign card does not exist, whatever is asked of it`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Secret", of: world.people.lawyer)
        let browser = try await world.browser(of: world.people.manager)

        for part in [
            "", "/timeline", "/fields/OPPORTUNITY", "/fields/OPPORTUNITY/edit", "/compose/call", "/robots", "/finish",
            "/stages",
        ] {
            let answer = try await browser.get("/deals/\(deal.id)\(part)", asScript: true)
            #expect(answer.status == 404, "\(part)")
            #expect(!answer.shows("Secret"))
        }
        for part in ["/stage", "/comments", "/calls", "/delete", "/copy", "/products", "/title"] {
            let answer = try await browser.post(
                "/deals/\(deal.id)\(part)",
                [
                    "stage": "QUOTE", "text": "x", "phone": "1234567", "outcome": "answered", "pipeline": "1",
                    "title": "x",
                ])
            #expect(answer.status == 404, "\(part)")
        }
    }

    @Test func `a forged form changes nothing`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")

        let answer = try await world.browser(of: world.people.manager).post(
            "/deals/\(deal.id)/title", ["title": "Stolen"], csrf: "wrong")

        #expect(answer.status == 403)
        #expect(try await world.company.item(deal).title == "Pump")
    }

    @Test func `a step of the bar moves the deal and its robots explain themselves`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let browser = try await world.browser(of: world.people.manager)

        let moved = try await browser.post("/deals/\(deal.id)/stage", ["stage": "CONTRACT"], asScript: true)
        let robots = try await browser.get("/deals/\(deal.id)?tab=robots")

        #expect(moved.status == 200)
        #expect(try await world.stage(of: deal) == "CONTRACT")
        #expect(robots.count("class=\"step ") >= 2)
        #expect(robots.text.contains("href=\"/tasks/"))
        #expect(robots.text.contains("icon-timer"))
    }

    @Test func `a stage that asks for fields keeps the deal until they are given`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", stage: "CONTRACT")
        let browser = try await world.browser(of: world.people.manager)
        let address = "/deals/\(deal.id)/stage"

        let asked = try await browser.post(address, ["stage": "AWAITING_PAYMENT"], asScript: true)
        #expect(asked.status == 422)
        #expect(asked.text.hasPrefix("<dialog"))
        #expect(asked.headers[.init("HX-Retarget")!] == "body")
        #expect(asked.text.contains("name=\"asked\" value=\"UF_CRM_PAYMENT_TYPE\""))
        #expect(try await world.stage(of: deal) == "CONTRACT")

        let wrong = try await browser.post(
            address, ["stage": "AWAITING_PAYMENT", "asked": "UF_CRM_PAYMENT_TYPE", "f.UF_CRM_PAYMENT_TYPE": "BARTER"],
            asScript: true)
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("role=\"alert\""))

        let answered = try await browser.post(
            address,
            ["stage": "AWAITING_PAYMENT", "asked": "UF_CRM_PAYMENT_TYPE", "f.UF_CRM_PAYMENT_TYPE": "PREPAYMENT"],
            asScript: true)
        #expect(answered.status == 200)
        #expect(try await world.stage(of: deal) == "AWAITING_PAYMENT")
    }

    @Test func `a lead becomes a target client with links to what was made`() async throws {
        let world = try await WebWorld.make()
        let lead = try await world.item(
            .lead, [.title: .string("Request"), .name: .string("Pavel"), .phone: .list([.string("+7 495 111-22-33")])])
        let browser = try await world.browser(of: world.people.manager)

        let answer = try await browser.post("/leads/\(lead.id)/qualify", asScript: true)

        #expect(answer.status == 200)
        #expect(answer.text.contains("href=\"/deals/"))
        #expect(answer.text.contains("href=\"/contacts/"))
    }

    @Test func `a deal is copied, deleted and brought back`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let browser = try await world.browser(of: world.people.administrator)

        let copied = try await browser.post("/deals/\(deal.id)/copy", ["pipeline": "1"])
        let copy = try #require(copied.location)
        #expect(try await browser.get(copy).shows("Pump"))
        #expect(try await browser.get("\(copy)?tab=links").text.contains("href=\"/deals/\(deal.id)\""))

        #expect(try await browser.post("/deals/\(deal.id)/delete").location == "/deals")
        #expect(try await browser.get("/deals/\(deal.id)").text.contains("/deals/\(deal.id)/restore"))
        #expect(try await browser.post("/deals/\(deal.id)/restore").location == "/deals/\(deal.id)")
        #expect(try await world.company.item(deal).isDeleted == false)
    }

    @Test func `the number of queries does not grow with the history`() async throws {
        let world = try await WebWorld.make()
        let short = try await world.deal("Short")
        let long = try await world.deal("Long")
        try await fill(short, 1, in: world)
        try await fill(long, 15, in: world)
        let browser = try await world.browser(of: world.people.manager)
        _ = try await browser.get("/deals/\(short.id)")
        let few = try await QueryCounter.count { try await browser.get("/deals/\(short.id)") }
        let many = try await QueryCounter.count { try await browser.get("/deals/\(long.id)") }

        #expect(many.result.shows("Note 15"))
        #expect(many.statements.count == few.statements.count)
        #expect(many.statements.count < 30)
    }

    private func fill(_ deal: DocumentID, _ count: Int, in world: WebWorld) async throws {
        for number in 1...count {
            try await world.company.act(world.people.manager) { command in
                try Comment.add("Note \(number)", to: .item(deal), by: .portal, in: command)
                var draft = ActivityDraft(
                    .todo, subject: "Do \(number)", responsible: world.people.manager, items: [deal])
                draft.deadline = command.now
                try Activity.plan(draft, in: command)
            }
        }
    }
}

extension DocumentID {
    var address: String {
        switch entity {
        case .lead: "/leads/\(id)"
        case .contact: "/contacts/\(id)"
        case .company: "/companies/\(id)"
        case .deal, nil: "/deals/\(id)"
        }
    }
}
