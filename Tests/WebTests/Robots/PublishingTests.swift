import Automation
import CRM
import Kernel
import TestSupport
import Testing
import Web

@Suite struct PublishingTests {
    @Test func `saving asks what becomes of items on the way, and carries them over`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Станок")
        try await world.company.act(world.people.manager) { [items = world.company.items] in
            _ = try items.move(deal, to: "CONTRACT", $0)
        }
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post("/automation/DEAL:0/robots/quote_control/delete")

        let question = try await browser.get("/automation/DEAL:0/publish?note=remark")
        #expect(question.status == 200)
        #expect(question.shows("Что делать с элементами, которые уже в пути?") && question.shows("1 элемент на версии 1"))
        #expect(question.text.contains("remark"))
        let saved = try await browser.post("/automation/DEAL:0/publish", ["choice": "migrate"])
        #expect(saved.location == "/automation/DEAL:0?saved=1")
        try await world.services.engine.tick()
        try await world.services.engine.tick()

        let versions = try await world.services.portal.read { try world.services.automation.versions(of: "DEAL:0", in: $0) }
        #expect(versions.map(\.running) == [1, 0])
        #expect(try await browser.get("/automation/DEAL:0/versions").shows("1 элемент на версии 2"))
    }

    @Test func `restoring an older version asks the same`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post("/automation/DEAL:0/robots/quote_control/delete")
        _ = try await browser.post("/automation/DEAL:0/publish")

        let question = try await browser.get("/automation/DEAL:0/versions/1/activate")
        #expect(question.status == 200 && question.shows("Вернуть версию 1"))
        _ = try await browser.post("/automation/DEAL:0/versions/1/activate", ["choice": "keep"])

        #expect(try await world.services.portal.read { try world.services.automation.activeVersion(of: "DEAL:0", in: $0) } == 1)
    }
}

@Suite struct AutomationHealthTests {
    @Test func `the page shows that all is well`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let page = try await browser.get("/automation-health")
        #expect(page.status == 200 && page.shows("Автоматика работает, ничего не остановилось."))
    }

    @Test func `a held engine is told on every page of administrators only, and one decides there`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let colleague = try await world.browser(of: world.people.manager)
        try await world.services.portal.perform(as: .system) {
            try EngineHold(.restoredBackup, since: $0.now).place(in: $0.transaction)
        }

        #expect(try await browser.get("/tasks").shows("Автоматика стоит: таймеры и отправки ждут вашего решения."))
        #expect(try await !colleague.get("/tasks").shows("Автоматика стоит"))
        #expect(try await browser.get("/automation-health").shows("Портал восстановлен из резервной копии"))
        #expect(try await colleague.get("/automation-health").status == 403)
        let decided = try await browser.post("/automation-health/resume", ["decision": "skip"])

        #expect(decided.location == "/automation-health")
        #expect(try await world.services.portal.read { try EngineHold.current(in: $0) } == nil)
        #expect(try await !browser.get("/tasks").shows("Автоматика стоит"))
    }
}
