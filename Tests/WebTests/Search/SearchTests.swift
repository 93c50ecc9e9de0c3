import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct SearchTests {
    @Test func `a phone finds the client and the client's deals, however it is written`() async throws {
        let world = try await WebWorld.make()
        let contact = try await world.item(.contact, [.name: .string("Pavel"), .phone: .string("+7 495 123-45-67")])
        try await world.deal("Pump", [.contact: .item(contact)])

        let page = try await world.browser(of: world.people.manager).get("/search?q=8%20(495)%20123-45-67")

        #expect(page.shows("Pavel"))
        #expect(page.shows("Pump"))
    }

    @Test func `what belongs to others is not found`() async throws {
        let world = try await WebWorld.make()
        try await world.deal("Secret pump", of: world.people.lawyer)

        #expect(!(try await world.browser(of: world.people.manager).get("/search?q=secret").shows("Secret pump")))
        #expect(try await world.browser(of: world.people.lawyer).get("/search?q=secret").shows("Secret pump"))
    }

    @Test func `a head finds the tasks of the people below, others do not`() async throws {
        let world = try await WebWorld.make()
        let (consultant, manager) = (world.people.consultant, world.people.manager)
        let deal = try await world.deal("Pump", of: world.people.head)
        let task = try await world.task("Weigh the pump", author: consultant, responsible: manager) { $0.items = [deal] }

        for (person, sees) in [(world.people.head, true), (manager, true), (world.people.lawyer, false)] {
            let browser = try await world.browser(of: person)
            #expect(try await browser.get("/search?q=weigh").shows("Weigh the pump") == sees)
            #expect((try await browser.get("/tasks/\(task)").status == 200) == sees)
        }
        let card = try await world.browser(of: world.people.head).get("/deals/\(deal.id)?tab=tasks")
        #expect(card.text.contains("href=\"/tasks/\(task)\""))
    }

    @Test func `a card names a task of others without leading to it`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump", of: world.people.manager)
        let task = try await world.task("Weigh", author: world.people.lawyer, responsible: world.people.clerk) { $0.items = [deal] }

        let card = try await world.browser(of: world.people.manager).get("/deals/\(deal.id)?tab=tasks")

        #expect(card.shows("Weigh"))
        #expect(!card.text.contains("href=\"/tasks/\(task)\""))
    }

    @Test func `one character asks for more, words that nobody has say so`() async throws {
        let world = try await WebWorld.make()
        try await world.deal("Pump")
        let browser = try await world.browser(of: world.people.manager)

        #expect(!(try await browser.get("/search?q=p").shows("data-row")))
        let nothing = try await browser.get("/search?q=%22%3E%3Cb%3Ezzz")
        #expect(nothing.status == 200)
        #expect(!nothing.text.contains("<b>zzz"))
    }
}
