import CRM
import HTTPTypes
import Kernel
import Storage
import TestSupport
import Testing

@testable import REST

@Suite struct ApplicationTests {
    private let box = try! SecretBox(key: SecretBox.newKey())

    private func application(_ world: RESTWorld, scopes: Set<IntegrationScope> = [.crm]) async throws -> ApplicationStore.Credentials {
        try await world.portal.perform(as: .person(world.people.administrator)) { [box] in
            try ApplicationStore.create("Витрина", address: "https://shop.test/back?a=1#top", scopes: scopes, box, in: $0)
        }
    }

    private func code(_ application: ClientApplication, for user: UserID, _ world: RESTWorld) async throws -> String {
        try await world.portal.perform(as: .person(user)) { try ApplicationGrants.code(for: application.id, in: $0).text }
    }

    private func exchange(_ made: ApplicationStore.Credentials, _ code: String, _ world: RESTWorld) async throws -> Reply {
        try await world.administrator.send(
            .get,
            "/oauth/token/?grant_type=authorization_code&client_id=\(made.application.clientID)&client_secret=\(made.secret.text)&code=\(code)",
            type: nil, "")
    }

    private func renew(_ made: ApplicationStore.Credentials, _ token: String, _ world: RESTWorld) async throws -> Reply {
        let body: JSONValue = [
            "grant_type": "refresh_token", "client_id": .string(made.application.clientID), "client_secret": .string(made.secret.text),
            "refresh_token": .string(token),
        ]
        return try await world.administrator.send(.post, "/oauth/token", type: "application/json", body.text)
    }

    /// Calls a method without a webhook, with the token among the parameters.
    private func call(_ method: String, _ token: String, _ world: RESTWorld) async throws -> Reply {
        try await world.administrator.send(.post, "/rest/\(method).json?auth=\(token)", type: "application/json", "{}")
    }

    @Test func `a code is exchanged once for tokens that act in the person's name and reach`() async throws {
        let world = try await RESTWorld.make()
        let made = try await application(world)
        let code = try await code(made.application, for: world.people.manager, world)
        let reply = try await exchange(made, code, world)
        #expect(reply.status == 200)
        #expect(reply.json.object?.members.map(\.key) == [
            "access_token", "expires", "expires_in", "refresh_token", "client_endpoint", "server_endpoint", "domain", "member_id", "scope", "status",
            "user_id",
        ])
        for (name, value) in [
            ("expires_in", 3600), ("scope", "crm"), ("status", "L"), ("client_endpoint", "http://portal.test/rest/"), ("domain", "portal.test"),
        ] as [(String, JSONValue)] {
            #expect(reply.json[name] == value)
        }
        #expect(reply.json["user_id"]?.int == world.people.manager.rawValue)
        let token = try #require(reply.json["access_token"]?.string)
        #expect(try await call("profile", token, world).result["ID"]?.string == "\(world.people.manager)")
        #expect(try await call("crm.deal.list", token, world).status == 200)
        #expect(try await call("tasks.task.list", token, world).error == "insufficient_scope")
        let form = try await world.administrator.send(
            .post, "/rest/crm.lead.add", type: "application/x-www-form-urlencoded", "auth=\(token)&fields[TITLE]=Насос")
        #expect(form.status == 200)
        let info = try await call("app.info", token, world).result
        #expect(info["CODE"]?.string == made.application.clientID)
        #expect(info["INSTALLED"] == true)
        let again = try await exchange(made, code, world)
        #expect((again.status, again.error) == (400, "invalid_grant"))
    }

    @Test func `a code waits half a minute, and for its own application`() async throws {
        let world = try await RESTWorld.make()
        let (made, other) = (try await application(world), try await application(world))
        let mine = try await code(made.application, for: world.people.manager, world)
        #expect(try await exchange(other, mine, world).error == "invalid_grant")
        #expect(try await exchange(made, mine, world).status == 200)
        let late = try await code(made.application, for: world.people.manager, world)
        world.company.clock.advance(by: .seconds(30))
        #expect(try await exchange(made, late, world).error == "invalid_grant")
    }

    @Test func `a token ends after an hour and is renewed, each time by the latest`() async throws {
        let world = try await RESTWorld.make()
        let made = try await application(world)
        let first = try await exchange(made, try await code(made.application, for: world.people.manager, world), world).json
        let (access, refresh) = (first["access_token"]?.string ?? "", first["refresh_token"]?.string ?? "")
        world.company.clock.advance(by: .minutes(59))
        let second = try await renew(made, refresh, world)
        #expect(second.status == 200)
        // Another thread of the program may still use the old one.
        #expect(try await call("profile", access, world).status == 200)
        world.company.clock.advance(by: .minutes(1))
        let ended = try await call("profile", access, world)
        #expect((ended.status, ended.error) == (401, "expired_token"))
        #expect(try await call("profile", second.json["access_token"]?.string ?? "", world).status == 200)
        #expect(try await renew(made, refresh, world).error == "invalid_grant")
        world.company.clock.advance(by: .days(179))
        let third = try await renew(made, second.json["refresh_token"]?.string ?? "", world)
        #expect(third.status == 200)
        world.company.clock.advance(by: .days(180))
        #expect(try await renew(made, third.json["refresh_token"]?.string ?? "", world).error == "invalid_grant")
    }

    @Test func `wrong requests say what is wrong`() async throws {
        let world = try await RESTWorld.make()
        let made = try await application(world)
        func reply(_ query: String) async throws -> Reply { try await world.administrator.send(.get, "/oauth/token/?\(query)", type: nil, "") }
        let secret = "client_id=\(made.application.clientID)&client_secret=\(made.secret.text)"
        #expect(try await reply("").error == "invalid_request")
        #expect(try await reply("grant_type=authorization_code&\(secret)").error == "invalid_request")
        let password = try await reply("grant_type=password&\(secret)&code=x")
        #expect((password.status, password.error) == (400, "unsupported_grant_type"))
        let stranger = try await reply("grant_type=authorization_code&client_id=\(made.application.clientID)&client_secret=\(SecretToken().text)&code=x")
        #expect((stranger.status, stranger.error) == (401, "invalid_client"))
        #expect(try await call("profile", "nonsense", world).error == "invalid_token")
        #expect(try await call("profile", SecretToken().text, world).error == "invalid_token")
        #expect(try await world.administrator.send(.get, "/rest/profile", type: nil, "").error == "NO_AUTH_FOUND")
    }

    @Test func `a dismissed person and a deleted application are shut out at once`() async throws {
        let world = try await RESTWorld.make()
        let made = try await application(world)
        let manager = try await exchange(made, try await code(made.application, for: world.people.manager, world), world).json
        let clerk = try await exchange(made, try await code(made.application, for: world.people.clerk, world), world).json
        _ = try await world.portal.perform(as: .system) { [user = world.people.clerk] in
            try $0.transaction.execute("update users set is_active = 0 where id = $1", [user])
        }
        #expect(try await call("profile", clerk["access_token"]?.string ?? "", world).error == "invalid_token")
        #expect(try await renew(made, clerk["refresh_token"]?.string ?? "", world).error == "invalid_grant")
        #expect(try await call("profile", manager["access_token"]?.string ?? "", world).status == 200)
        try await world.portal.perform(as: .person(world.people.administrator)) { try ApplicationStore.delete(made.application.id, in: $0) }
        #expect(try await call("profile", manager["access_token"]?.string ?? "", world).error == "invalid_token")
        #expect(try await renew(made, manager["refresh_token"]?.string ?? "", world).error == "invalid_client")
    }

    @Test func `an application subscribes for itself, and its subscriptions go with it`() async throws {
        let world = try await RESTWorld.make()
        let made = try await application(world)
        let json = try await exchange(made, try await code(made.application, for: world.people.administrator, world), world).json
        let token = json["access_token"]?.string ?? ""
        _ = try await world.administrator.call("event.bind", ["event": "ONCRMDEALADD", "handler": "http://127.0.0.1:9/x"])
        let path = "/rest/event.bind?auth=\(token)&event=ONCRMDEALADD&handler=http://127.0.0.1:9/x"
        #expect(try await world.administrator.send(.get, path, type: nil, "").result == true)
        #expect(try await call("event.get", token, world).result.elements.count == 1)
        #expect(try await world.administrator.call("event.get").result.elements.count == 2)
        let owned = try await world.portal.read { reader in
            try EventHandlerStore.all(in: reader).filter { $0.application == made.application.id }
        }
        let handler = try #require(owned.first)
        #expect(owned.count == 1)
        // Its messages carry the token that was shown with its secret.
        let sent = try await world.portal.read { [box] in try EventHandlerStore.token(of: handler, box, in: $0) }
        #expect(sent == made.token.text)
        try await world.portal.perform(as: .person(world.people.administrator)) { try ApplicationStore.delete(made.application.id, in: $0) }
        #expect(try await world.administrator.call("event.get").result.elements.count == 1)
    }

    @Test func `what has ended is forgotten after a while, and what works stays`() async throws {
        let world = try await RESTWorld.make()
        let made = try await application(world)
        let json = try await exchange(made, try await code(made.application, for: world.people.manager, world), world).json
        _ = try await code(made.application, for: world.people.manager, world)
        world.company.clock.advance(by: .days(3))
        let removed = try await world.portal.perform(as: .system) { try ApplicationGrants.removeEnded(in: $0) }
        #expect(removed == 2)
        #expect(try await call("profile", json["access_token"]?.string ?? "", world).error == "invalid_token")
        #expect(try await renew(made, json["refresh_token"]?.string ?? "", world).status == 200)
    }

    @Test func `parameters stand before the fragment and behind what an address has`() async throws {
        let world = try await RESTWorld.make()
        let made = try await application(world)
        #expect(made.application.address(with: [("code", "a b")]) == "https://shop.test/back?a=1&code=a%20b")
    }
}
