import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct FormTests {
    @Test func `a visitor's request becomes a lead of the form's responsible`() async throws {
        let world = try await WebWorld.make()
        let token = try await form(world)

        let page = try await world.stranger.get("/forms/\(token)?utm_source=ads")
        let answer = try await world.stranger.post(
            "/forms/\(token)", ["f.NAME": "Visitor", "f.PHONE": "+7 495 123-45-67", "key": "k1", "UTM_SOURCE": "ads"])

        #expect(page.status == 200)
        #expect(page.count("name=\"f.PHONE\"") == 1)
        #expect(page.shows("value=\"ads\""))
        #expect(answer.location == "/forms/\(token)/thanks")
        #expect(try await world.stranger.get("/forms/\(token)/thanks").shows("We call you"))
        let leads = try await leads(world)
        #expect(leads.count == 1)
        #expect(leads[0].responsible == world.people.manager)
        #expect(leads[0].value(.name) == .string("Visitor"))
    }

    @Test func `what a program typed into the trap makes no lead and looks accepted`() async throws {
        let world = try await WebWorld.make()
        let token = try await form(world)

        let answer = try await world.stranger.post(
            "/forms/\(token)", ["f.NAME": "Bot", "f.PHONE": "+7 495 123-45-67", "website": "http://spam.test"])

        #expect(answer.location == "/forms/\(token)/thanks")
        #expect(try await leads(world).isEmpty)
    }

    @Test func `a missing or wrong field is marked and the others stay`() async throws {
        let world = try await WebWorld.make()
        let token = try await form(world)

        let missing = try await world.stranger.post("/forms/\(token)", ["f.NAME": "Visitor", "f.PHONE": ""])
        let wrong = try await world.stranger.post("/forms/\(token)", ["f.NAME": "Visitor", "f.PHONE": "12"])

        for answer in [missing, wrong] {
            #expect(answer.status == 422)
            #expect(answer.count("id=\"form-PHONE-error\"") == 1)
            #expect(answer.shows("value=\"Visitor\""))
        }
        #expect(try await leads(world).isEmpty)
    }

    @Test func `the sixth request from one address is asked to wait`() async throws {
        let world = try await WebWorld.make()
        let token = try await form(world)

        for number in 1...5 {
            let answer = try await world.stranger.post("/forms/\(token)", ["f.NAME": "N", "f.PHONE": "+7 495 123-45-6\(number)", "key": "k\(number)"])
            #expect(answer.status == 303)
        }
        let sixth = try await world.stranger.post("/forms/\(token)", ["f.NAME": "Sixth", "f.PHONE": "+7 495 123-45-67", "key": "k6"])

        #expect(sixth.status == 429)
        #expect(sixth.shows("value=\"Sixth\""))
        #expect(try await leads(world).count == 5)
    }

    @Test func `an unknown address is not found and a form switched off says so`() async throws {
        let world = try await WebWorld.make()
        let token = try await form(world, isActive: false)

        #expect(try await world.stranger.get("/forms/nothing").status == 404)
        #expect(try await world.stranger.get("/forms/\(token)").status == 503)
    }

    @Test func `a form is made in the settings with its fields in order`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let refused = try await browser.post("/settings/forms/new", ["title": "Call me", "field": "NAME", "source": "WEBFORM", "isActive": "1"])
        let made = try await browser.post(
            "/settings/forms/new",
            [
                "title": "Call me", "field": "PHONE", "field": "NAME", "required.PHONE": "1", "label.NAME": "Your name", "source": "WEBFORM",
                "isActive": "1",
            ])

        #expect(refused.status == 422)
        #expect(refused.shows("value=\"Call me\""))
        #expect(refused.count("form-fields-error") == 1)
        #expect(made.status == 303)
        let form = try #require(try await world.services.portal.read { try WebFormStore.all(in: $0) }.first)
        #expect(form.settings.fields == [.init(.phone, isRequired: true), .init(.name, label: "Your name")])
        #expect(try await browser.get("/settings/forms").shows("http://portal.test/forms/\(form.token)"))
    }

    private func form(_ world: WebWorld, isActive: Bool = true) async throws -> String {
        let store = WebFormStore(catalog: world.services.items.catalog)
        let settings = WebForm.Settings(
            title: "Request", thanks: "We call you", fields: [.init(.name), .init(.phone, isRequired: true)], responsible: world.people.manager,
            isActive: isActive)
        return try await world.services.portal.perform(as: .system) { command in
            let id = try store.create(settings, in: command)
            return try WebFormStore.form(id, in: command.transaction)?.token ?? ""
        }
    }

    private func leads(_ world: WebWorld) async throws -> [Item] { try await world.leads() }
}

extension WebWorld {
    /// Every lead, the oldest first.
    func leads() async throws -> [Item] {
        let items = company.items
        return try await company.portal.read { reader in
            let ids = try reader.query("select id from leads where deleted_at is null order by id") { DocumentID(.lead, $0.int64(0)) }
            let found = try items.load(ids, in: reader)
            return ids.compactMap { found[$0] }
        }
    }
}
