import Automation
import CRM
import Kernel
import TestSupport
import Testing
import Web

@Suite struct RobotsSavingTests {
    @Test func `of two who save, the second is told and keeps the draft`() async throws {
        let world = try await WebWorld.make()
        let first = try await world.browser(of: world.people.administrator)
        let colleague = try await world.administrator("olga")
        let second = try await world.browser(of: colleague)
        _ = try await first.post("/automation/DEAL:0/robots/quote_control/delete")
        _ = try await second.post("/automation/DEAL:0/robots/feedback_control/delete")
        #expect(try await first.post("/automation/DEAL:0/publish").location == "/automation/DEAL:0?saved=1")

        let refused = try await second.post("/automation/DEAL:0/publish")
        #expect(refused.status == 409)
        #expect(refused.shows("Пока вы настраивали роботов, их изменили: действует версия 2 (Anna Sokolova"))
        #expect(try await world.robots("DEAL:0", "FEEDBACK").count == 2, "nothing was saved")
        #expect(try await world.draft("DEAL:0", of: colleague)?.body[stage: "FEEDBACK"]?.robots?.count == 1)

        let over = try await second.post("/automation/DEAL:0/publish", ["over": "2"])
        #expect(over.notice?.contains("версия 3") == true)
        #expect(try await world.robots("DEAL:0", "FEEDBACK").count == 1)
    }

    @Test func `giving up drops the draft only`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post("/automation/DEAL:0/robots/quote_control/delete")
        #expect(try await world.draft("DEAL:0") != nil)
        #expect(try await browser.post("/automation/DEAL:0/discard").location == "/automation/DEAL:0")
        #expect(try await world.draft("DEAL:0") == nil)
        #expect(try await world.robots("DEAL:0", "QUOTE").count == 3)
    }

    @Test func `a draft that has become wrong is not saved, and the place is named`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        try await world.spoil("DEAL:0", stage: "QUOTE")
        let answer = try await browser.post("/automation/DEAL:0/publish", ["note": "моя заметка"])
        #expect(answer.status == 422)
        #expect(answer.shows("Сохранить нельзя") && answer.shows("Формирование КП → Уведомление") && answer.shows("моя заметка"))
        #expect(answer.shows("#robot-quote_now"))
        #expect(try await world.draft("DEAL:0") != nil)
        #expect(try await world.services.portal.read { try world.services.automation.activeVersion(of: "DEAL:0", in: $0) } == 1)
    }

    @Test func `after saving the screen says how many items run on older versions`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Станок")
        try await world.company.act(world.people.manager) { [items = world.company.items] in
            _ = try items.move(deal, to: "CONTRACT", $0)
        }
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post("/automation/DEAL:0/robots/quote_control/delete")
        let saved = try await browser.post("/automation/DEAL:0/publish")
        #expect(saved.notice?.contains("1 элемент идёт по прежним версиям") == true, "\(saved.notice ?? "")")
        #expect(try await browser.get("/automation/DEAL:0").shows("1 элемент идёт по прежним версиям"))
    }

    @Test func `an older version is looked at and restored`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post("/automation/DEAL:0/robots/quote_control/delete")
        _ = try await browser.post("/automation/DEAL:0/publish", ["note": "без контроля"])
        let list = try await browser.get("/automation/DEAL:0/versions")
        #expect(list.shows("Версия 2") && list.shows("без контроля") && list.shows("Anna Sokolova") && list.shows("действует"))
        #expect(try await browser.get("/automation/DEAL:0?version=1").shows("По сделке «{{Название}}» два дня нет КП"))
        let restored = try await browser.post("/automation/DEAL:0/versions/1/activate")
        #expect(restored.notice?.contains("версия 1") == true)
        #expect(try await world.robots("DEAL:0", "QUOTE").count == 3)
        #expect(try await browser.post("/automation/DEAL:0/versions/9/activate").status == 404)
    }

    @Test func `a form without the token changes nothing`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        #expect(try await browser.post("/automation/DEAL:0/robots/quote_now/delete", csrf: "").status == 403)
        #expect(try await world.draft("DEAL:0") == nil)
    }
}
