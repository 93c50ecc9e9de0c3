import CRM
import Kernel
import TestSupport
import Testing
import Web

@Suite struct NotificationTests {
    private func notices(of user: UserID, _ world: WebWorld) async throws -> [Notice] {
        try await world.company.portal.read { reader in try Notice.list(of: user, in: reader) }
    }

    @Test func `the bell counts what is unread`() async throws {
        let world = try await WebWorld.make()
        let manager = try await world.browser(of: world.people.manager)
        let before = try await manager.get("/notifications/bell", asScript: true)
        try await world.task("One")
        try await world.task("Two")

        let after = try await manager.get("/notifications/bell", asScript: true)
        let other = try await world.browser(of: world.people.lawyer).get("/notifications/bell", asScript: true)

        #expect(before.text.isEmpty)
        #expect(after.shows(">2</span>"))
        #expect(other.text.isEmpty)
    }

    @Test func `opening a notification reads it and leads to its subject`() async throws {
        let world = try await WebWorld.make()
        let task = try await world.task("One")
        let manager = try await world.browser(of: world.people.manager)
        let notice = try #require(try await notices(of: world.people.manager, world).first)

        let page = try await manager.get("/notifications")
        let opened = try await manager.post("/notifications/\(notice.id)/open")

        #expect(page.count("is-unread") == 1)
        #expect(opened.location == "/tasks/\(task)")
        #expect(try await notices(of: world.people.manager, world).allSatisfy(\.isRead))
        #expect(try await manager.get("/notifications").count("is-unread") == 0)
    }

    @Test func `all are read at once, except what arrived meanwhile`() async throws {
        let world = try await WebWorld.make()
        try await world.task("One")
        let seen = try #require(try await notices(of: world.people.manager, world).first)
        try await world.task("Two")
        let manager = try await world.browser(of: world.people.manager)

        let answer = try await manager.post("/notifications/read", ["upTo": seen.id.description], asScript: true)

        #expect(answer.count("is-unread") == 1)
        #expect(try await notices(of: world.people.manager, world).map(\.isRead) == [false, true])
    }

    @Test func `another's notification is neither opened nor read`() async throws {
        let world = try await WebWorld.make()
        try await world.task("One")
        let notice = try #require(try await notices(of: world.people.manager, world).first)
        let lawyer = try await world.browser(of: world.people.lawyer)

        let opened = try await lawyer.post("/notifications/\(notice.id)/open")
        _ = try await lawyer.post("/notifications/\(notice.id)/read")

        #expect(opened.status == 404)
        #expect(try await notices(of: world.people.manager, world).first?.isRead == false)
    }

    @Test func `further notifications are on the next page`() async throws {
        let world = try await WebWorld.make()
        for number in 1...55 { try await world.task("Task \(number)") }
        let manager = try await world.browser(of: world.people.manager)
        _ = try await manager.post("/notifications/read")

        let first = try await manager.get("/notifications")
        let oldest = try #require(try await notices(of: world.people.manager, world).last)
        let second = try await manager.get("/notifications?before=\(oldest.id)")

        #expect(first.count("notice-row") == 50)
        #expect(first.text.contains("/notifications?before=\(oldest.id)"))
        #expect(second.count("notice-row") == 5)
    }
}
