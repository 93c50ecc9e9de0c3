import Automation
import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

/// What people see of assignments, and how they answer.
@Suite struct AssignmentPageTests {
    @Test func `who is asked finds it everywhere and answers on its page`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.assignment(to: [world.people.lawyer, world.people.clerk])
        let browser = try await world.browser(of: world.people.lawyer)
        #expect(try await browser.get("/").shows("Ждут моего решения"))
        let list = try await browser.get("/assignments")
        #expect(list.shows("Договор на проверку") && list.shows("Ответили 0 из 2") && list.shows("Ждут вашего решения: 1"))
        #expect(try await browser.get("/assignments/\(id)").shows("Обязателен при отказе."))

        let silent = try await browser.post("/assignments/\(id)/answer", ["answer": "reject", "comment": " "])
        #expect(silent.status == 422 && silent.shows("Напишите комментарий"))
        let answered = try await browser.post("/assignments/\(id)/answer", ["answer": "approve", "comment": "Годится"])
        #expect(answered.location == "/assignments/\(id)" && answered.notice == "Утверждено")

        let page = try await browser.get("/assignments/\(id)")
        #expect(page.shows("Годится") && page.shows("Ответили 1 из 2") && !page.shows("name=\"answer\""))
        #expect(!(try await browser.get("/").shows("Ждут моего решения")))
        #expect(try await browser.get("/assignments?part=closed").shows("Договор на проверку"))
        #expect(try await browser.post("/assignments/\(id)/answer", ["answer": "approve"]).status == 409)
    }

    @Test func `it is answered on the card too`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.assignment(to: [world.people.manager])
        let deal = try await world.services.portal.read { try #require(try Assignment.find(id, in: $0)).item }
        let browser = try await world.browser(of: world.people.manager)
        let card = try await browser.get("/deals/\(deal.id)")
        #expect(card.shows("Утверждение: Договор на проверку") && card.shows("name=\"answer\""))

        let after = try await browser.post("/assignments/\(id)/answer", ["answer": "approve", "card": "1"], asScript: true)
        #expect(after.status == 200 && !after.shows("name=\"answer\"") && after.shows("Утверждено: «Договор на проверку»"))
    }

    @Test func `strangers see nothing, heads see their people's and hand them over`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.assignment(to: [world.people.manager], responsible: world.people.purchaser)
        let stranger = try await world.browser(of: world.people.accountant)
        #expect(try await stranger.get("/assignments/\(id)").status == 404)
        #expect(try await stranger.post("/assignments/\(id)/answer", ["answer": "approve"]).status == 404)
        #expect(!(try await stranger.get("/assignments?whose=people").shows("Договор на проверку")))

        let head = try await world.browser(of: world.people.head)
        #expect(try await head.get("/assignments?whose=people").shows("Договор на проверку"))
        #expect(try await head.post("/assignments/\(id)/answer", ["answer": "approve"]).status == 403)
        let pair: KeyValuePairs = ["from": "\(world.people.manager)", "person": "\(world.people.clerk)"]
        #expect(try await head.post("/assignments/\(id)/delegate", ["from": "\(world.people.manager)"]).status == 422)
        #expect(try await head.post("/assignments/\(id)/delegate", pair).notice == "Задание передано")

        let clerk = try await world.browser(of: world.people.clerk)
        #expect(try await clerk.get("/assignments").shows("Договор на проверку"))
        #expect(try await clerk.get("/assignments/\(id)").shows("передал(а) Nikita Vorontsov"))
    }
}

extension WebWorld {
    fileprivate func assignment(to people: [UserID], responsible: UserID? = nil) async throws -> AssignmentID {
        let owner = responsible ?? self.people.manager
        return try await services.portal.perform(as: .system) { [items = services.items] command in
            let deal = try items.create(ItemDraft(.deal, [.title: .string("Насосы")], stage: "CONTRACT", responsible: owner), command)
            var draft = AssignmentDraft(.approval, item: deal.id, title: "Договор на проверку", people: people, robotKey: "test")
            draft.commentRule = .onRejection
            return try Assignment.ask(draft, in: command)
        }
    }
}
