import Automation
import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

/// «Проверить»: the page, its form read back, what it shows and whom it refuses.
@Suite struct SimulationPageTests {
    private let page = "/automation/DEAL:0/simulation"

    @Test func `an invented item and an event make a timeline with moments, reasons and people`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let answer = try await browser.post(
            page,
            [
                "subject": "invented", "stage": "FEEDBACK", "days": "10", "start": "2026-11-20T17:40", "f.ASSIGNED_BY_ID": "\(world.people.manager)",
                "eventAmount": "2", "eventUnit": "wh", "eventDeed": "incoming_call", "eventStage": "", "eventField": "", "eventValue": "",
            ])

        #expect(answer.status == 200)
        #expect(answer.shows("Пятница, 20 ноября") || answer.shows("пятница, 20 ноября"))
        #expect(answer.shows("Запланировано: <b>Запланировать звонок</b> — 23 ноября, 17:40"))
        #expect(answer.shows("2 дня ничего не происходит"))
        #expect(answer.shows("Клиент звонит") && answer.shows("Сработал триггер «Входящий звонок»"))
        #expect(answer.shows("Ушёл со стадии «Получение обратной связи», не сработали: Запланировать звонок, Контроль"))
        #expect(answer.shows("Nikita Vorontsov") && answer.shows("Клиент вышел на связь по сделке «Проверка сценария»."))
        #expect(answer.shows("Ничего не ждёт: роботы отработали."))
        // The form keeps what was asked.
        #expect(answer.text.contains("<option value=\"incoming_call\" selected>") && answer.text.contains("<option value=\"FEEDBACK\" selected>"))
    }

    @Test func `conditions are shown with the values that were found`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let answer = try await browser.post(
            "/automation/DEAL:1/simulation", ["subject": "invented", "stage": "C1:SUPPLIER", "days": "3"], asScript: true)

        #expect(answer.status == 200 && !answer.text.contains("<html"))
        #expect(answer.shows("Товары есть на складе? <span class=\"faint\">не заполнено</span> <span class=\"faint\">— равно Да</span>"))
        #expect(answer.shows("Задача «Заказ товара у поставщика | Проверка сценария»") && answer.shows("Svetlana Orlova"))
        #expect(answer.shows("ждёт завершения задачи"))
    }

    @Test func `a real item goes on from where it stands and stays as it is`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Станок", rubles: 700_000, stage: "QUOTE")
        let browser = try await world.browser(of: world.people.administrator)

        let answer = try await browser.post(page, ["subject": "existing", "item": "D_\(deal.id)", "begin": "going", "days": "7"])

        #expect(answer.status == 200 && answer.shows("Станок"))
        #expect(answer.shows("По сделке «Станок» два дня нет КП."))
        #expect(try await world.company.item(deal).stage == "QUOTE")
        #expect(try await world.company.portal.read { try $0.count("select count(*) from notifications") } == 0)
    }

    @Test func `the unsaved draft is what is tried, and the page says so`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post("/automation/DEAL:0/robots/quote_control/delete")

        let open = try await browser.get(page)
        let drafted = try await browser.post(page, ["subject": "invented", "stage": "QUOTE", "days": "7"], asScript: true)
        let saved = try await browser.post(page, ["subject": "invented", "stage": "QUOTE", "days": "7", "version": "1"], asScript: true)

        #expect(open.shows("С вашими несохранёнными изменениями"))
        #expect(!drafted.shows("два дня нет КП") && saved.shows("два дня нет КП"))
    }

    @Test func `it is offered beside saving, before publishing and right after`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let link = "href=\"/automation/DEAL:0/simulation\""

        #expect(try await browser.get("/automation/DEAL:0").text.contains(link))
        #expect(try await browser.get("/automation/DEAL:0?edit=1").text.contains(link))
        _ = try await browser.post("/automation/DEAL:0/robots/quote_control/delete")
        #expect(try await browser.get("/automation/DEAL:0/publish").text.contains(link))
        let saved = try await browser.post("/automation/DEAL:0/publish")
        let board = try await browser.get(try #require(saved.location))
        #expect(board.shows("Посмотрите, как сработает сохранённый сценарий") && board.count(link) == 2)
        #expect(try await browser.get("/automation/DEAL:0/versions/1/activate").text.contains("/automation/DEAL:0/simulation?version=1"))
    }

    @Test func `what is wrong is said in words, and the form stays`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        func refused(_ form: KeyValuePairs<String, String>) async throws -> Answer { try await browser.post(page, form) }

        let noItem = try await refused(["subject": "existing"])
        #expect(noItem.status == 422 && noItem.shows("Найдите и выберите элемент."))
        let unknown = try await refused(["subject": "existing", "item": "4711"])
        #expect(unknown.status == 404)
        let noStage = try await refused([
            "subject": "invented", "stage": "QUOTE", "eventAmount": "1", "eventUnit": "d", "eventDeed": "stage_moved", "eventStage": "",
            "eventField": "", "eventValue": "",
        ])
        #expect(noStage.status == 422 && noStage.shows("Выберите стадию, на которую переводит сотрудник."))
        let badTime = try await refused([
            "subject": "invented", "stage": "QUOTE", "eventAmount": "soon", "eventUnit": "d", "eventDeed": "incoming_call", "eventStage": "",
            "eventField": "", "eventValue": "",
        ])
        #expect(badTime.status == 422 && badTime.shows("Время события — целое число от 0.") && badTime.text.contains("value=\"soon\""))
        let tooLong = try await refused(["subject": "invented", "stage": "QUOTE", "days": "500"])
        #expect(tooLong.status == 422 && tooLong.shows("Число дней — от 1 до 180."))
        try await world.spoil("DEAL:0", stage: "QUOTE")
        let broken = try await refused(["subject": "invented", "stage": "QUOTE", "days": "7"])
        #expect(broken.status == 422 || broken.shows("ошибка"))
    }

    @Test func `without script an event is added and the form sent again`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let added = try await browser.post(page, ["subject": "invented", "stage": "QUOTE", "add": "1"])

        #expect(added.status == 200 && added.count("class=\"scenario-row\"") == 1 && added.shows("Здесь появится лента"))
    }

    @Test func `a row asks for what its event needs`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        func row(_ deed: String, _ field: String = "") async throws -> Answer {
            try await browser.get(
                "\(page)/event?eventAmount=3&eventUnit=wd&eventDeed=\(deed)&eventStage=&eventField=\(percentEncoded(field))&eventValue=", asScript: true)
        }

        #expect(try await row("incoming_call").text.contains("type=\"hidden\" name=\"eventStage\""))
        #expect(try await row("stage_moved").text.contains("value=\"DEAL:1/C1:SHIPPING\""))
        #expect(try await row("field_filled").text.contains("value=\"DEAL/UF_CRM_QUOTE_FILE\""))
        #expect(try await row("field_filled", "DEAL/UF_CRM_DELIVERY_TYPE").text.contains("<option value=\"COURIER\">"))
        #expect(try await row("field_filled", "DEAL/UF_CRM_SHIP_DATE").text.contains("type=\"date\" name=\"eventValue\""))
    }

    @Test func `only those who configure robots may try them out, and only on items they see`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Станок", stage: "QUOTE")
        let seller = try await world.browser(of: world.people.manager)
        #expect(try await seller.get(page).status == 403)
        #expect(try await seller.post(page, ["subject": "invented", "stage": "QUOTE"]).status == 403)
        #expect(try await !seller.get("/automation/DEAL:0").text.contains("DEAL:0/simulation"))

        let configurer = try await world.browser(of: world.blindConfigurer())
        #expect(try await configurer.post(page, ["subject": "existing", "item": "D_\(deal.id)"]).status == 404)
        #expect(try await configurer.post(page, ["subject": "invented", "stage": "QUOTE"]).status == 200)
    }
}

extension WebWorld {
    /// Somebody who configures robots and sees no item.
    fileprivate func blindConfigurer() async throws -> UserID {
        try await company.portal.perform(as: .system) { [lawyer = people.lawyer] command in
            try command.transaction.execute("delete from role_members")
            var rights = RoleRights()
            rights.permissions = [.configureAutomation]
            let role = try RoleStore.create(name: Text(verbatim: "Configurers"), rights: rights, in: command)
            try RoleStore.setMembers(of: role, to: [.user(lawyer)], in: command)
            return lawyer
        }
    }
}
