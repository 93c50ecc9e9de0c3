import CRM
// Foundation for finding one text before another.
import Foundation
import Kernel
import TestSupport
import Testing
import Web

@Suite struct TeamTests {
    @Test func `a head sees what people have in work and what may be forgotten, each number with its list`() async throws {
        let world = try await WebWorld.make()
        try await world.deal("Nobody planned anything")
        try await world.deal("Done", stage: "NOT_RELEVANT")
        try await world.deal("Not hers to see", of: world.people.lawyer)
        try await world.task("Send the offer", deadline: "2026-11-19 12:00")
        let head = try await world.browser(of: world.people.head)
        #expect(try await head.get("/team").count("/deals?view=list") == 0, "the right to see them is not given yet")
        try await world.company.portal.perform(as: .system) { [chief = world.people.head] command in
            let roles = try DefaultRoles.create(in: command)
            try RoleStore.setMembers(of: try #require(roles["HEAD"]), to: [.user(chief)], in: command)
        }

        let page = try await head.get("/team")

        #expect(page.status == 200)
        #expect(page.shows("Сделки: Общее"))
        #expect(page.shows("Без дел 1") && !page.shows("Без дел 2") && !page.shows("Ждут ответа"))
        let person = "responsible=\(world.people.manager)"
        let address = "/deals?view=list&pipeline=0&activity=none&\(person)"
        #expect(page.shows(address.replacing("&", with: "&amp;")))
        let list = try await head.get(address)
        #expect(list.shows("Nobody planned anything") && !list.shows("Done") && !list.shows("Not hers to see"))
        #expect(page.shows("/tasks?view=list&amp;role=all&amp;\(person)"))
        #expect(try await head.get("/tasks?view=list&role=all&\(person)").shows("Send the offer"))
    }

    @Test func `an administrator who heads nobody looks after everybody, whoever falls behind most comes first`() async throws {
        let world = try await WebWorld.make()
        try await world.task("One", responsible: world.people.clerk, deadline: "2026-11-19 12:00")
        for _ in 1...2 { try await world.task("Two", responsible: world.people.lawyer, deadline: "2026-11-19 12:00") }

        let page = try await world.browser(of: world.people.administrator).get("/team").text

        let lawyer = try #require(page.range(of: "href=\"/people/\(world.people.lawyer)\""))
        let clerk = try #require(page.range(of: "href=\"/people/\(world.people.clerk)\""))
        #expect(lawyer.lowerBound < clerk.lowerBound)
        #expect(!page.contains("href=\"/people/\(world.people.administrator)\""))
    }

    @Test func `the first screen of a head asks for the team, that of others does not`() async throws {
        let world = try await WebWorld.make()

        let head = try await world.browser(of: world.people.head).get("/")
        let manager = try await world.browser(of: world.people.manager)

        #expect(head.count("hx-get=\"/team?few=1\"") == 1)
        #expect(try await manager.get("/").count("/team") == 0)
        #expect(try await manager.get("/team").shows("У вас нет подчинённых"))
        #expect(!(try await manager.get("/team?few=1").shows("У вас нет подчинённых")))
    }
}
