import Automation
import CRM
import Kernel
import TestSupport
import Testing

/// Waits and lists as they are set up in the designer.
struct WaitDialogTests {
    private let blocks = "/automation/DEAL:1/blocks"

    private func place(_ kind: String) -> String { "stage=C1%3AIN_STOCK&kind=\(kind)&list=ask_shipping.otherwise&position=0" }

    private func added(_ world: WebWorld) async throws -> Block {
        let draft = try #require(try await world.draft("DEAL:1"))
        return try #require(draft.body[stage: "C1:IN_STOCK"]?.blocks(in: .inside("ask_shipping", .otherwise))?.first)
    }

    @Test func `what is waited for is chosen first: data, dates, every event that triggers know`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let list = try await browser.get("\(blocks)/new?\(place("wait"))")

        for words in ["Чего ждать на стадии", "Выполнится условие или заполнят поле", "Наступит дата из поля", "Входящий звонок", "Оплата", "Входящий вебхук"] {
            #expect(list.shows(words), "\(words)")
        }
        #expect(list.shows("goal=event%3Aincoming_call"))
        #expect(try await browser.get("\(blocks)/new?\(place("wait"))&goal=event%3Aincoming_call").shows("Только если"))
        #expect(try await browser.get("\(blocks)/new?\(place("wait"))&goal=event%3Anothing").shows("Чего ждать на стадии"))
    }

    @Test func `a wait for an event with a deadline is added, drawn with two branches, and changed to another`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post(
            "\(blocks)?\(place("wait"))&goal=event%3Aincoming_call",
            ["title": "Ждём клиента", "deadline.mode": "after", "deadline.amount": "3", "deadline.unit": "workingDays"])
        guard case .wait(let id, "Ждём клиента", let rule, [], []) = try await added(world) else {
            Issue.record("no wait")
            return
        }
        let deadline = Timing(amount: 3, unit: .days, countsWorkingTime: true)
        #expect(rule == WaitRule(.event(kind: "incoming_call", parameters: [:], condition: nil), deadline: deadline))

        let drawn = try await browser.get("/automation/DEAL:1/process?stage=C1%3AIN_STOCK&edit=1")
        for words in ["Дождались", "Не дождались", "Входящий звонок", "Срок: через 3 рабочих дня"] {
            #expect(drawn.shows(words), "\(words)")
        }
        #expect(drawn.shows("data-list=\"\(id).then\"") && drawn.shows("data-list=\"\(id).otherwise\""))

        #expect(try await browser.get("\(blocks)/\(id)/edit?goal=").shows("Чего ждать на стадии"))
        let other = try await browser.get("\(blocks)/\(id)/edit?wait=1&goal=moment")
        #expect(other.shows("Наступит дата из поля") && other.shows("value=\"3\""), "the deadline stays")
        _ = try await browser.post(
            "\(blocks)/\(id)/edit?goal=moment",
            [
                "title": "Ждём клиента", "deadline.mode": "after", "deadline.amount": "3", "deadline.unit": "workingDays",
                "until.mode": "beforeField", "until.field": "UF_CRM_SHIP_DATE", "until.amount": "1", "until.unit": "days",
            ])
        guard case .wait(_, _, let changed, _, _) = try await added(world) else {
            Issue.record("no wait")
            return
        }
        #expect(changed == WaitRule(.moment(Timing(amount: -1, unit: .days, base: .field("UF_CRM_SHIP_DATE"))), deadline: deadline))
    }

    @Test func `what a wait lacks is said beside its control`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        func refusal(_ goal: String, _ form: KeyValuePairs<String, String>) async throws -> Answer {
            try await browser.post("\(blocks)?\(place("wait"))&goal=\(goal)", form, asScript: true)
        }

        let condition = try await refusal("condition", [:])
        #expect(condition.status == 422 && condition.shows("Задайте условие"))
        let moment = try await refusal("moment", ["until.mode": "afterField", "until.amount": "0"])
        #expect(moment.status == 422 && moment.shows("Выберите поле, от которого отсчитывать время"))
        let fields = try await refusal("event%3Afield_changed", [:])
        #expect(fields.status == 422 && fields.shows("Заполните «Поля»"))
        let deadline = try await refusal("event%3Aincoming_call", ["deadline.mode": "after", "deadline.amount": "0"])
        #expect(deadline.status == 422 && deadline.shows("Срок ожидания должен быть больше нуля"))
        #expect(try await world.draft("DEAL:1") == nil)
    }

    @Test func `a list is added with its limit, and its elements can be inserted inside`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let missing = try await browser.post("\(blocks)?\(place("each"))", ["list": "expression", "limit": "5000"], asScript: true)
        #expect(missing.status == 422 && missing.shows("Выберите список") && missing.shows("от 1 до 1000"))

        _ = try await browser.post("\(blocks)?\(place("each"))", ["title": "Товары заказа", "list": "products", "limit": "30"])
        let block = try await added(world)
        guard case .each(let id, "Товары заказа", .rows(.products), 30, []) = block else {
            Issue.record("\(block)")
            return
        }
        let robot = try await browser.get("/automation/DEAL:1/robots/new?stage=C1%3AIN_STOCK&kind=notify&list=\(id).body&position=0&screen=process")
        #expect(robot.shows("Товары заказа: название") || robot.shows("{=\(id):NAME"))
        let text = try await browser.post(
            "/automation/DEAL:1/robots?stage=C1%3AIN_STOCK&kind=notify&list=\(id).body&position=0&screen=process",
            ["title": "О товаре", "when.mode": "now", "p.to": "responsible", "p.text": "{=\(id):NAME} × {=\(id):QUANTITY}"])
        #expect(text.status == 303)
        let saved = try await browser.post("/automation/DEAL:1/publish")
        #expect(saved.notice?.contains("версия 2") == true)
        let screen = try await browser.get("/automation/DEAL:1")
        #expect(screen.shows("Товары элемента") && screen.shows("не больше 30 элементов"))
    }
}
