import Automation
import CRM
// Foundation for splitting texts.
import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

/// What the check finds with the portal's knowledge: on the robots screen and on «Готовность портала».
@Suite struct FindingsTests {
    private func draft(_ robots: [RobotSetting], in world: WebWorld) async throws {
        var body = try await world.active("DEAL:0")
        let place = try #require(body.stages.firstIndex { $0.stage == "QUOTE" })
        body.stages[place].process += robots.map(Block.robot)
        try await world.keep(body, of: "DEAL:0")
    }

    private func robot(_ id: String, _ kind: RobotKind, _ parameters: [String: JSONValue]) -> RobotSetting {
        RobotSetting(id: id, kind: kind, title: "Робот \(id)", timing: .afterPreviousRobot, parameters: parameters)
    }

    @Test func `people who have left, past deadlines and mail without a connection are warnings, and do not prevent saving`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let lawyer = world.people.lawyer
        try await world.services.portal.perform(as: .system) { command in
            _ = try command.transaction.execute("update users set is_active = 0 where id = $1", [lawyer])
        }
        world.services.people.forget()
        try await draft(
            [
                robot("n", "notify", ["to": [.string("user:\(lawyer)")], "text": "Привет"]),
                robot("c", "plan_call", ["subject": "Звонок", "responsible": ["responsible"], "deadline": "01.02.2020"]),
                robot("m", "send_mail", ["subject": "КП", "text": "Здравствуйте"]),
            ], in: world)

        let board = try await browser.get("/automation/DEAL:0?edit=1")
        #expect(board.shows("Ilya Gorsky больше не работает") && board.shows("2020-02-01 уже прошло") && board.shows("Нет подключения к почте"))
        #expect(board.shows("#robot-c"))
        #expect(try await browser.post("/automation/DEAL:0/publish").location == "/automation/DEAL:0?saved=1")
    }

    @Test func `a role that nobody has is said once for all its robots`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        try await world.services.portal.perform(as: .system) { try ConstantStore.setValue(of: "Lawyer", to: .null, in: $0) }
        try await draft((1...5).map { robot("n\($0)", "notify", ["to": ["constant:Lawyer"], "text": "Привет"]) }, in: world)

        let board = try await browser.get("/automation/DEAL:0?edit=1")
        let list = try #require(board.text.components(separatedBy: "robots-findings").dropFirst().first)
        let notice = try #require(list.components(separatedBy: "</ul>").first)
        #expect(notice.components(separatedBy: "никто не стоит").count == 2)
        #expect(notice.contains("и ещё"))
    }

    @Test func `a mail robot for another address is not saved without one`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        try await draft([robot("m", "send_mail", ["to": "address", "subject": "КП", "text": "Здравствуйте"])], in: world)

        let refused = try await browser.post("/automation/DEAL:0/publish")
        #expect(refused.status == 422 && refused.shows("Укажите адрес."))
    }

    @Test func `the dialog of the mail robot offers fields with files only`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let dialog = try await browser.get("/automation/DEAL:0/robots/new?stage=QUOTE&kind=send_mail")
        #expect(dialog.status == 200 && dialog.shows("Приложить файлы из полей"))
        #expect(dialog.shows("value=\"UF_CRM_QUOTE_FILE\"") && !dialog.shows("value=\"OPPORTUNITY\""))
    }

    @Test func `readiness counts what the check finds and leads to the robots`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let before = try await browser.get("/settings/readiness")
        #expect(before.shows("Проверка роботов") && before.shows("Проверка ничего не нашла"))

        try await world.services.portal.perform(as: .system) { try ConstantStore.setValue(of: "Lawyer", to: .null, in: $0) }
        let after = try await browser.get("/settings/readiness")
        #expect(after.shows("предупреждени") && after.shows("href=\"/automation/DEAL:0?edit=1\""))
    }
}
