import Automation
import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing
import Web

/// Connections and deliveries in the settings, and what the card says of them.
@Suite struct WebhookPageTests {
    private func connection(_ browser: Browser) async throws -> Answer {
        try await browser.post(
            "/settings/webhooks/new", ["name": "Склад", "address": "https://shop.example/hooks", "isActive": "1"])
    }

    @Test func `a new connection shows its secret once and never again`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let made = try await connection(browser)
        let later = try await browser.get("/settings/webhooks/1")

        #expect(made.status == 200 && made.count("whsec_") == 1)
        #expect(later.status == 200 && later.count("whsec_") == 0 && later.shows("https://shop.example/hooks"))
        let renewed = try await browser.post("/settings/webhooks/1/secret")
        #expect(renewed.count("whsec_") == 1)
        #expect(try await browser.get("/settings/webhooks").shows("Склад"))
    }

    @Test func `a wrong address stays in its field, a test tells what came back`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await connection(browser)

        let refused = try await browser.post("/settings/webhooks/1", ["name": "Склад", "address": "shop"])
        let tested = try await browser.post("/settings/webhooks/1/test")

        #expect(refused.status == 422 && refused.shows("начинается с https://"))
        #expect(tested.notice == "Получатель ответил: 200 POST")
    }

    @Test func `only administrators see and touch them`() async throws {
        let world = try await WebWorld.make()
        _ = try await connection(try await world.browser(of: world.people.administrator))
        let browser = try await world.browser(of: world.people.manager)

        #expect(try await browser.get("/settings/webhooks").status == 403)
        #expect(try await browser.get("/settings/webhooks/1").status == 403)
        for part in ["1", "1/secret", "1/test", "1/delete", "deliveries/1/retry", "deliveries/1/cancel"] {
            #expect(try await browser.post("/settings/webhooks/\(part)", ["name": "x"]).status == 403, "\(part)")
        }
    }

    @Test func `a delivery is seen in the settings and on the card, and is cancelled and retried there`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await connection(browser)
        let deal = try await dealWithWebhook(world)

        let page = try await browser.get("/settings/webhooks")
        #expect(page.shows("Сообщить складу") && page.shows("В очереди"))
        let card = try await browser.get("/deals/\(deal.id)?tab=robots")
        #expect(card.shows("Ждёт ответа получателя") && card.shows("В очереди"))

        let cancelled = try await browser.post("/settings/webhooks/deliveries/1/cancel")
        #expect(cancelled.location == "/settings/webhooks")
        #expect(try await browser.get("/settings/webhooks").shows("Отменено"))
        let retried = try await browser.post("/settings/webhooks/deliveries/1/retry")
        #expect(retried.notice == "Доставка поставлена в очередь")
        #expect(try await browser.post("/settings/webhooks/deliveries/99/retry").status == 404)
    }

    @Test func `the robot's dialog offers the connections and states its promise`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await connection(browser)

        let dialog = try await browser.get("/automation/DEAL:0/robots/new?stage=SELECTION&kind=outgoing_webhook")

        #expect(dialog.shows("Склад"))
        #expect(dialog.shows("ровно один раз") && dialog.shows("не больше одного раза"))
    }

    private func dealWithWebhook(_ world: WebWorld) async throws -> DocumentID {
        let store = world.services.automation
        let now = world.company.clock.now
        let robot = RobotSetting(
            id: "hook", kind: "outgoing_webhook", title: "Сообщить складу", parameters: ["connection": "1", "waits": true, "fields": ["TITLE"]])
        try await world.company.database.write { transaction in
            _ = try store.publish(
                PipelineAutomation(stages: [StageAutomation(stage: "SELECTION", process: [.robot(robot)])]), to: "DEAL:0", among: [], by: nil,
                in: transaction, at: now)
        }
        let items = world.company.items
        return try await world.company.act(world.people.manager) { command in
            try items.create(ItemDraft(.deal, [.title: .string("Насос")]), command).id
        }
    }
}
