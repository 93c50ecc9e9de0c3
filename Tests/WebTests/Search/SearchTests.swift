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
