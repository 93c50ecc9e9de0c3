import CRM
import Kernel
import TestSupport
import Testing
import Web

@Suite struct MessageTests {
    @Test func `a message goes, is counted, read and answered`() async throws {
        let world = try await WebWorld.make()
        let (head, manager) = (try await world.browser(of: world.people.head), try await world.browser(of: world.people.manager))

        let sent = try await head.post("/messages/\(world.people.manager)", ["text": "Where is the contract?"])
        let unread = try await world.company.portal.read { [user = world.people.manager] in try Dialogue.unreadCount(of: user, in: $0) }
        let list = try await manager.get("/messages")
        let opened = try await manager.get("/messages/\(world.people.head)")
        let left = try await world.company.portal.read { [user = world.people.manager] in try Dialogue.unreadCount(of: user, in: $0) }
        let answered = try await manager.post("/messages/\(world.people.head)", ["text": "Signed"], asScript: true)

        #expect(sent.location == "/messages/\(world.people.manager)")
        #expect(unread == 1)
        #expect(list.shows("Where is the contract?"))
        #expect(opened.shows("Where is the contract?"))
        #expect(left == 0)
        #expect(answered.shows("Signed"))
        #expect(try await head.get("/messages/\(world.people.manager)/thread", asScript: true).shows("Signed"))
    }

    @Test func `nobody reads the conversations of others`() async throws {
        let world = try await WebWorld.make()
        _ = try await world.browser(of: world.people.head).post("/messages/\(world.people.manager)", ["text": "Secret words"])
        let lawyer = try await world.browser(of: world.people.lawyer)

        for address in ["/messages", "/messages/\(world.people.manager)", "/messages/\(world.people.head)/thread"] {
            #expect(try await lawyer.get(address).shows("Secret words") == false)
        }
    }

    @Test func `robots' messages are read, not answered`() async throws {
        let world = try await WebWorld.make()
        _ = try await world.company.portal.perform(as: .system) { [user = world.people.manager] command in
            try PersonalMessage.send("The deal is lost", to: user, in: command)
        }
        let manager = try await world.browser(of: world.people.manager)

        let opened = try await manager.get("/messages/0")
        let answer = try await manager.post("/messages/0", ["text": "Why?"])

        #expect(opened.shows("The deal is lost"))
        #expect(!opened.text.contains("name=\"text\""))
        #expect(answer.status == 422)
    }

    @Test func `an empty message comes back with its mistake`() async throws {
        let world = try await WebWorld.make()
        let manager = try await world.browser(of: world.people.manager)

        let answer = try await manager.post("/messages/\(world.people.head)", ["text": "  "], asScript: true)

        #expect(answer.status == 422)
        #expect(answer.text.contains("message-text-error"))
    }

    @Test func `there is nobody to talk with under one's own or an unknown number`() async throws {
        let world = try await WebWorld.make()
        let manager = try await world.browser(of: world.people.manager)

        #expect(try await manager.get("/messages/\(world.people.manager)").status == 404)
        #expect(try await manager.get("/messages/9999").status == 404)
        #expect(try await manager.get("/messages/nobody").status == 404)
    }

    @Test func `my day shows what is overdue, due today and awaits my control`() async throws {
        let world = try await WebWorld.make()
        try await world.task("Late one", deadline: "2026-11-19 12:00")
        try await world.task("Due one", deadline: "2026-11-20 18:00")
        try await world.task("Far one", deadline: "2026-12-20 18:00")
        let controlled = try await world.task("Controlled one", author: world.people.manager, responsible: world.people.lawyer) {
            $0.isControlled = true
        }
        _ = try await world.browser(of: world.people.lawyer).post("/tasks/\(controlled)/actions/submit")

        let day = try await world.browser(of: world.people.manager).get("/")

        #expect(day.status == 200)
        #expect(day.shows("Late one") && day.shows("Due one") && day.shows("Controlled one"))
        #expect(!day.shows("Far one"))
    }
}
