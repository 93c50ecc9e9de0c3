import CRM
import Kernel
import TestSupport
import Testing
import Web

@Suite struct TaskRightsTests {
    @Test(arguments: ["", "/edit", "/comments/1/edit"])
    func `a stranger finds no task`(part: String) async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump")

        #expect(try await world.browser(of: world.people.lawyer).get("/tasks/\(id)\(part)").status == 404)
    }

    @Test(arguments: ["actions/start", "actions/complete", "move", "delete", "comments", "checklist/add", "edit"])
    func `a stranger changes nothing`(part: String) async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump")
        let before = try await world.found(id)

        let answer = try await world.browser(of: world.people.lawyer).post(
            "/tasks/\(id)/\(part)",
            ["stage": "completed", "text": "Hello", "title": "Mine", "responsible": world.people.lawyer.description])

        #expect(answer.status == 404)
        #expect(try await world.found(id) == before)
        #expect(try await world.comments(on: id).isEmpty)
    }

    @Test(arguments: ["tasks/new", "tasks/1/actions/start", "tasks/1/move", "tasks/1/comments", "notifications/read", "messages/1"])
    func `a form without the session's token is refused`(address: String) async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump")

        let answer = try await world.browser(of: world.people.manager).post("/\(address)", ["title": "Forged"], csrf: "forged")

        #expect(answer.status == 403)
        #expect(try await world.found(id).state == .waiting)
    }

    @Test func `a head sees the tasks of the department`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump", author: world.people.purchaser)

        let head = try await world.browser(of: world.people.head)

        #expect(try await head.get("/tasks/\(id)").status == 200)
        #expect(try await head.get("/tasks?role=all").shows("Order the pump"))
        #expect(try await world.browser(of: world.people.lawyer).get("/tasks?role=all").shows("Order the pump") == false)
    }

    @Test func `a CRM item that the doer may not see is not named`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Secret deal", of: world.people.purchaser)
        let id = try await world.task("Order the pump") { $0.items = [deal] }

        let doer = try await world.browser(of: world.people.manager)
        let author = try await world.browser(of: world.people.administrator)

        #expect(try await doer.get("/tasks/\(id)").shows("Secret deal") == false)
        #expect(try await doer.get("/tasks").shows("Secret deal") == false)
        #expect(try await author.get("/tasks/\(id)").shows("Secret deal"))
    }

    @Test func `only an administrator gives a task in another's name`() async throws {
        let world = try await WebWorld.make()
        let form: KeyValuePairs = [
            "title": "Order the pump", "responsible": world.people.manager.description, "author": world.people.lawyer.description,
        ]

        let refused = try await world.browser(of: world.people.manager).post("/tasks/new", form)
        let given = try await world.browser(of: world.people.administrator).post("/tasks/new", form)

        #expect(refused.status == 403)
        #expect(try await world.found(try #require(given.task)).author == world.people.lawyer)
    }
}
