import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct ItemFormTests {
    @Test(arguments: ["leads", "deals", "contacts", "companies"])
    func `the form of every entity opens`(segment: String) async throws {
        let world = try await WebWorld.make()
        let page = try await world.browser(of: world.people.manager).get("/\(segment)/new")

        #expect(page.status == 200)
        #expect(page.text.contains("action=\"/\(segment)/new\""))
        #expect(page.text.contains("name=\"f.ASSIGNED_BY_ID\""))
    }

    @Test func `a deal is made together with its new client`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)

        let answer = try await browser.post(
            "/deals/new",
            [
                "f.TITLE": "Compressor", "f.OPPORTUNITY": "690 300", "f.OPPORTUNITYCurrency": "RUB", "pipeline": "1",
                "client.name": "Kuznetsov Pavel", "client.phone": "8 495 123-45-67", "client.company": "Romashka",
            ])

        #expect(answer.status == 303)
        let address = try #require(answer.location)
        let deal = try await world.company.item(DocumentID(.deal, try #require(Int64(address.dropFirst(7)))))
        #expect(deal.pipeline == PipelineID(.deal, 1))
        let contact = try await world.company.item(try #require(deal.contact))
        #expect(contact.title == "Kuznetsov Pavel")
        #expect(contact.phones == ["8 495 123-45-67"])
        #expect(contact.company == deal.company)
    }

    @Test func `a mistake keeps everything that was typed and makes nothing`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)

        let answer = try await browser.post(
            "/deals/new",
            [
                "f.TITLE": "Compressor", "client.name": "Kuznetsov", "client.phone": "no phone",
                "client.company": "Romashka",
            ])

        #expect(answer.status == 422)
        for value in ["Compressor", "Kuznetsov", "no phone", "Romashka"] {
            #expect(answer.text.contains("value=\"\(value)\""))
        }
        #expect(answer.text.contains("id=\"client-phone-error\""))
        let companies = try await world.company.portal.read { try $0.count("select count(*) from companies") }
        #expect(companies == 0)
    }

    @Test func `a known client is pointed out while typing`() async throws {
        let world = try await WebWorld.make()
        try await world.item(.contact, [.name: .string("Pavel"), .phone: .list([.string("+7 495 123-45-67")])])
        try await world.item(
            .contact, [.name: .string("Hidden"), .phone: .list([.string("+7 495 123-45-67")])], of: world.people.lawyer)
        let browser = try await world.browser(of: world.people.manager)

        let found = try await browser.get("/leads/new/duplicates?f.PHONE=8%20495%201234567", asScript: true)
        let none = try await browser.get("/leads/new/duplicates?f.PHONE=8%20495%209999999", asScript: true)

        #expect(found.shows("Pavel"))
        #expect(!found.shows("Hidden"))
        #expect(found.count("<li") == 2)
        #expect(none.text.isEmpty)
    }

    @Test func `the search for links finds what the viewer may see`() async throws {
        let world = try await WebWorld.make()
        let contact = try await world.item(.contact, [.name: .string("Pavel Kuznetsov")])
        try await world.item(.contact, [.name: .string("Pavel Secret")], of: world.people.lawyer)

        let answer = try await world.browser(of: world.people.manager).get(
            "/lookup?of=contacts&name=f.CONTACT_IDS&several=1&q=pavel", asScript: true)

        #expect(answer.text.contains("value=\"C_\(contact.id)\""))
        #expect(!answer.shows("Secret"))
    }
}
