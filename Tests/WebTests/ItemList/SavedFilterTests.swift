import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct SavedFilterTests {
    @Test func `a filter is kept under a name and stands beside the usual ones`() async throws {
        let world = try await WebWorld.make()
        try await world.deal("Big", rubles: 900)
        try await world.deal("Small", rubles: 5)
        let browser = try await world.browser(of: world.people.manager)
        let narrowed = try await browser.get("/deals?view=list&f.OPPORTUNITY.from=100&sort=TITLE&page=1")
        #expect(narrowed.text.contains("href=\"/deals/filters?f.OPPORTUNITY.from=100\""))

        let kept = try await browser.post("/deals/filters", ["name": "Large", "conditions": "f.OPPORTUNITY.from=100&view=list"])

        #expect(kept.location == "/deals?f.OPPORTUNITY.from=100")
        let page = try await browser.get("/deals?view=list")
        #expect(page.text.contains("href=\"/deals?view=list&amp;f.OPPORTUNITY.from=100\""))
        let applied = try await browser.get("/deals?view=list&f.OPPORTUNITY.from=100")
        #expect(applied.text.contains(/aria-current="page"[^>]*><[^>]*><\/i>Large<\/a>/))
        #expect(applied.shows("Big") && !applied.shows("Small"))
        #expect(!(try await world.browser(of: world.people.head).get("/deals?view=list").shows("Large")))
    }

    @Test func `the section opens with the filter chosen for it, and a reset leaves it`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)
        _ = try await browser.post("/deals/filters", ["name": "Large", "conditions": "f.OPPORTUNITY.from=100", "default": "1"])

        #expect(try await browser.get("/deals").location == "/deals?f.OPPORTUNITY.from=100")
        #expect(try await browser.get("/deals?view=list").location == "/deals?view=list&f.OPPORTUNITY.from=100")
        let page = try await browser.get("/deals?f.OPPORTUNITY.from=100")
        let reset = try #require(page.text.firstMatch(of: /href="(\/deals\?preset=[a-z]+)">/)).output.1
        #expect(try await browser.get(String(reset)).status == 200)
        #expect(try await browser.get("/deals?view=list&bin=1").status == 200)
    }

    @Test func `only who configures the portal gives filters to everybody`() async throws {
        let world = try await WebWorld.make()
        let manager = try await world.browser(of: world.people.manager)
        let administrator = try await world.browser(of: world.people.administrator)

        let refused = try await manager.post("/deals/filters", ["name": "X", "conditions": "q=a", "everybody": "1"])
        _ = try await administrator.post("/deals/filters", ["name": "Of all", "conditions": "q=a", "everybody": "1"])

        #expect(refused.status == 403)
        #expect(!(try await manager.get("/deals/filters?q=a").text.contains("name=\"everybody\"")))
        let list = try await manager.get("/deals/filters")
        #expect(list.shows("Of all"))
        #expect(list.count("/rename\"") == 0)
        #expect(try await administrator.get("/deals/filters").count("/rename\"") == 1)
    }

    @Test func `filters are renamed, made the usual one and deleted`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)
        _ = try await browser.post("/leads/filters", ["name": "Old", "conditions": "q=a"])
        let list = try await browser.get("/leads/filters")
        let id = try #require(list.text.firstMatch(of: /\/leads\/filters\/(\d+)\/rename/)).output.1

        let unnamed = try await browser.post("/leads/filters/\(id)/rename", ["name": " "])
        _ = try await browser.post("/leads/filters/\(id)/rename", ["name": "New"])
        _ = try await browser.post("/leads/filters/\(id)/default", ["default": "1"])

        #expect(unnamed.status == 422)
        #expect(try await browser.get("/leads").location == "/leads?q=a")
        #expect(try await browser.get("/leads?q=a").shows("New"))
        #expect(try await browser.post("/leads/filters/\(id)/delete").status == 303)
        #expect(try await browser.get("/leads").status == 200)
        #expect(try await browser.post("/leads/filters/\(id)/delete").status == 404)
    }
}
