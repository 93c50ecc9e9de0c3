import CRM
// Foundation for cutting pages into pieces.
import Foundation
import Kernel
import Robots
import Storage
import TestSupport
import Testing
import Web

@Suite struct KanbanTests {
    @Test func `a column shows its name, its count and its sum`() async throws {
        let world = try await WebWorld.make()
        try await world.deal("Compressor", rubles: 690_300, stage: "C1:SUPPLIER", pipeline: 1)

        let page = try await world.browser(of: world.people.manager).get("/deals?pipeline=1")

        let stage = try await world.stageName("C1:SUPPLIER")
        #expect(page.status == 200)
        #expect(page.shows("<span class=\"clip\" title=\"\(stage)\">\(stage)</span><span class=\"column-count\">1</span>"))
        #expect(page.shows("<p class=\"column-sum\">690 300 ₽</p>"))
        #expect(page.shows("Compressor"))
        #expect(page.shows("data-live-topic=\"deal/C1:SUPPLIER\""))
    }

    @Test func `a card shows client, date, payment, phone and leads to its item`() async throws {
        let world = try await WebWorld.make()
        let contact = try await world.item(.contact, [.name: .string("Pavel Kuznetsov"), .phone: .string("+7 495 123-45-67")])
        let day = try #require(LocalDate(parsing: "2026-12-01"))
        let deal = try await world.deal(
            "Pump", rubles: 1000,
            [
                .contact: .item(contact), "UF_CRM_SHIP_DATE": .date(day),
                .paidAmount: .money(Money(minorUnits: 100_000)),
            ])

        let page = try await world.browser(of: world.people.manager).get("/deals")

        #expect(page.shows("href=\"/deals/\(deal.id)\" data-slideover>Pump</a>"))
        #expect(page.shows("Pavel Kuznetsov"))
        #expect(page.shows("<span class=\"deal-value clip\">1 "))
        #expect(page.shows("href=\"tel:+74951234567\""))
        #expect(page.count("tone-success\">") >= 1)
    }

    @Test func `a person sees only the deals that are theirs`() async throws {
        let world = try await WebWorld.make()
        try await world.deal("Mine", rubles: 100)
        try await world.deal("Of another", rubles: 900, of: world.people.lawyer)

        let page = try await world.browser(of: world.people.manager).get("/deals")

        #expect(page.shows("Mine"))
        #expect(!page.shows("Of another"))
        #expect(page.shows("<p class=\"column-sum\">100 ₽</p>"))
    }

    @Test func `a long column brings its cards page by page, each once`() async throws {
        let world = try await WebWorld.make()
        try await world.deals(45, stage: "SELECTION")
        let browser = try await world.browser(of: world.people.manager)

        var titles: [String] = []
        var answer = try await browser.get("/deals")
        for _ in 0..<3 {
            titles += answer.titles
            guard let next = answer.next else { break }
            answer = try await browser.get(next, asScript: true)
        }

        #expect(titles.count == 45)
        #expect(Set(titles).count == 45)
        #expect(answer.next == nil)
    }

    @Test func `a board takes as many queries with two hundred deals as with ten`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)
        try await world.deals(10, stage: "SELECTION")
        _ = try await browser.get("/deals")

        let few = try await QueryCounter.count { try await browser.get("/deals") }
        try await world.deals(190, stage: "SELECTION")
        let many = try await QueryCounter.count { try await browser.get("/deals") }

        #expect(many.result.shows("<span class=\"column-count\">200</span>"))
        #expect(few.statements.count == many.statements.count)
        #expect(many.statements.count < 40)
    }

    @Test func `a filter narrows cards, counts and sums`() async throws {
        let world = try await WebWorld.make()
        try await world.deal("Compressor", rubles: 500)
        try await world.deal("Pump", rubles: 70)

        let page = try await world.browser(of: world.people.manager).get("/deals?q=compr&f.OPPORTUNITY.from=100")

        #expect(page.titles == ["Compressor"])
        #expect(page.shows("<p class=\"column-sum\">500 ₽</p>"))
    }

    @Test func `a column that changed is fetched anew with its head`() async throws {
        let world = try await WebWorld.make()
        try await world.deals(30, stage: "QUOTE")

        let answer = try await world.browser(of: world.people.manager).get("/deals/columns/QUOTE?limit=25", asScript: true)

        #expect(answer.titles.count == 25)
        #expect(answer.shows("id=\"column-head-QUOTE\" hx-swap-oob=\"true\""))
    }

    @Test func `an unknown stage or pipeline is not found`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)

        #expect(try await browser.get("/deals/columns/NOWHERE", asScript: true).status == 404)
        #expect(try await browser.get("/deals?pipeline=77").status == 404)
        #expect(try await browser.get("/deals?pipeline=abc").status == 404)
    }

    @Test func `the final stages stay closed until asked for`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)

        let closed = try await browser.get("/deals")
        let open = try await browser.get("/deals?final=1")

        #expect(!closed.shows("id=\"column-head-WON\""))
        #expect(open.shows("id=\"column-head-WON\""))
        #expect(closed.shows("data-drop data-stage=\"WON\""))
    }

    @Test func `the agenda puts a deal without plans into the last column`() async throws {
        let world = try await WebWorld.make()
        try await world.item(.contact, [.name: .string("Nobody")])
        try await world.deals(1, stage: "CONTRACT")

        let page = try await world.browser(of: world.people.manager).get("/deals?view=agenda")

        let last = try #require(page.text.components(separatedBy: "column-head-none").last)
        #expect(last.contains("Deal 1"))
    }
}

extension Answer {
    /// The titles of the cards, in their order.
    var titles: [String] {
        text.components(separatedBy: "class=\"deal-title\"").dropFirst().compactMap { piece in
            piece.components(separatedBy: ">").dropFirst().first?.components(separatedBy: "<").first
        }
    }

    /// Where the next cards of the first column that has more come from.
    var next: String? {
        guard let piece = text.components(separatedBy: "class=\"column-more\" hx-get=\"").dropFirst().first else { return nil }
        return piece.components(separatedBy: "\"").first?.replacing("&amp;", with: "&")
    }
}

extension WebWorld {
    /// A pipeline of deals.
    func pipeline(_ number: Int) async throws -> Pipeline {
        try await company.portal.read { [pipelines = company.assembly.pipelines] reader in
            try pipelines.all(in: reader).require(PipelineID(.deal, number))
        }
    }

    func stageName(_ code: String) async throws -> String {
        let pipeline = try await pipeline(code.hasPrefix("C1:") ? 1 : 0)
        return pipeline[code]?.name.russian ?? ""
    }
}
