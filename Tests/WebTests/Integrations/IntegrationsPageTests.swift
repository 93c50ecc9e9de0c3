import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing
import Web

@Suite struct IntegrationsPageTests {
    @Test func `a key is shown once, listed without its secret, and revoked`() async throws {
        let world = try await WebWorld.make()
        let manager = try await world.browser(of: world.people.manager)
        let made = try await manager.post("/settings/integrations", ["title": "Витрина насосов", "scopes": "crm", "scopes": "task"])
        #expect(made.status == 200)
        let keys = try await world.services.portal.read { [user = world.people.manager] in try IncomingWebhookStore.of(user, in: $0) }
        let key = try #require(keys.first)
        #expect(key.scopes == [.crm, .task])
        #expect(made.text.contains("http://portal.test/rest/\(world.people.manager)/"))
        let list = try await manager.get("/settings/integrations")
        #expect(list.shows("Витрина насосов") && !list.text.contains("/rest/\(world.people.manager)/"))
        _ = try await manager.post("/settings/integrations/\(key.id)/revoke")
        #expect(try await !manager.get("/settings/integrations").shows("Витрина насосов"))
    }

    @Test func `a form without a name or access comes back with what to do`() async throws {
        let world = try await WebWorld.make()
        let manager = try await world.browser(of: world.people.manager)
        let nameless = try await manager.post("/settings/integrations", ["title": " ", "scopes": "crm"])
        #expect(nameless.status == 422 && nameless.shows("Назовите вебхук"))
        let powerless = try await manager.post("/settings/integrations", ["title": "Сайт"])
        #expect(powerless.status == 422 && powerless.shows("Отметьте хотя бы одно право доступа") && powerless.text.contains("value=\"Сайт\""))
    }

    @Test func `nobody sees or revokes another's key, whoever configures the portal does`() async throws {
        let world = try await WebWorld.make()
        let manager = try await world.browser(of: world.people.manager)
        _ = try await manager.post("/settings/integrations", ["title": "Моя АТС", "scopes": "telephony"])
        let clerk = try await world.browser(of: world.people.clerk)
        #expect(try await !clerk.get("/settings/integrations").shows("Моя АТС"))
        let key = try await world.services.portal.read { try #require(try IncomingWebhookStore.all(in: $0).first).id }
        #expect(try await clerk.post("/settings/integrations/\(key)/revoke").status == 404)
        let administrator = try await world.browser(of: world.people.administrator)
        #expect(try await administrator.get("/settings/integrations").shows("Моя АТС"))
    }

    @Test func `an address is subscribed to events and shown its token once`() async throws {
        let world = try await WebWorld.make()
        let administrator = try await world.browser(of: world.people.administrator)
        let wrong = try await administrator.post("/settings/integrations/events", ["address": "сайт", "events": "ONCRMDEALADD"])
        #expect(wrong.status == 422)
        let made = try await administrator.post(
            "/settings/integrations/events", ["address": "https://example.ru/hook", "title": "Сайт", "events": "ONCRMDEALADD", "events": "ONTASKADD"])
        #expect(made.shows("Скопируйте токен") && made.shows("Сделка: создание") && made.shows("Задача: создание"))
        let handler = try await world.services.portal.read { try #require(try EventHandlerStore.all(in: $0).first) }
        #expect(handler.allowsPrivate == false)
        _ = try await administrator.post("/settings/integrations/events/\(handler.id)/delete")
        #expect(try await world.services.portal.read { try EventHandlerStore.all(in: $0) }.map(\.event) == ["ONTASKADD"])
        let manager = try await world.browser(of: world.people.manager)
        #expect(try await manager.get("/settings/integrations/events").status == 403)
    }
}
