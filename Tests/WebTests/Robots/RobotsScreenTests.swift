import Automation
import CRM
import Kernel
import TestSupport
import Testing
import Web

@Suite struct RobotsScreenTests {
    @Test func `the address without a pipeline leads to the leads`() async throws {
        let world = try await WebWorld.make()
        let answer = try await world.browser(of: world.people.administrator).get("/automation")
        #expect(answer.location == "/automation/LEAD")
    }

    @Test func `the cards say when, what and to whom`() async throws {
        let world = try await WebWorld.make()
        let answer = try await world.browser(of: world.people.administrator).get("/automation/DEAL:0")
        #expect(answer.status == 200)
        for words in [
            "Подбор оборудования", "Формирование КП", "сразу, по условию", "после предыдущего", "через 1 день",
            "через 3 дня, в рабочее время", "Консультант по подбору оборудования (Artem Zorin)", "Руководитель ответственного",
            "Приложен файл КП", "Входящий звонок", "Версия 1", "Настроить роботов",
            "Требуется консультация в подборе оборудования — равно — Да", "→ Отгрузка: Заказ у поставщика", "автоматически",
            "Подобрать оборудование | {{Название}}",
        ] {
            #expect(answer.shows(words), "\(words)")
        }
        #expect(!answer.text.contains("data-sortable"))
        #expect(!answer.shows("изменить"))
    }

    @Test func `complex parts of a process are cards in words that lead to the designer`() async throws {
        let world = try await WebWorld.make()
        let answer = try await world.browser(of: world.people.administrator).get("/automation/DEAL:1")
        for words in [
            "Часть процесса", "Открыть в конструкторе", "process?stage=C1%3AIN_STOCK#robot-ask_shipping", "Дата отгрузки или тип доставки не указаны",
            "Дата отгрузки — не заполнено", "Ждать утра даты отгрузки", "в момент «Дата отгрузки»",
            "Товары есть на складе? — не равно — Да", "Товары есть на складе? = Да",
        ] {
            #expect(answer.shows(words), "\(words)")
        }
    }

    @Test func `a role without a person is marked`() async throws {
        let world = try await WebWorld.make()
        try await world.company.portal.perform(as: .system) { try ConstantStore.setValue(of: "Clerk", to: .null, in: $0) }
        let answer = try await world.browser(of: world.people.administrator).get("/automation/DEAL:0")
        #expect(answer.shows("Делопроизводитель (никто не назначен)"))
        #expect(answer.shows("За ролью «Делопроизводитель» никто не стоит"))
        #expect(answer.count("has-problem") == 1)
    }

    @Test func `a manager looks but does not configure`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)
        let answer = try await browser.get("/automation/DEAL:0")
        #expect(answer.status == 200)
        #expect(!answer.shows("Настроить роботов"))
        #expect(try await browser.get("/automation/DEAL:0?edit=1").status == 403)
        #expect(try await browser.get("/automation/DEAL:0/robots/quote_now/edit").status == 403)
        #expect(try await browser.post("/automation/DEAL:0/robots/quote_now/delete").status == 403)
        #expect(try await browser.post("/automation/DEAL:0/publish").status == 403)
        #expect(try await browser.post("/automation/DEAL:0/versions/1/activate").status == 403)
    }

    @Test func `an unknown pipeline is not found`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        for address in ["/automation/DEAL:9", "/automation/CONTACT", "/automation/DEAL:0/robots/nobody/edit", "/automation/DEAL:0?version=7"] {
            #expect(try await browser.get(address).status == 404, "\(address)")
        }
    }

    @Test func `every robot and trigger of the preset can be opened, and applied untouched it changes nothing`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        for pipeline in ["LEAD", "DEAL:0", "DEAL:1"] {
            let body = try await world.active(pipeline)
            for stage in body.stages {
                for robot in stage.robots ?? [] {
                    try await browser.applyUntouched("/automation/\(pipeline)/robots/\(robot.id)/edit")
                }
                for trigger in stage.triggers {
                    try await browser.applyUntouched("/automation/\(pipeline)/triggers/\(trigger.id)/edit")
                }
            }
            let answer = try await browser.post("/automation/\(pipeline)/publish")
            #expect(answer.notice?.contains("версия 1") == true, "\(pipeline): \(answer.status) \(answer.notice ?? "")")
            #expect(try await world.active(pipeline) == body)
        }
    }

    @Test func `every kind of robot and trigger has a form`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        for robot in world.services.automation.catalog.robots where robot.suits("DEAL:0") {
            let answer = try await browser.get("/automation/DEAL:0/robots/new?stage=QUOTE&kind=\(robot.kind)")
            #expect(answer.status == 200, "\(robot.kind)")
        }
        for trigger in world.services.automation.catalog.triggers {
            let answer = try await browser.get("/automation/DEAL:0/triggers/new?stage=QUOTE&kind=\(trigger.kind)")
            #expect(answer.status == 200, "\(trigger.kind)")
        }
        #expect(try await browser.get("/automation/DEAL:0/robots/new?stage=QUOTE&kind=convert_lead").status == 404)
    }
}
