import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

/// The catalogue, and rows of deals that are filled from it.
@Suite struct ProductTests {
    @Test func `a product is added, found, changed and archived`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        #expect(try await browser.get("/products").shows("Товаров пока нет"))

        let made = try await browser.post(
            "/products/new", ["NAME": "Насос <К>", "ARTICLE": "N-100", "UNIT": "шт", "PRICE": "12 500,50", "VAT": "20", "TAX_INCLUDED": "1"])
        #expect(made.location == "/products")
        let list = try await browser.get("/products?q=n-100")
        #expect(list.shows("Насос &lt;К&gt;") && list.shows("12 500,50 ₽") && list.shows("20 % в цене"))
        let address = try #require(list.text.firstMatch(of: /href="(\/products\/\d+)"/)).output.1

        _ = try await browser.post(String(address), ["NAME": "Насос", "PRICE": "13000", "VAT": "", "UNIT": "шт"])
        let changed = try await browser.get("/products")
        #expect(changed.shows("13 000 ₽") && changed.shows("Без НДС"))
        _ = try await browser.post("\(address)/archive", ["offered": ""])
        #expect(!(try await browser.get("/products").text.contains("href=\"\(address)\"")))
        #expect(try await browser.get("/products?show=archived").text.contains("href=\"\(address)\""))
        #expect(!(try await browser.get("/products/suggestions?q=нас", asScript: true).shows("Насос")))
        _ = try await browser.post("\(address)/archive", ["offered": "1"])
        #expect(try await browser.get("/products/suggestions?q=нас", asScript: true).shows("data-price=\"13000\""))
    }

    @Test func `what is wrong stands beside its field, and the form keeps what was typed`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let unnamed = try await browser.post("/products/new", ["NAME": " ", "PRICE": "1"])
        let unpriced = try await browser.post("/products/new", ["NAME": "Pump", "PRICE": "dear"])
        let negative = try await browser.post("/products/new", ["NAME": "Pump", "PRICE": "-1"])

        #expect(unnamed.status == 422 && unnamed.count("id=\"field-NAME-error\"") == 1)
        #expect(unpriced.status == 422 && unpriced.count("id=\"field-PRICE-error\"") == 1 && unpriced.shows("value=\"dear\""))
        #expect(negative.status == 422 && negative.count("id=\"field-PRICE-error\"") == 1)
        #expect(try await browser.get("/products/999").status == 404)
    }

    @Test func `everybody sees the catalogue, only who configures the portal changes it`() async throws {
        let world = try await WebWorld.make()
        let pump = try await world.product("Pump", kopecks: 500_000)
        let browser = try await world.browser(of: world.people.manager)

        #expect(try await browser.get("/products").shows("Pump"))
        #expect(!(try await browser.get("/products").text.contains("/products/new")))
        #expect(try await browser.get("/products/\(pump)").count("name=\"PRICE\"") == 0)
        for attempt in [
            try await browser.get("/products/new"), try await browser.post("/products/new", ["NAME": "X", "PRICE": "1"]),
            try await browser.post("/products/\(pump)", ["NAME": "X", "PRICE": "1"]),
            try await browser.post("/products/\(pump)/archive"),
        ] {
            #expect(attempt.status == 403)
        }
    }

    @Test func `a row takes price, unit and tax of the product it names; other texts stay free`() async throws {
        let world = try await WebWorld.make()
        let pump = try await world.product("Pump", kopecks: 500_000, taxOnTop: true)
        let deal = try await world.deal("Order")
        let browser = try await world.browser(of: world.people.manager)

        let saved = try await browser.post(
            "/deals/\(deal.id)/products?tab=products",
            [
                "name": "Pump", "price": "", "quantity": "2", "unit": "", "discount": "", "tax": "", "product": "", "onTop": "",
                "name": "Delivery", "price": "300", "quantity": "1", "unit": "", "discount": "", "tax": "", "product": "\(pump)", "onTop": "",
                "name": "Pump", "price": "4000", "quantity": "1", "unit": "t", "discount": "", "tax": "", "product": "\(pump)", "onTop": "",
            ])

        #expect(saved.status == 303)
        let rows = try await world.services.portal.read { [items = world.services.items] in try items.products(of: deal, in: $0) }
        #expect(rows.map(\.product) == [pump, nil, pump])
        #expect(rows.map(\.price) == [500_000, 30_000, 400_000])
        #expect(rows.map(\.unit) == ["pcs", "", "t"])
        // 2 × 5 000 with 20 % on top, 300, 4 000 without tax.
        #expect(try await world.company.item(deal).amount == Money(minorUnits: 1_200_000 + 30_000 + 400_000))
        #expect(try await browser.get("/deals/\(deal.id)?tab=products").text.contains("list=\"product-suggestions\""))
    }

    @Test func `a product that changes leaves the deals that have it alone`() async throws {
        let world = try await WebWorld.make()
        let pump = try await world.product("Pump", kopecks: 500_000)
        let deal = try await world.deal("Order")
        let manager = try await world.browser(of: world.people.manager)
        func row(price: String) -> KeyValuePairs<String, String> {
            ["name": "Pump", "price": price, "quantity": "1", "unit": "pcs", "discount": "", "tax": "20", "product": "\(pump)", "onTop": ""]
        }
        _ = try await manager.post("/deals/\(deal.id)/products", row(price: "5000"))

        _ = try await world.browser(of: world.people.administrator).post(
            "/products/\(pump)", ["NAME": "Pump 2", "PRICE": "9999", "VAT": "20", "TAX_INCLUDED": "1"])
        _ = try await manager.post("/deals/\(deal.id)/products", row(price: "5000"))

        let rows = try await world.services.portal.read { [items = world.services.items] in try items.products(of: deal, in: $0) }
        #expect(rows.map(\.name) == ["Pump"])
        #expect(rows.map(\.price) == [500_000])
        #expect(rows.map(\.product) == [pump])
    }
}

extension WebWorld {
    fileprivate func product(_ name: String, kopecks: Int64, taxOnTop: Bool = false) async throws -> Int64 {
        try await services.portal.perform(as: .system) { command in
            try ProductStore.save(
                Product(name: name, unit: "pcs", price: Money(minorUnits: kopecks), taxRate: 2000, isTaxIncluded: !taxOnTop), command
            ).id
        }
    }
}
