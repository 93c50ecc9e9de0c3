import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

/// A robot that stopped: what the card offers, and to whom.
@Suite struct RobotRepairTests {
    @Test func `a stopped robot is retried from the card once its person is there`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.stopped()
        let browser = try await world.browser(of: world.people.administrator)
        let card = try await browser.get("/deals/\(deal.id)?tab=robots")
        #expect(card.shows("Не получилось") && card.shows("Некому поручить"))
        let retry = try #require(card.action("retry"))

        let again = try await browser.post(retry)
        #expect(again.notice == "Робот запущен ещё раз")
        #expect(try await world.tasks(on: deal).isEmpty, "nobody stands behind the role yet")
        let clerk = world.people.clerk
        try await world.services.portal.perform(as: .system) { try ConstantStore.setValue(of: "Clerk", to: .user(clerk), in: $0) }
        let later = try #require(try await browser.get("/deals/\(deal.id)?tab=robots").action("retry"))
        let done = try await browser.post(later, asScript: true)

        #expect(done.status == 200)
        #expect(!done.shows("Некому поручить"))
        #expect(try await world.tasks(on: deal).map(\.responsible) == [clerk])
        #expect(try await browser.post(later).status == 404, "it was decided already")
    }

    @Test func `a stopped robot is skipped and the process goes on`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.stopped()
        let browser = try await world.browser(of: world.people.administrator)
        let skip = try #require(try await browser.get("/deals/\(deal.id)?tab=robots").action("skip"))

        let answer = try await browser.post(skip)

        #expect(answer.notice == "Робот пропущен, процесс пошёл дальше")
        let card = try await browser.get("/deals/\(deal.id)?tab=robots")
        #expect(card.shows("Пропущен вручную"))
        #expect(card.action("retry") == nil)
        #expect(try await world.tasks(on: deal).isEmpty)
        // The message after it runs: «договор готов».
        #expect(card.count("icon-circle-check") > 0)
    }

    @Test func `only who configures robots decides, and only about the card's own`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.stopped()
        let other = try await world.deal("Other")
        let administrator = try await world.browser(of: world.people.administrator)
        let retry = try #require(try await administrator.get("/deals/\(deal.id)?tab=robots").action("retry"))
        let manager = try await world.browser(of: world.people.manager)

        let card = try await manager.get("/deals/\(deal.id)?tab=robots")
        #expect(card.shows("Некому поручить"))
        #expect(card.action("retry") == nil)
        #expect(try await manager.post(retry).status == 403)
        #expect(try await administrator.post(retry.replacing("/deals/\(deal.id)/", with: "/deals/\(other.id)/")).status == 404)
    }
}

extension WebWorld {
    /// A deal whose first robot of «Заключение договора» has nobody to give its task to.
    fileprivate func stopped() async throws -> DocumentID {
        let deal = try await deal("Pump")
        let manager = people.manager
        try await services.portal.perform(as: .system) { try ConstantStore.setValue(of: "Clerk", to: .null, in: $0) }
        try await company.act(manager) { [items = company.items] in _ = try items.move(deal, to: "CONTRACT", $0) }
        return deal
    }

    fileprivate func tasks(on deal: DocumentID) async throws -> [TaskItem] {
        try await services.portal.read { try TaskItem.linked(to: deal, in: $0) }
    }
}

extension Answer {
    /// Where the button of a stopped robot leads.
    fileprivate func action(_ name: String) -> String? {
        text.matches(of: #/action="([^"]*/robots/\d+/([a-z]+)\?tab=robots)"/#).first { $0.output.2 == name }.map { String($0.output.1) }
    }
}
