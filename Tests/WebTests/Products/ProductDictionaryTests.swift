import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

/// Sections, units of measure and rates of VAT, and products that use them.
@Suite struct ProductDictionaryTests {
    @Test func `a section is made, holds products, narrows the list and gives them up`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post("/products/sections/new", ["NAME": "Насосы <Б>", "SECTION_ID": "", "SORT": "10"])
        let inner = try await browser.post("/products/sections/new", ["NAME": "Погружные", "SECTION_ID": "1", "SORT": ""])
        #expect(inner.location == "/products/dictionaries")
        let page = try await browser.get("/products/dictionaries")
        #expect(page.shows("Насосы &lt;Б&gt;") && page.shows("Погружные") && page.shows("Штука, шт") && page.shows("НДС 20 %"))
        _ = try await browser.post("/products/new", ["NAME": "Насос", "PRICE": "1", "SECTION_ID": "2", "DESCRIPTION": "Чугун"])
        _ = try await browser.post("/products/new", ["NAME": "Шланг", "PRICE": "1", "SECTION_ID": ""])
        let narrowed = try await browser.get("/products?section=1")
        #expect(narrowed.shows("Насос") && !narrowed.shows("Шланг"))
        #expect(try await browser.get("/products/1").shows("Чугун"))
        // Within itself no section can stand, and the form says so beside the field.
        let circle = try await browser.post("/products/sections/1", ["NAME": "Насосы", "SECTION_ID": "2"])
        #expect(circle.status == 422 && circle.count("id=\"field-SECTION_ID-error\"") == 1)
        _ = try await browser.post("/products/sections/2/delete")
        let product = try await world.services.portal.read { try ProductStore.product(1, in: $0) }
        #expect(product.section == 1)
    }

    @Test func `units and rates are offered where products are made and sold`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post("/products/measures/new", ["NAME": "Рулон", "SYMBOL": "рул", "CODE": "736"])
        _ = try await browser.post("/products/rates/new", ["NAME": "НДС 18 %", "RATE": "18", "ACTIVE": "1"])
        let form = try await browser.get("/products/new")
        #expect(form.shows("<option value=\"рул\">") && form.shows(">18 %</option>"))
        let wrong = try await browser.post("/products/rates/new", ["NAME": "x", "RATE": "много", "ACTIVE": "1"])
        #expect(wrong.status == 422 && wrong.count("id=\"field-RATE-error\"") == 1)
        let taken = try await browser.post("/products/measures/new", ["NAME": "Ещё", "SYMBOL": "е", "CODE": "736"])
        #expect(taken.status == 422 && taken.count("id=\"field-CODE-error\"") == 1)
        // A rate that is offered no more stays where it is.
        _ = try await browser.post("/products/new", ["NAME": "Плёнка", "PRICE": "100", "VAT": "18", "UNIT": "рул"])
        let rate = try await world.services.portal.read { try #require(try VATRate.all(in: $0).first { $0.rate == 1800 }).id }
        _ = try await browser.post("/products/rates/\(rate)", ["NAME": "НДС 18 %", "RATE": "18"])
        #expect(!(try await browser.get("/products/new").shows(">18 %</option>")))
        #expect(try await browser.get("/products/1").shows(">18 %</option>"))
        #expect(try await browser.post("/products/measures/1/delete").status == 422)
    }

    @Test func `only who configures the portal changes dictionaries`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)
        #expect(try await browser.get("/products/dictionaries").shows("Штука, шт"))
        #expect(!(try await browser.get("/products/dictionaries").text.contains("/products/measures/new")))
        for name in ["sections", "measures", "rates"] {
            #expect(try await browser.get("/products/\(name)/new").status == 403)
            #expect(try await browser.post("/products/\(name)/new", ["NAME": "x", "SYMBOL": "x", "CODE": "5"]).status == 403)
            #expect(try await browser.post("/products/\(name)/1/delete").status == 403 || name == "sections")
        }
    }
}
