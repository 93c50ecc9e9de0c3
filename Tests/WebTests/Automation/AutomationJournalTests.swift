import Automation
import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing
import Web

/// The journal of all items, what will happen next, and the way from an effect to its causes.
@Suite struct AutomationJournalTests {
    private static let address = "/automation-journal"

    @Test func `what robots did on any item stands there with its reason, and is filtered`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Насосы", at: "CONTRACT")
        let browser = try await world.browser(of: world.people.administrator)

        let all = try await browser.get(Self.address)
        #expect(all.shows("Насосы") && all.shows("Ждёт") && all.shows("Заключение договора"))
        #expect(try await browser.get(Self.address + "?topic=failed").shows("Таких событий нет"))
        #expect(try await browser.get(Self.address + "?pipeline=DEAL:0&stage=CONTRACT").shows("Насосы"))
        #expect(!(try await browser.get(Self.address + "?pipeline=DEAL:1").shows("Насосы")))
        #expect(!(try await browser.get(Self.address + "?person=\(world.people.clerk)").shows("Насосы")))
        #expect(try await browser.get(Self.address + "?person=\(world.people.manager)").shows("Насосы"))
        let card = try await browser.get("/deals/\(deal.id)?tab=robots")
        #expect(card.status == 200)
    }

    @Test func `only those who configure robots read it`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)
        for path in ["", "/planned", "/why/1/1"] { #expect(try await browser.get(Self.address + path).status == 403) }
        let administrator = try await world.browser(of: world.people.administrator)
        #expect(try await administrator.get(Self.address + "/why/1/1").status == 404)
        #expect(try await administrator.get(Self.address + "?before=nonsense&topic=nonsense").status == 200)
    }

    @Test func `a page ends where the next begins, and nothing is shown twice or lost`() async throws {
        let world = try await WebWorld.make()
        for number in 0..<30 { _ = try await world.deal("Deal \(number)", at: "CONTRACT") }
        var (seen, position): (Int, JournalPosition?) = (0, nil)
        let store = world.services.automation
        var places: Set<JournalPosition> = []
        while true {
            let before = position
            let batch = try await world.services.portal.read {
                try AutomationReader(store: store).journal(JournalFilter(), before: before, limit: 7, in: $0)
            }
            guard let last = batch.last else { break }
            seen += batch.count
            places.formUnion(batch.map { JournalPosition($0.entry) })
            position = JournalPosition(last.entry)
        }
        let all = try await world.services.portal.read { try AutomationReader(store: store).journal(JournalFilter(), limit: 10_000, in: $0) }
        #expect(seen == all.count && places.count == all.count && all.count >= 30)
    }

    @Test func `the causes lead from a robot's deed back to the person who began it`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Насосы", at: "CONTRACT")
        let store = world.services.automation
        let done = try await world.services.portal.read { reader in
            try #require(try AutomationReader(store: store).journal(of: deal, in: reader).last { $0.node != nil && $0.run != nil })
        }
        let browser = try await world.browser(of: world.people.administrator)

        let chain = try await browser.get("\(Self.address)/why/\(deal.key)/\(done.seq)")

        #expect(chain.shows("Вход на стадию") && chain.shows("Anna Sokolova"))
    }

    @Test func `a robot that waits is seen with its moment and is started by hand`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post(
            "/automation/DEAL:0/robots?stage=CONTRACT&kind=add_comment",
            ["title": "Через три дня", "when.mode": "after", "when.amount": "3", "when.unit": "days", "when.order": "start", "p.text": "Пора"])
        _ = try await browser.post("/automation/DEAL:0/publish")
        let deal = try await world.deal("Насосы", at: "CONTRACT")
        let planned = try await browser.get(Self.address + "/planned")
        #expect(planned.shows("Через три дня") && planned.shows("Насосы") && !planned.shows("опаздывает"))
        let id = try #require(try await world.robots("DEAL:0", "CONTRACT").last).id
        let card = try await browser.get("/deals/\(deal.id)?tab=robots")
        #expect(card.shows("Выполнить сейчас"))

        let manager = try await world.browser(of: world.people.manager)
        #expect(try await manager.post("/deals/\(deal.id)/robots/now/\(id)").status == 403)
        _ = try await browser.post("/deals/\(deal.id)/robots/now/\(id)?tab=robots")

        #expect(try await world.services.portal.read { try Comment.list(of: .item(deal), in: $0).map(\.text) } == ["Пора"])
        #expect(try await browser.post("/deals/\(deal.id)/robots/now/\(id)").status == 404)
        #expect(try await browser.get(Self.address + "?robot=\(id)").shows("запущен вручную, не дожидаясь срока · Anna Sokolova"))
    }
}

extension WebWorld {
    fileprivate func deal(_ title: String, at stage: String) async throws -> DocumentID {
        try await services.portal.perform(as: .person(people.administrator)) { [items = services.items, people] command in
            try items.create(ItemDraft(.deal, [.title: .string(title)], stage: stage, responsible: people.manager), command).id
        }
    }
}
