import CRM
import Kernel
import TestSupport
import Testing
import Web

@Suite struct TaskLifeTests {
    @Test func `a task lives from its form to its completion`() async throws {
        let world = try await WebWorld.make()
        let (head, manager) = (try await world.browser(of: world.people.head), try await world.browser(of: world.people.manager))

        let given = try await head.post(
            "/tasks/new",
            [
                "title": "Order the pump", "description": "Two of them", "responsible": world.people.manager.description,
                "observers": world.people.lawyer.description, "deadline": "2026-11-24T12:00", "important": "1",
                "checkList": "Call\nPay\n",
            ])
        let id = try #require(given.task)
        let started = try await manager.post("/tasks/\(id)/actions/start")
        let done = try await manager.post("/tasks/\(id)/actions/complete", ["note": "Arrives on Monday"])

        #expect(given.status == 303)
        #expect(started.location == "/tasks/\(id)")
        #expect(done.status == 303)
        let task = try await world.found(id)
        #expect(task.state == .completed)
        #expect(task.completedBy == world.people.manager)
        #expect(task.result == "Arrives on Monday")
        #expect(task.author == world.people.head)
        #expect(task.observers == [world.people.lawyer])
        #expect(task.isImportant)
        #expect(task.checkList.map(\.title) == ["Call", "Pay"])
        #expect(try task.deadline == world.company.moment("2026-11-24 12:00"))
    }

    @Test func `the card shows what happened and by whom`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump")
        let manager = try await world.browser(of: world.people.manager)
        _ = try await manager.post("/tasks/\(id)/actions/start")
        _ = try await manager.post("/tasks/\(id)/actions/complete", ["note": "Arrives on Monday"])

        let card = try await manager.get("/tasks/\(id)")

        #expect(card.status == 200)
        #expect(card.shows("Arrives on Monday"))
        #expect(card.count("class=\"entry ") == 3)
        #expect(card.shows("Irina Melnikova"))
    }

    @Test func `only the buttons that the state and the role allow are offered`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump") { $0.observers = [world.people.lawyer] }

        let doer = try await world.browser(of: world.people.manager).get("/tasks/\(id)")
        let author = try await world.browser(of: world.people.head).get("/tasks/\(id)")
        let observer = try await world.browser(of: world.people.lawyer).get("/tasks/\(id)")

        #expect(doer.text.contains("/tasks/\(id)/actions/decline"))
        #expect(!doer.text.contains("/tasks/\(id)/edit"))
        #expect(!doer.text.contains("/tasks/\(id)/delete"))
        #expect(author.text.contains("/tasks/\(id)/edit"))
        #expect(!author.text.contains("/tasks/\(id)/actions/decline"))
        #expect(observer.count("/actions/") == 0)
        #expect(observer.text.contains("/tasks/\(id)/comments"))
    }

    @Test func `controlled work waits for its author, who sends it back or accepts it`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Draw up the contract") { $0.isControlled = true }
        let (head, manager) = (try await world.browser(of: world.people.head), try await world.browser(of: world.people.manager))

        _ = try await manager.post("/tasks/\(id)/actions/submit", ["note": "Done"])
        let submitted = try await world.found(id).state
        let accepting = try await manager.post("/tasks/\(id)/actions/accept")
        _ = try await head.post("/tasks/\(id)/actions/send_back", ["note": "The date is wrong"])
        let returned = try await world.found(id)
        _ = try await manager.post("/tasks/\(id)/actions/submit")
        _ = try await head.post("/tasks/\(id)/actions/accept")

        #expect(submitted == .awaitingControl)
        #expect(accepting.status == 403)
        #expect(returned.state == .waiting)
        #expect(returned.result == "The date is wrong")
        let task = try await world.found(id)
        #expect(task.state == .completed)
        #expect(task.completedBy == world.people.manager)
    }

    @Test func `declining asks why beside the field`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump")
        let manager = try await world.browser(of: world.people.manager)

        let refused = try await manager.post("/tasks/\(id)/actions/decline", ["note": " "], asScript: true)
        let declined = try await manager.post("/tasks/\(id)/actions/decline", ["note": "Not mine"], asScript: true)

        #expect(refused.status == 422)
        #expect(refused.text.contains("id=\"note-decline-error\""))
        #expect(declined.status == 200)
        #expect(declined.text.contains("data-toast"))
        #expect(try await world.found(id).state == .declined)
    }

    @Test func `a task that is handed over leaves the eyes of who had it`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump")
        let manager = try await world.browser(of: world.people.manager)

        let nobody = try await manager.post("/tasks/\(id)/actions/delegate", ["person": "9999"])
        let handed = try await manager.post("/tasks/\(id)/actions/delegate", ["person": world.people.purchaser.description], asScript: true)

        #expect(nobody.status == 422)
        #expect(handed.location == "/tasks")
        #expect(try await world.found(id).responsible == world.people.purchaser)
        #expect(try await manager.get("/tasks/\(id)").status == 404)
    }

    @Test func `the deadline moves on by hours or to a moment, for whoever may`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump", deadline: "2026-11-24 12:00")
        let (head, manager) = (try await world.browser(of: world.people.head), try await world.browser(of: world.people.manager))

        let refused = try await manager.post("/tasks/\(id)/actions/change_deadline", ["deadline": "2026-12-01T10:00"])
        _ = try await head.post("/tasks/\(id)/actions/change_deadline", ["in": "24"])
        let later = try await world.found(id).deadline
        let wrong = try await head.post("/tasks/\(id)/actions/change_deadline", ["deadline": "soon"])
        _ = try await head.post("/tasks/\(id)/actions/change_deadline", ["deadline": ""])

        #expect(refused.status == 403)
        #expect(try later == world.company.moment("2026-11-25 12:00"))
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("value=\"soon\""))
        #expect(try await world.found(id).deadline == nil)
    }

    @Test func `its author deletes a task, nobody else`() async throws {
        let world = try await WebWorld.make()
        let id = try await world.task("Order the pump")

        let refused = try await world.browser(of: world.people.manager).post("/tasks/\(id)/delete")
        let kept = try await world.isDeleted(id)
        let deleted = try await world.browser(of: world.people.head).post("/tasks/\(id)/delete")

        #expect(refused.status == 403)
        #expect(!kept)
        #expect(deleted.location == "/tasks")
        #expect(try await world.isDeleted(id))
    }

    @Test func `a robot's task says who gave it and why`() async throws {
        let world = try await WebWorld.make()
        let actor = Actor(
            origin: .robot(title: "Give a task", run: 1, node: "a"), user: world.people.manager,
            reason: Text(verbatim: "the deal came to Selection"))
        let id = try await world.company.portal.perform(as: actor) { [people = world.people] command in
            var draft = TaskDraft(title: "Select the pump", responsible: people.consultant)
            draft.author = people.manager
            return try TaskItem.create(draft, by: .portal, in: command)
        }

        let card = try await world.browser(of: world.people.consultant).get("/tasks/\(id)")

        #expect(card.shows("Give a task"))
        #expect(card.shows("the deal came to Selection"))
    }
}
