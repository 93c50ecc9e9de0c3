import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct FieldTests {
    @Test func `a field is edited in its place`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", rubles: 100)
        let browser = try await world.browser(of: world.people.manager)
        let address = "/deals/\(deal.id)/fields/OPPORTUNITY"

        let form = try await browser.get(address + "/edit", asScript: true)
        #expect(form.text.contains("name=\"f.OPPORTUNITY\""))
        #expect(form.text.contains("value=\"100\""))

        let saved = try await browser.post(
            address, ["f.OPPORTUNITY": "690 300,50", "f.OPPORTUNITYCurrency": "USD"], asScript: true)
        #expect(saved.status == 200)
        #expect(saved.shows("690 300,50 $"))
        #expect(try await world.company.item(deal).amount == Money(minorUnits: 69_030_050, currency: "USD"))
    }

    @Test func `what is refused comes back as it was typed`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", rubles: 100)

        let answer = try await world.browser(of: world.people.manager).post(
            "/deals/\(deal.id)/fields/OPPORTUNITY", ["f.OPPORTUNITY": "a lot"], asScript: true)

        #expect(answer.status == 422)
        #expect(answer.text.contains("value=\"a lot\""))
        #expect(answer.text.contains("role=\"alert\""))
        #expect(try await world.company.item(deal).amount == Money(minorUnits: 10_000))
    }

    @Test func `nobody overwrites what another has written meanwhile, unless they mean to`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", ["UF_CRM_REQUEST": .string("10 bar")])
        let browser = try await world.browser(of: world.people.manager)
        let address = "/deals/\(deal.id)/fields/UF_CRM_REQUEST"
        let version = try await world.company.item(deal).version
        try await world.company.act(world.people.administrator) { [items = world.company.items] command in
            _ = try items.update(deal, ["UF_CRM_REQUEST": .string("12 bar")], command)
        }

        let refused = try await browser.post(
            address, ["f.UF_CRM_REQUEST": "8 bar", "version": "\(version)", "was": "10 bar"], asScript: true)
        #expect(refused.status == 422)
        #expect(refused.shows("Anna Sokolova"))
        #expect(refused.shows("12 bar"))
        #expect(refused.shows("8 bar"))

        let now = try await world.company.item(deal).version
        let meant = try await browser.post(
            address, ["f.UF_CRM_REQUEST": "8 bar", "version": "\(now)", "was": "12 bar"], asScript: true)
        #expect(meant.status == 200)
        #expect(try await world.company.item(deal).value("UF_CRM_REQUEST") == .string("8 bar"))
    }

    @Test func `a change of another field is no conflict`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", ["UF_CRM_REQUEST": .string("10 bar")])
        let version = try await world.company.item(deal).version
        try await world.company.act(world.people.administrator) { [items = world.company.items] command in
            _ = try items.update(deal, [.comments: .string("called")], command)
        }

        let answer = try await world.browser(of: world.people.manager).post(
            "/deals/\(deal.id)/fields/UF_CRM_REQUEST",
            ["f.UF_CRM_REQUEST": "8 bar", "version": "\(version)", "was": "10 bar"], asScript: true)

        #expect(answer.status == 200)
    }

    @Test func `phones are kept one by one and emptied together`() async throws {
        let world = try await WebWorld.make()
        let contact = try await world.item(.contact, [.name: .string("Pavel")])
        let browser = try await world.browser(of: world.people.manager)
        let address = "/contacts/\(contact.id)/fields/PHONE"

        let saved = try await browser.post(
            address, ["f.PHONE": "8 495 111-22-33", "f.PHONE": "", "f.PHONE": "+7 495 111-22-44"], asScript: true)
        #expect(saved.count("href=\"tel:+7495") == 2)
        #expect(try await world.company.item(contact).phones.count == 2)

        _ = try await browser.post(address, ["f.PHONE": ""], asScript: true)
        #expect(try await world.company.item(contact).phones.isEmpty)
    }

    @Test func `whoever may only look edits nothing`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", of: world.people.clerk)
        let reader = world.people.consultant
        try await world.company.portal.perform(as: .system) { command in
            var rights = RoleRights()
            rights[.deal, .read] = .all
            let role = try RoleStore.create(name: Text(verbatim: "Readers"), rights: rights, in: command)
            try RoleStore.setMembers(of: role, to: [.user(reader)], in: command)
        }
        let browser = try await world.browser(of: reader)

        let page = try await browser.get("/deals/\(deal.id)")
        #expect(page.status == 200)
        #expect(!page.text.contains("data-inplace"))
        #expect(!page.text.contains("data-composer"))
        #expect(try await browser.get("/deals/\(deal.id)/fields/OPPORTUNITY/edit", asScript: true).status == 403)
        #expect(
            try await browser.post("/deals/\(deal.id)/fields/OPPORTUNITY", ["f.OPPORTUNITY": "5"], asScript: true)
                .status == 403)
        #expect(try await browser.post("/deals/\(deal.id)/comments", ["text": "x"], asScript: true).status == 403)
    }

    @Test func `a read-only field and an unknown one cannot be edited`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let browser = try await world.browser(of: world.people.manager)

        #expect(try await browser.get("/deals/\(deal.id)/fields/DATE_CREATE/edit", asScript: true).status == 403)
        #expect(try await browser.get("/deals/\(deal.id)/fields/NOPE", asScript: true).status == 404)
    }

    @Test func `the title is required and keeps its place`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let browser = try await world.browser(of: world.people.manager)

        #expect(try await browser.post("/deals/\(deal.id)/title", ["title": "  "], asScript: true).status == 422)
        let saved = try await browser.post("/deals/\(deal.id)/title", ["title": "Pump station"], asScript: true)
        #expect(saved.shows("<h1>Pump station</h1>"))
    }
}
