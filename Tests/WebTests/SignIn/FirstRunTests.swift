import CRM
import Hummingbird
import Kernel
import Logging
import Robots
import Storage
import TestSupport
import Testing
import Web

@Suite struct FirstRunTests {
    private func form(_ name: String, company: String) -> KeyValuePairs<String, String> {
        ["NAME": name, "LAST_NAME": "First", "EMAIL": "\(name)@company.test", "PASSWORD": "long enough", "COMPANY": company]
    }

    @Test func `of two who make the first administrator one gets in, the other is told to sign in, and nothing of theirs stays`() async throws {
        let world = try await WebWorld.empty()

        async let one = world.stranger.post("/first-run", form("anna", company: "Anna & Co"))
        async let two = world.stranger.post("/first-run", form("boris", company: "Boris Ltd"))
        let answers = try await [one, two]

        #expect(answers.map(\.status).sorted() == [303, 409])
        let refused = try #require(answers.first { $0.status == 409 })
        #expect(refused.shows("Администратор уже создан"))
        #expect(!refused.shows("long enough"))
        let (users, settings) = try await world.services.portal.read {
            (try UserStore.everybody(in: $0), try SettingsStore.settings(in: $0))
        }
        #expect(users.count == 1)
        let isAnna = users.first?.login == "anna@company.test"
        #expect(settings.companyName == (isAnna ? "Anna & Co" : "Boris Ltd"))
        #expect(settings.administratorEmail == users.first?.login)
        #expect(try await world.stranger.get("/first-run").location == "/sign-in")
    }

    @Test func `a first administrator who is refused leaves the portal as it was`() async throws {
        let world = try await WebWorld.empty()

        let refused = try await world.stranger.post("/first-run", ["NAME": "A", "EMAIL": "no address", "PASSWORD": "long enough", "COMPANY": "X"])

        #expect(refused.status == 422)
        #expect(refused.shows("value=\"X\""))
        #expect(try await world.services.portal.read { try SettingsStore.settings(in: $0).companyName }.isEmpty)
        #expect(try await world.stranger.get("/first-run").status == 200)
    }
}
