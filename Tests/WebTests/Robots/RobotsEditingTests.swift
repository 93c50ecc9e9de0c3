import Automation
import CRM
import Kernel
import TestSupport
import Testing
import Web

@Suite struct RobotsEditingTests {
    private let notify: KeyValuePairs = [
        "title": "Напомнить", "when.mode": "after", "when.amount": "2", "when.unit": "workingHours", "when.order": "start",
        "groupJoin": "all", "conditionGroup": "0", "conditionField": "Document:UF_CRM_IN_STOCK", "conditionOperator": "notEqual",
        "conditionValue": "Y", "p.to": "constant:Lawyer", "p.text": "Проверьте «{{Название}}», {{Тип оплаты > printable}}",
    ]

    @Test func `an added robot runs after saving, not before`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let added = try await browser.post("/automation/DEAL:0/robots?stage=CONTRACT&kind=notify", notify)
        #expect(added.location?.hasPrefix("/automation/DEAL:0?edit=1#robot-notify_") == true)
        #expect(try await world.robots("DEAL:0", "CONTRACT").count == 2)
        #expect(try await browser.get("/automation/DEAL:0?edit=1").shows("Есть несохранённые изменения"))

        let saved = try await browser.post("/automation/DEAL:0/publish", ["note": "Юрист"])
        #expect(saved.location == "/automation/DEAL:0?saved=1")
        #expect(saved.notice?.contains("версия 2") == true)
        let robot = try #require(try await world.robots("DEAL:0", "CONTRACT").last)
        #expect(robot.title == "Напомнить")
        #expect(robot.timing == Timing(amount: 2, unit: .hours, countsWorkingTime: true))
        #expect(
            robot.condition == .comparison(Comparison(Template("{=Document:UF_CRM_IN_STOCK}"), .notEqual, [.value(.bool(true))])))
        #expect(robot.parameters["to"] == ["constant:Lawyer"])
        #expect(
            robot.parameters["text"] == .string("Проверьте «{=Document:TITLE}», {=Document:UF_CRM_PAYMENT_TYPE > printable}"))
        let shown = try await browser.get("/automation/DEAL:0")
        #expect(shown.shows("через 2 рабочих часа, по условию") && shown.shows("Юрист (Ilya Gorsky)") && shown.shows("Версия 2"))
    }

    @Test func `titles come back in the form`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let form = try await browser.get("/automation/DEAL:0/robots/consult/edit")
        #expect(form.shows("Подобрать оборудование | {{Название}}"))
        #expect(form.shows("{{Контакт: Телефон}}"))
        #expect(form.shows("Наблюдатели") && form.shows("Чек-лист") && form.shows("Дополнительно"))
    }

    @Test func `a robot is copied, removed and dragged`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post("/automation/DEAL:0/robots/quote_now/copy")
        _ = try await browser.post("/automation/DEAL:0/robots/quote_control/delete")
        let moved = try await browser.post(
            "/automation/DEAL:0/robots/move", ["item": "feedback_call", "list": "QUOTE", "position": "0"], asScript: true)
        #expect(moved.status == 200 && moved.shows("Есть несохранённые изменения"))
        _ = try await browser.post("/automation/DEAL:0/publish")
        let quote = try await world.robots("DEAL:0", "QUOTE")
        #expect(quote.map(\.kind) == ["plan_call", "notify", "notify", "notify"])
        #expect(quote.map(\.id).prefix(2) == ["feedback_call", "quote_now"])
        #expect(Set(quote.map(\.id)).count == 4)
        #expect(try await world.robots("DEAL:0", "FEEDBACK").map(\.id) == ["feedback_control"])
    }

    @Test func `expressions, variables, stages and fields of the client are set up and come back in the form`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        try await world.services.portal.perform(as: .system) { command in
            try ConstantStore.create(NewConstant(code: "Counter", title: "Счётчик заявок", kind: .number, isVariable: true), in: command)
        }
        let add = "/automation/DEAL:0/robots?stage=CONTRACT&kind="
        _ = try await browser.post(add + "calculate", ["title": "Скидка", "p.expression": " {{Сумма}} * 10%"])
        _ = try await browser.post(add + "set_variable", ["title": "Счёт", "p.variable": "Counter", "p.value": "={=GlobalVar:Counter}+1"])
        _ = try await browser.post(add + "complete_tasks", ["title": "Закрыть", "p.stages": "QUOTE", "p.stages": "FEEDBACK"])
        _ = try await browser.post(
            add + "modify_contact", ["title": "Контакт", "p.fields.field": "POST", "p.fields.value": "Директор {{Название}}"])
        _ = try await browser.post("/automation/DEAL:0/publish")

        let robots = try await world.robots("DEAL:0", "CONTRACT").suffix(4)
        #expect(robots.map(\.kind) == ["calculate", "set_variable", "complete_tasks", "modify_contact"])
        #expect(robots.first?.parameters["expression"] == "={=Document:OPPORTUNITY} * 10%")
        #expect(robots.dropFirst(2).first?.parameters["stages"] == ["QUOTE", "FEEDBACK"])
        #expect(robots.last?.parameters["fields"] == ["POST": "Директор {=Document:TITLE}"])
        for robot in robots { try await browser.applyUntouched("/automation/DEAL:0/robots/\(robot.id)/edit") }
        let board = try await browser.get("/automation/DEAL:0")
        #expect(board.shows("Счётчик заявок") && board.shows("Формирование КП, Получение обратной связи") && board.shows("Должность = "))
    }

    @Test func `a variable that does not exist and a broken expression are refused beside their fields`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let add = "/automation/DEAL:0/robots?stage=CONTRACT&kind="
        let variable = try await browser.post(add + "set_variable", ["title": "Счёт", "p.variable": "Nothing"])
        #expect(variable.status == 422 && variable.shows("Переменной «Nothing» нет"))
        let expression = try await browser.post(add + "calculate", ["title": "Скидка", "p.expression": "{{Сумма}} * "])
        #expect(expression.status == 422 && expression.shows("p.expression"))
        #expect(try await world.draft("DEAL:0") == nil)
    }

    @Test func `robots of a stage with complex parts are added, changed, copied and dragged in the column`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let moved = try await browser.post(
            "/automation/DEAL:1/robots/move", ["item": "ship", "list": "C1:IN_STOCK", "position": "1"], asScript: true)
        #expect(moved.status == 200)
        // Dragged back up without leaving the list: the position counts the complex parts too.
        _ = try await browser.post("/automation/DEAL:1/robots/move", ["item": "to_shipping", "list": "C1:IN_STOCK", "position": "0"], asScript: true)
        _ = try await browser.post("/automation/DEAL:1/robots?stage=C1:IN_STOCK&kind=notify", notify)
        try await browser.applyUntouched("/automation/DEAL:1/robots/to_shipping/edit")
        _ = try await browser.post("/automation/DEAL:1/robots/to_shipping/copy")

        let process = try #require(try await world.draft("DEAL:1")?.body[stage: "C1:IN_STOCK"]?.process)
        #expect(process.map(\.kindName) == ["change_stage", "change_stage", "branch", "create_task", "delay", "notify"])
        #expect(process.first?.id == "to_shipping" && process[3].id == "ship")
        let before = try #require(try await world.active("DEAL:1")[stage: "C1:IN_STOCK"]?.process)
        #expect(process[2] == before[0] && process[4] == before[1] && process[0] == before[2], "the complex parts are what they were")
        #expect(try await browser.get("/automation/DEAL:1?edit=1").count("data-item=\"ask_shipping\"") == 1)
    }

    @Test func `a robot added below a complex part follows it, unless told otherwise`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let form = try await browser.get("/automation/DEAL:1/robots/new?stage=C1:IN_STOCK&kind=notify")
        #expect(form.text.contains("value=\"after\" checked"))
        let plain = try await browser.get("/automation/DEAL:1/robots/new?stage=C1:SHIPPING&kind=notify")
        #expect(plain.text.contains("value=\"start\" checked"))
    }

    @Test func `what is wrong inside a complex part is said at its card`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        try await world.spoilInside("DEAL:1", "shipping_details")
        let board = try await browser.get("/automation/DEAL:1?edit=1")
        #expect(board.shows("Сохранить нельзя") && board.shows("href=\"#robot-ask_shipping\">Товар на складе → Запрос сведений об отгрузке"))
        #expect(board.text.contains(/class="robot process has-problem" id="robot-ask_shipping"/))
        let designer = try await browser.get("/automation/DEAL:1/process?stage=C1:IN_STOCK&edit=1")
        #expect(designer.shows("href=\"#robot-shipping_details\">Товар на складе → Запрос сведений об отгрузке"))
        #expect(designer.text.contains(/has-problem"\s+id="robot-shipping_details"/))
        #expect(designer.count("has-problem") == 1)
        let elsewhere = try await browser.get("/automation/DEAL:1/process?stage=C1:SHIPPING&edit=1")
        #expect(elsewhere.shows("/automation/DEAL:1?edit=1#robot-ask_shipping"))
    }

    @Test func `a trigger is added with its fields and removed`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post(
            "/automation/DEAL:0/triggers?stage=CONTRACT&kind=field_filled",
            ["title": "Известна отгрузка", "p.fields": "UF_CRM_SHIP_DATE", "p.fields": "UF_CRM_DELIVERY_TYPE", "allowsBack": "1"])
        _ = try await browser.post("/automation/DEAL:0/triggers/call_missed/delete")
        _ = try await browser.post("/automation/DEAL:0/publish")
        let body = try await world.active("DEAL:0")
        let trigger = try #require(body[stage: "CONTRACT"]?.triggers.first)
        #expect(trigger.title == "Известна отгрузка" && trigger.allowsBack)
        #expect(trigger.parameters["fields"] == ["UF_CRM_SHIP_DATE", "UF_CRM_DELIVERY_TYPE"])
        #expect(body[stage: "CONTACTED"]?.triggers.map(\.id) == ["mail_in", "call_in"])
    }

    @Test func `fields that are gone are named where robots write or watch them`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let add = "/automation/DEAL:0/robots?stage=CONTRACT&kind="
        for (kind, code) in [("modify_item", "UF_CRM_GONE"), ("modify_contact", "UF_CRM_AWAY")] {
            let answer = try await browser.post(add + kind, ["title": "x", "p.fields.field": "\(code)", "p.fields.value": "1"])
            #expect(answer.status == 422 && answer.shows("Поля «\(code)» нет"), "\(kind)")
        }
        let trigger = try await browser.post(
            "/automation/DEAL:0/triggers?stage=CONTRACT&kind=field_changed", ["title": "x", "p.fields": "UF_CRM_LOST"])
        #expect(trigger.status == 422 && trigger.shows("Поля «UF_CRM_LOST» нет"))
        #expect(try await world.draft("DEAL:0") == nil)
    }

    @Test func `a broken insertion is named beside its field and nothing is lost`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        for (text, complaint) in [
            ("Нет такого: {{Рост клиента}}", "Рост клиента"), ("Нет такого: {=Document:UF_NOTHING}", "UF_NOTHING"),
            ("Сумма {{=1+}}", "Здесь ожидалось значение"),
        ] {
            let answer = try await browser.post(
                "/automation/DEAL:0/robots/quote_now/edit",
                ["title": "Уведомление", "when.mode": "now", "p.to": "responsible", "p.text": text], asScript: true)
            #expect(answer.status == 422)
            #expect(answer.shows("Исправьте отмеченные поля") && answer.shows(complaint))
            #expect(answer.shows(text), "what was typed is shown again")
            #expect(answer.count("field-p.text-error") >= 1)
        }
        #expect(try await world.draft("DEAL:0") == nil)
    }

    @Test func `empty and impossible entries are refused`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let address = "/automation/DEAL:0/robots?stage=QUOTE&kind=notify"
        let empty = try await browser.post(address, ["title": " ", "when.mode": "after", "when.amount": "-3"])
        #expect(empty.status == 422)
        #expect(empty.shows("Дайте роботу название") && empty.shows("Укажите целое число") && empty.shows("Заполните «Текст»"))
        let value = try await browser.post(
            address,
            [
                "title": "А", "when.mode": "now", "p.to": "responsible", "p.text": "б", "groupJoin": "all", "conditionGroup": "0",
                "conditionField": "Document:OPPORTUNITY", "conditionOperator": "greater", "conditionValue": "много",
            ])
        #expect(value.status == 422 && value.shows("«много» не подходит для «Сумма»"))
        #expect(try await world.draft("DEAL:0") == nil)
    }

    @Test func `groups of conditions keep their joins`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post(
            "/automation/DEAL:0/robots/quote_now/edit",
            [
                "title": "Уведомление", "when.mode": "now", "p.to": "responsible", "p.text": "текст", "conditionJoin": "any",
                "groupJoin": "all", "groupJoin": "any",
                "conditionGroup": "0", "conditionField": "Document:OPPORTUNITY", "conditionOperator": "between", "conditionValue": "10 … 20",
                "conditionGroup": "0", "conditionField": "Document:COMMENTS", "conditionOperator": "filled", "conditionValue": "",
                "conditionGroup": "1", "conditionField": "Document:UF_CRM_DELIVERY_TYPE", "conditionOperator": "in",
                "conditionValue": "Курьер, PICKUP",
                "conditionGroup": "1", "conditionField": "", "conditionOperator": "equal", "conditionValue": "",
            ])
        let robot = try #require(try await world.draft("DEAL:0")?.body[stage: "QUOTE"]?.robots?.first)
        let amount = Comparison(Template("{=Document:OPPORTUNITY}"), .between, [.value(.int(10)), .value(.int(20))])
        let comment = Comparison(Template("{=Document:COMMENTS}"), .filled)
        let delivery = Comparison(
            Template("{=Document:UF_CRM_DELIVERY_TYPE}"), .in, [.value(.string("COURIER")), .value(.string("PICKUP"))])
        #expect(robot.condition == .any([.all([.comparison(amount), .comparison(comment)]), .comparison(delivery)]))
        let form = try await browser.get("/automation/DEAL:0/robots/quote_now/edit")
        #expect(form.shows("10 … 20") && form.shows("Курьер, Самовывоз"))
    }
}
