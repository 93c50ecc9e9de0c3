import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct TaskFormTests {
    @Test func `a mistake keeps everything that was typed and makes nothing`() async throws {
        let world = try await WebWorld.make()
        let manager = try await world.browser(of: world.people.manager)

        let answer = try await manager.post(
            "/tasks/new",
            [
                "title": " ", "description": "Long story", "responsible": world.people.lawyer.description, "checkList": "First\nSecond",
                "planStart": "2026-11-24T10:00", "important": "1",
            ])

        #expect(answer.status == 422)
        #expect(answer.text.contains("id=\"task-title-error\""))
        #expect(answer.shows("Long story"))
        #expect(answer.shows("First\nSecond"))
        #expect(answer.text.contains("value=\"2026-11-24T10:00\""))
        #expect(answer.text.contains("value=\"\(world.people.lawyer)\" data-kind=\"person\" selected"))
        #expect(try await world.company.portal.read { try $0.count("select count(*) from tasks") } == 0)
    }

    @Test(arguments: [("planStart", "2026-11-24T10:00", "planEnd"), ("deadline", "32.13.2026", "deadline"), ("responsible", "9999", "responsible")])
    func `each mistake stands beside its field`(name: String, value: String, place: String) async throws {
        let world = try await WebWorld.make()
        let manager = try await world.browser(of: world.people.manager)
        let responsible = name == "responsible" ? value : world.people.manager.description

        let answer = try await manager.post("/tasks/new", ["title": "Order", "responsible": responsible, name: value])

        #expect(answer.status == 422)
        #expect(answer.text.contains("id=\"task-\(place)-error\""))
    }

    @Test func `a task given from a deal belongs to it`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let manager = try await world.browser(of: world.people.manager)

        let form = try await manager.get("/tasks/new?item=D_\(deal.id)&title=Call")
        let given = try await manager.post(
            "/tasks/new", ["title": "Call", "responsible": world.people.manager.description, "items": "D_\(deal.id)"])

        #expect(form.text.contains("value=\"D_\(deal.id)\""))
        #expect(form.text.contains("value=\"Call\""))
        #expect(try await world.found(try #require(given.task)).items == [deal])
    }

    @Test func `a foreign deal cannot be linked`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Secret", of: world.people.purchaser)

        let answer = try await world.browser(of: world.people.manager).post(
            "/tasks/new", ["title": "Call", "responsible": world.people.manager.description, "items": "D_\(deal.id)"])

        #expect(answer.status == 422)
        #expect(!answer.shows("Secret"))
    }

    @Test func `editing keeps links that the editor cannot see`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Secret", of: world.people.purchaser)
        let id = try await world.task("Order the pump", author: world.people.lawyer) { $0.items = [deal] }
        let lawyer = try await world.browser(of: world.people.lawyer)

        let form = try await lawyer.get("/tasks/\(id)/edit")
        let saved = try await lawyer.post(
            "/tasks/\(id)/edit", ["title": "Order two pumps", "responsible": world.people.manager.description, "controlled": "1"])

        #expect(form.text.contains("value=\"Order the pump\""))
        #expect(saved.location == "/tasks/\(id)")
        let task = try await world.found(id)
        #expect(task.title == "Order two pumps")
        #expect(task.isControlled)
        #expect(task.items == [deal])
    }

    @Test func `the check list is filled, ticked, renamed, reordered and shortened`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump") { $0.checkList = ["One", "Two"] }
        let manager = try await world.browser(of: world.people.manager)
        let lines = try await world.found(id).checkList.map(\.id)

        _ = try await manager.post("/tasks/\(id)/checklist/add", ["title": "Three"])
        _ = try await manager.post("/tasks/\(id)/checklist/\(lines[0])/tick", ["done": "1"])
        _ = try await manager.post("/tasks/\(id)/checklist/\(lines[1])/rename", ["title": "Second"])
        _ = try await manager.post("/tasks/\(id)/checklist/order", ["item": lines[0].description, "position": "2"], asScript: true)
        let empty = try await manager.post("/tasks/\(id)/checklist/add", ["title": " "])
        let list = try await world.found(id).checkList
        _ = try await manager.post("/tasks/\(id)/checklist/\(lines[0])/remove")

        #expect(list.map(\.title) == ["Second", "Three", "One"])
        #expect(list.map(\.isDone) == [false, false, true])
        #expect(empty.status == 422)
        #expect(try await world.found(id).checkList.map(\.title) == ["Second", "Three"])
    }

    @Test func `comments are written, changed by their author and deleted; a mention makes an observer`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump")
        let (head, manager) = (try await world.browser(of: world.people.head), try await world.browser(of: world.people.manager))

        let written = try await manager.post("/tasks/\(id)/comments", ["text": "Look", "mentions": world.people.lawyer.description], asScript: true)
        let comment = try #require(try await world.comments(on: id).first)
        let foreign = try await head.post("/tasks/\(id)/comments/\(comment.id)", ["text": "Mine now"])
        let changed = try await manager.post("/tasks/\(id)/comments/\(comment.id)", ["text": "Look here"], asScript: true)
        let empty = try await manager.post("/tasks/\(id)/comments", ["text": ""], asScript: true)

        #expect(written.shows("Look"))
        #expect(foreign.status == 403)
        #expect(changed.shows("Look here"))
        #expect(empty.status == 422)
        #expect(empty.text.contains("task-comment-error"))
        #expect(try await world.found(id).observers == [world.people.lawyer])
        _ = try await manager.post("/tasks/\(id)/comments/\(comment.id)/delete")
        #expect(try await world.comments(on: id).first?.isDeleted == true)
    }
}
