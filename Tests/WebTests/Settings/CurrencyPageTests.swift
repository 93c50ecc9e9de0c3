import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct CurrencyPageTests {
    @Test func `a currency is added, gets a rate and is offered for sums`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let start = try await browser.get("/settings/currencies")
        #expect(start.shows("Российский рубль") && start.shows("не задан"))
        _ = try await browser.post("/settings/currencies", ["CURRENCY": "aed", "FULL_NAME": "Дирхам <ОАЭ>", "AMOUNT_CNT": "10", "AMOUNT": "218,75"])
        let list = try await browser.get("/settings/currencies")
        #expect(list.shows("Дирхам &lt;ОАЭ&gt;") && list.shows("10 AED = 218,75 ₽"))
        #expect(try await browser.get("/deals/new").shows(">AED</option>"))
        // Without a rate it stays offered.
        _ = try await browser.post("/settings/currencies", ["CURRENCY": "AED", "FULL_NAME": "Дирхам", "AMOUNT_CNT": "10", "AMOUNT": ""])
        let stored = try await world.services.portal.read { try Currency.find("AED", in: $0) }
        #expect(stored?.rate == nil && stored?.name == "Дирхам")
        _ = try await browser.post("/settings/currencies/AED/delete")
        #expect(!(try await browser.get("/deals/new").shows(">AED</option>")))
    }

    @Test func `what is wrong stands beside its field`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let code = try await browser.post("/settings/currencies", ["CURRENCY": "дирхам", "AMOUNT": "1"])
        #expect(code.status == 422 && code.count("id=\"new-CURRENCY-error\"") == 1)
        let rate = try await browser.post("/settings/currencies", ["CURRENCY": "USD", "AMOUNT": "дорого", "AMOUNT_CNT": "1"])
        #expect(rate.status == 422 && rate.count("id=\"USD-AMOUNT-error\"") == 1 && rate.shows("value=\"дорого\""))
        #expect(try await browser.post("/settings/currencies/RUB/delete").status == 422)
        let manager = try await world.browser(of: world.people.manager)
        #expect(try await manager.get("/settings/currencies").status == 403)
        #expect(try await manager.post("/settings/currencies", ["CURRENCY": "USD", "AMOUNT": "1"]).status == 403)
    }
}
