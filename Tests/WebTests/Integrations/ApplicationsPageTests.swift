import CRM
import HTTPTypes
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct ApplicationsPageTests {
    private let page = "/settings/integrations/applications"

    private func clientID(_ world: WebWorld) async throws -> String {
        try await world.services.portal.read { try #require(try ApplicationStore.all(in: $0).first).clientID }
    }

    @Test func `an application is added, its secrets are shown once, and it is deleted`() async throws {
        let world = try await WebWorld.make()
        let administrator = try await world.browser(of: world.people.administrator)
        let wrong = try await administrator.post(page, ["title": "Витрина", "address": "витрина", "scopes": "crm"])
        #expect(wrong.status == 422 && wrong.text.contains("value=\"Витрина\""))
        let made = try await administrator.post(page, ["title": "Витрина", "address": "https://shop.test/back", "scopes": "crm"])
        let client = try await clientID(world)
        #expect(made.shows("client_secret") && made.shows("application_token") && made.text.contains(client))
        let list = try await administrator.get(page)
        #expect(list.shows("Витрина") && list.text.contains(client) && !list.shows("client_secret"))
        let id = try await world.services.portal.read { try #require(try ApplicationStore.all(in: $0).first).id }
        _ = try await administrator.post("\(page)/\(id)/delete")
        #expect(try await !administrator.get(page).shows("Витрина"))
        #expect(try await world.browser(of: world.people.manager).get(page).status == 403)
    }

    @Test func `people are sent back with a code, to the address entered only`() async throws {
        let world = try await WebWorld.make()
        let administrator = try await world.browser(of: world.people.administrator)
        _ = try await administrator.post(page, ["title": "Витрина", "address": "https://shop.test/back", "scopes": "crm"])
        let client = try await clientID(world)
        let manager = try await world.browser(of: world.people.manager)
        let sent = try await manager.get("/oauth/authorize/?client_id=\(client)&state=a%26b&response_type=code")
        #expect(sent.status == 302)
        let address = try #require(sent.location)
        #expect(address.hasPrefix("https://shop.test/back?code=") && address.contains("&state=a%26b&domain=portal.test&member_id="))
        let elsewhere = try await manager.get("/oauth/authorize/?client_id=\(client)&redirect_uri=https://evil.test/")
        #expect(elsewhere.status == 422 && elsewhere.location == nil)
        #expect(try await manager.get("/oauth/authorize/?client_id=local.nobody").status == 404)
        let implicit = try await manager.get("/oauth/authorize/?client_id=\(client)&response_type=token")
        #expect(implicit.location == "https://shop.test/back?error=unsupported_response_type")
    }

    @Test func `a stranger signs in first, and the browser may follow to the application`() async throws {
        let world = try await WebWorld.make()
        let asked = try await world.stranger.get("/oauth/authorize/?client_id=local.x")
        let address = try #require(asked.location)
        #expect(address.hasPrefix("/sign-in?to=%2Foauth%2Fauthorize"))
        let policy = try await world.stranger.get(address).headers[.contentSecurityPolicy] ?? ""
        #expect(policy.contains("form-action 'self' https: http:;"))
        let usual = try await world.stranger.get("/sign-in?to=%2Fdeals").headers[.contentSecurityPolicy] ?? ""
        #expect(usual.contains("form-action 'self';"))
    }
}
