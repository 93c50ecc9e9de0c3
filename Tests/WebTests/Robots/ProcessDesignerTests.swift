import Automation
import CRM
import Kernel
import TestSupport
import Testing
import Web

@Suite struct ProcessDesignerTests {
    private let page = "/automation/DEAL:1/process?stage=C1%3AIN_STOCK"
    private let blocks = "/automation/DEAL:1/blocks"

    private func blocks(_ kind: String, _ list: String, _ position: Int) -> String {
        "\(blocks)?stage=C1%3AIN_STOCK&kind=\(kind)&list=\(list)&position=\(position)"
    }

    private func process(_ world: WebWorld) async throws -> StageAutomation {
        try #require(try await world.draft("DEAL:1")?.body[stage: "C1:IN_STOCK"])
    }

    // MARK: Looking

    @Test func `the process is drawn for those who look, without anything to change it`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)
        let answer = try await browser.get(page)
        for words in [
            "Процесс стадии «Товар на складе»", "Вход на стадию", "Дата отгрузки или тип доставки не указаны", "Дата отгрузки — не заполнено",
            "Да</div>", "Нет</div>", "Запрос сведений об отгрузке", "Ждать утра даты отгрузки", "в момент «Дата отгрузки»", "→ Отгрузка", "Конец",
        ] {
            #expect(answer.shows(words), "\(words)")
        }
        for hook in ["data-sortable", "name=\"act\"", "flow-plus", "Изменить процесс"] { #expect(!answer.shows(hook), "\(hook)") }
        #expect(try await browser.get(page + "&edit=1").status == 403)
        #expect(try await browser.get("\(blocks)/ask_shipping/edit").status == 403)
        #expect(try await browser.post(blocks("stop", "", 0)).status == 403)
        #expect(try await browser.post("\(blocks)/ask_shipping", ["act": "delete"]).status == 403)
        #expect(try await browser.post("/automation/DEAL:1/process/move", ["item": "to_shipping", "position": "0"]).status == 403)
        #expect(try await browser.get("/automation/DEAL:1/process?stage=NOWHERE").status == 404)
    }

    @Test func `a stage without robots can be begun in the designer`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let answer = try await browser.get("/automation/LEAD/process?stage=SPAM&edit=1")
        #expect(answer.shows("На этой стадии пока ничего не происходит") && answer.count("class=\"flow-plus\"") == 1)
        _ = try await browser.post("/automation/LEAD/blocks?stage=SPAM&kind=stop&list=&position=0")
        #expect(try await world.draft("LEAD")?.body[stage: "SPAM"]?.process.map(\.kindName) == ["stop"])
    }

    @Test func `an old version is drawn as it was`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post("\(blocks)/ask_shipping", ["act": "delete"])
        _ = try await browser.post("/automation/DEAL:1/publish")
        #expect(try await !browser.get(page).shows("ask_shipping"))
        let old = try await browser.get(page + "&version=1")
        #expect(old.shows("robot-ask_shipping") && old.shows("Это версия 1") && !old.text.contains("data-sortable"))
    }

    // MARK: Adding and changing

    @Test func `every block is offered and has a form`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let place = "stage=C1%3AIN_STOCK&list=ask_shipping.then&position=1"
        let list = try await browser.get("\(blocks)/new?\(place)")
        for words in ["Условие", "Выбор", "Одновременно", "Пауза", "Ожидание", "Цикл", "Для каждого", "Завершить процесс", "Сотрудникам", "Уведомление"] {
            #expect(list.shows(words), "\(words)")
        }
        #expect(list.shows("/automation/DEAL:1/robots/new?stage=C1%3AIN_STOCK&amp;kind=notify&amp;list=ask_shipping.then&amp;position=1&amp;screen=process"))
        for kind in ["branch", "switch", "parallel", "delay", "wait", "loop", "each"] {
            #expect(try await browser.get("\(blocks)/new?\(place)&kind=\(kind)").status == 200, "\(kind)")
        }
        #expect(try await browser.get("\(blocks)/new?\(place)&kind=jump").status == 404)
        #expect(try await browser.get("\(blocks)/to_shipping/edit").status == 404, "robots have their own dialog")
    }

    @Test func `blocks are added at any place and run after saving`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let parallel = try await browser.post(blocks("parallel", "ask_shipping.otherwise", 0), ["waitsFor": "any", "branches": "3"])
        let id = try #require(parallel.location?.split(separator: "#robot-").last.map(String.init))
        #expect(parallel.location == "\(page)&edit=1#robot-\(id)")
        _ = try await browser.post(
            blocks("loop", "\(id).branches[1]", 0),
            [
                "title": "Ещё раз", "limit": "5", "groupJoin": "all", "conditionGroup": "0", "conditionField": "Document:UF_CRM_IN_STOCK",
                "conditionOperator": "equal", "conditionValue": "Y",
            ])
        let loop = try #require(try await process(world).blocks(in: .inside(id, .branch(1)))?.first)
        _ = try await browser.post(blocks("delay", "\(loop.id).body", 0), ["when.mode": "after", "when.amount": "4", "when.unit": "workingHours"])
        _ = try await browser.post(
            "/automation/DEAL:1/robots?stage=C1%3AIN_STOCK&kind=notify&list=\(loop.id).body&position=1&screen=process",
            ["title": "Напомнить", "when.mode": "now", "p.to": "responsible", "p.text": "Пора"])
        _ = try await browser.post(blocks("stop", "\(id).branches[0]", 0))

        let saved = try await browser.post("/automation/DEAL:1/publish")
        #expect(saved.notice?.contains("версия 2") == true)
        let stage = try #require(try await world.active("DEAL:1")[stage: "C1:IN_STOCK"])
        guard case .parallel(_, "", false, let branches)? = stage.block(id), branches.count == 3 else {
            Issue.record("\(String(describing: stage.block(id)))")
            return
        }
        #expect(branches.map { $0.map(\.kindName) } == [["stop"], ["loop"], []])
        let stock = Condition.comparison(Comparison(Template("{=Document:UF_CRM_IN_STOCK}"), .equal, [.value(.bool(true))]))
        guard case .loop(_, "Ещё раз", stock, 5, let body) = branches[1][0], case .delay(_, "", let timing) = body[0],
            case .robot(let robot) = body[1]
        else {
            Issue.record("\(branches)")
            return
        }
        #expect(timing == Timing(amount: 4, unit: .hours, countsWorkingTime: true))
        #expect(robot.title == "Напомнить" && robot.timing == .afterPreviousRobot)
        let ids = stage.process.flatMap(\.family).map(\.id)
        #expect(Set(ids).count == ids.count)
    }

    @Test func `what is wrong is refused beside its control, and nothing is kept`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let condition = try await browser.post(blocks("branch", "", 0), ["title": "Пусто"], asScript: true)
        #expect(condition.status == 422 && condition.shows("Задайте условие") && condition.count("field-condition-error") >= 1)
        #expect(condition.shows("value=\"Пусто\""), "what was typed is shown again")
        let value = try await browser.post(
            blocks("branch", "", 0),
            ["groupJoin": "all", "conditionGroup": "0", "conditionField": "Document:OPPORTUNITY", "conditionOperator": "greater", "conditionValue": "много"])
        #expect(value.status == 422 && value.shows("«много» не подходит для «Сумма»"))
        let delay = try await browser.post(blocks("delay", "", 0), ["when.mode": "now"])
        #expect(delay.status == 422 && delay.shows("Укажите, сколько ждать") && delay.count("field-when-error") >= 1)
        let field = try await browser.post(blocks("delay", "", 0), ["when.mode": "afterField", "when.field": "UF_NOTHING", "when.amount": "0"])
        #expect(field.status == 422 && field.shows("Поля «UF_NOTHING» нет"))
        let limit = try await browser.post("\(blocks)?stage=C1%3AIN_STOCK&kind=loop&list=&position=0", ["limit": "0"])
        #expect(limit.status == 422 && limit.shows("от 1 до 1000") && limit.count("field-limit-error") >= 1)
        let branches = try await browser.post(blocks("parallel", "", 0), ["branches": "50"])
        #expect(branches.status == 422 && branches.shows("от 2 до 8"))
        #expect(try await browser.post(blocks("stop", "nobody.then", 0)).status == 404)
        #expect(try await world.draft("DEAL:1") == nil)
    }

    @Test func `every block of the preset applied untouched changes nothing`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        for pipeline in ["LEAD", "DEAL:0", "DEAL:1"] {
            let body = try await world.active(pipeline)
            for block in body.stages.flatMap(\.process).flatMap(\.family) {
                switch block {
                case .robot: try await browser.applyUntouched("/automation/\(pipeline)/robots/\(block.id)/edit?screen=process")
                case .branch, .choice, .parallel, .delay, .loop, .wait, .each:
                    try await browser.applyUntouched("/automation/\(pipeline)/blocks/\(block.id)/edit")
                case .stop: break
                }
                let left = try await world.draft(pipeline)?.body.stages.lazy.compactMap { $0.block(block.id) }.first
                #expect(left?.json.text ?? block.json.text == block.json.text)
                #expect(try await world.draft(pipeline) == nil, "\(pipeline) \(block.id)")
            }
        }
    }

    @Test func `blocks of every kind applied untouched change nothing, at any depth`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let filled = Condition.comparison(Comparison(Template("{=Document:COMMENTS}"), .filled))
        var body = try await world.active("DEAL:1")
        let kept: [Block] = [
            .parallel(id: "p", title: "Рядом", waitsForAll: false, branches: [[.loop(id: "l", title: "", condition: filled, limit: 7, body: [
                .delay(id: "d", title: "", Timing(afterPrevious: true, amount: -2, unit: .days, base: .field("UF_CRM_SHIP_DATE"), workingTimeOnly: true)),
                .branch(id: "b", title: "", condition: .not(filled), then: [], otherwise: [.stop(id: "s")]),
            ])], []]),
            .choice(id: "c", title: "Как", cases: [ChoiceCase(title: "Раз", condition: filled, blocks: [.stop(id: "s3")]), ChoiceCase(condition: .not(filled))], otherwise: []),
            .branch(id: "always", title: "Всегда", condition: .always, then: [.stop(id: "s2")], otherwise: []),
        ]
        let deadline = Timing(amount: 3, unit: .days, countsWorkingTime: true)
        let waits: [Block] = [
            .wait(
                id: "w1", title: "Звонок", WaitRule(.event(kind: "field_changed", parameters: ["fields": ["COMMENTS"]], condition: filled), deadline: deadline),
                came: [.stop(id: "s4")], missed: [.stop(id: "s5")]),
            .wait(id: "w2", title: "", WaitRule(.condition(filled)), came: [], missed: []),
            .wait(
                id: "w3", title: "", WaitRule(.moment(Timing(amount: -1, unit: .days, base: .field("UF_CRM_SHIP_DATE"))), deadline: deadline),
                came: [], missed: []),
            .each(id: "e1", title: "Товары", .rows(.products), limit: 20, body: [.stop(id: "s6")]),
            .each(id: "e2", title: "", .values(Template("={=Document:COMMENTS}")), limit: 1000, body: [.stop(id: "s7")]),
        ]
        try body.change(stage: "C1:IN_STOCK", adding: kept + waits)
        try await world.keep(body, of: "DEAL:1")
        for id in ["p", "l", "d", "b", "always", "c", "w1", "w2", "w3", "e1", "e2"] { try await browser.applyUntouched("\(blocks)/\(id)/edit") }
        for number in ["0", "1"] { try await browser.applyUntouched("\(blocks)/c/edit?case=\(number)") }
        #expect(try await world.draft("DEAL:1")?.body == body)
    }

    // MARK: Moving, copying, deleting

    @Test func `a drop moves a block between lists and answers with the drawing`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let answer = try await browser.post(
            "/automation/DEAL:1/process/move", ["item": "to_shipping", "list": "ask_shipping.otherwise", "position": "0"], asScript: true)
        #expect(answer.status == 200 && answer.count("hx-swap-oob=\"true\"") == 3)
        #expect(answer.shows("id=\"process\"") && answer.shows("Есть несохранённые изменения") && answer.shows("Блок «Сменить стадию» перемещён"))
        #expect(try await process(world).path(of: "to_shipping") == "stages[C1:IN_STOCK].process[0].otherwise[0]")
        let plain = try await browser.post("/automation/DEAL:1/process/move", ["item": "to_shipping", "list": "", "position": "9"])
        #expect(plain.location == "\(page)&edit=1#robot-to_shipping")
        #expect(try await process(world).process == world.active("DEAL:1")[stage: "C1:IN_STOCK"]?.process)
    }

    @Test func `a drop that makes no sense is refused and changes nothing`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let move = "/automation/DEAL:1/process/move"
        let inside = try await browser.post(move, ["item": "ask_shipping", "list": "ask_shipping.then", "position": "0"], asScript: true)
        #expect(inside.status == 422 && inside.shows("Блок нельзя поставить внутрь него самого"))
        #expect(try await browser.post(move, ["item": "nobody", "list": "", "position": "0"], asScript: true).status == 404)
        #expect(try await browser.post(move, ["item": "to_shipping", "list": "ask_shipping.body", "position": "0"], asScript: true).status == 404)
        #expect(try await browser.post(move, ["item": "to_shipping", "list": "rubbish", "position": "0"], asScript: true).status == 404)
        #expect(try await world.draft("DEAL:1") == nil)
    }

    @Test func `the buttons of a block step it without script`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let shown = try await browser.get(page + "&edit=1")
        #expect(shown.shows("id=\"act-up-to_shipping\"") && !shown.shows("id=\"act-down-to_shipping\"") && shown.shows("id=\"act-outward-shipping_details\""))
        for (step, path) in [
            ("up", "robots[1]"), ("inward", "process[0].then[1]"), ("across", "process[0].otherwise[0]"), ("outward", "robots[1]"), ("down", "robots[2]"),
            ("down", "robots[2]"),
        ] {
            let answer = try await browser.post("\(blocks)/to_shipping", ["act": step])
            #expect(answer.location == "\(page)&edit=1#robot-to_shipping", "\(step)")
            #expect(try await process(world).path(of: "to_shipping") == "stages[C1:IN_STOCK].\(path)", "\(step)")
        }
        #expect(try await browser.post("\(blocks)/to_shipping", ["act": "fly"]).status == 422)
    }

    @Test func `a deleted block is brought back once`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let answer = try await browser.post("\(blocks)/ask_shipping", ["act": "delete"], asScript: true)
        #expect(answer.shows("Удалено: «Дата отгрузки или тип доставки не указаны».") && answer.shows("Вернуть"))
        #expect(try await process(world).process.map(\.kindName) == ["delay", "change_stage"])
        let before = try #require(try await world.active("DEAL:1")[stage: "C1:IN_STOCK"])
        let form = ["block": try #require(before.block("ask_shipping")).json.text, "list": "", "position": "0"] as KeyValuePairs
        let restore = "/automation/DEAL:1/process/restore?stage=C1%3AIN_STOCK"
        #expect(try await browser.post(restore, form, asScript: true).status == 200)
        #expect(try await process(world) == before)
        #expect(try await browser.post(restore, form, asScript: true).status == 409)
        #expect(try await browser.post(restore, ["block": "{\"type\":\"jump\"}"], asScript: true).status == 422)
    }

    @Test func `a block is copied with everything in it`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post("\(blocks)/ask_shipping", ["act": "copy"])
        let stage = try await process(world)
        #expect(stage.process.map(\.kindName) == ["branch", "branch", "delay", "change_stage"])
        let ids = stage.process.flatMap(\.family).map(\.id)
        #expect(Set(ids).count == ids.count && ids.count == 6)
        #expect(try await browser.post("/automation/DEAL:1/publish").notice?.contains("версия 2") == true)
    }

    @Test func `branches are added, and taken away while they are empty`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post(blocks("parallel", "", 1), ["waitsFor": "all", "branches": "2"])
        let id = try await process(world).process[1].id
        _ = try await browser.post("\(blocks)/\(id)", ["act": "branch"])
        _ = try await browser.post("/automation/DEAL:1/process/move", ["item": "to_shipping", "list": "\(id).branches[1]", "position": "0"])
        let full = try await browser.post("\(blocks)/\(id)", ["act": "branch-1"], asScript: true)
        #expect(full.status == 422 && full.shows("В ветви есть блоки"))
        _ = try await browser.post("\(blocks)/\(id)", ["act": "branch-0"])
        _ = try await browser.post("\(blocks)/\(id)", ["act": "branch-1"])
        #expect(try await process(world).block(id)?.lists.map { $0.blocks.map(\.id) } == [["to_shipping"]])
        _ = try await browser.post("\(blocks)/to_shipping", ["act": "outward"])
        #expect(try await browser.post("\(blocks)/\(id)", ["act": "branch-0"], asScript: true).shows("Это последняя ветвь"))
    }

    @Test func `a choice gets its cases one by one, in the order in which they are asked`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        func condition(_ title: String, _ sum: String) -> KeyValuePairs<String, String> {
            [
                "title": title, "groupJoin": "all", "conditionGroup": "0", "conditionField": "Document:OPPORTUNITY",
                "conditionOperator": "greater", "conditionValue": sum,
            ]
        }
        _ = try await browser.post(blocks("switch", "", 1), condition("По сумме", "100"))
        let id = try await process(world).process[1].id
        _ = try await browser.post("\(blocks)/\(id)/edit?case=1", condition("Крупные", "1000"))
        _ = try await browser.post("\(blocks)/\(id)/edit?case=0", condition("Обычные", "200"))
        _ = try await browser.post("/automation/DEAL:1/process/move", ["item": "to_shipping", "list": "\(id).cases[1]", "position": "0"])
        #expect(try await browser.post("\(blocks)/\(id)", ["act": "branch-1"], asScript: true).shows("В ветви есть блоки"))
        _ = try await browser.post("\(blocks)/\(id)", ["act": "earlier-1"])
        for address in ["edit", "edit?case=0", "edit?case=1"] { try await browser.applyUntouched("\(blocks)/\(id)/\(address)") }

        guard case .choice(_, "По сумме", let cases, [])? = try await process(world).block(id) else {
            Issue.record("\(try await process(world))")
            return
        }
        #expect(cases.map(\.title) == ["Крупные", "Обычные"] && cases.map { $0.blocks.map(\.id) } == [["to_shipping"], []])
        let sum = Template("{=Document:OPPORTUNITY}")
        #expect(cases.map(\.condition) == [1000, 200].map { .comparison(Comparison(sum, .greater, [.value(.int($0))])) })
        let page = try await browser.get(page + "&edit=1")
        #expect(page.shows("2 варианта и «иначе»") == false && page.shows("Крупные</a>") && page.shows("Иначе</div>"))
        #expect(try await browser.get("/automation/DEAL:1?edit=1").shows("<b>Выбор</b> По сумме"))
        _ = try await browser.post("\(blocks)/\(id)", ["act": "branch-1"])
        #expect(try await browser.post("/automation/DEAL:1/publish").notice?.contains("версия 2") == true)
    }

    @Test func `a case without a condition is refused beside its builder`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let first = try await browser.post(blocks("switch", "", 0), ["title": "По сумме"], asScript: true)
        #expect(first.status == 422 && first.shows("Задайте условие") && first.shows("value=\"По сумме\""))
        let field = try await browser.post(
            blocks("switch", "", 0),
            ["groupJoin": "all", "conditionGroup": "0", "conditionField": "Document:UF_NOTHING", "conditionOperator": "filled", "conditionValue": ""])
        #expect(field.status == 422 && field.count("field-condition-error") >= 1)
        #expect(try await world.draft("DEAL:1") == nil)
    }

    @Test func `a robot of the stage's own list joins the block above or starts with the stage`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let answer = try await browser.post("\(blocks)/to_shipping", ["act": "chain"], asScript: true)
        #expect(answer.shows("Одновременно, с начала стадии") && answer.shows("не дожидаясь блока выше"))
        let undone = try await browser.post("\(blocks)/to_shipping", ["act": "chain"], asScript: true)
        #expect(!undone.shows("Одновременно, с начала стадии"))
        #expect(try await process(world) == world.active("DEAL:1")[stage: "C1:IN_STOCK"])
        #expect(try await browser.post("\(blocks)/ask_shipping", ["act": "chain"]).status == 422)
    }

    @Test func `of two who design, the second is told`() async throws {
        let world = try await WebWorld.make()
        let first = try await world.browser(of: world.people.administrator)
        let second = try await world.browser(of: try await world.administrator("olga"))
        _ = try await second.post("\(blocks)/ask_shipping", ["act": "copy"])
        _ = try await first.post("\(blocks)/ask_shipping", ["act": "delete"])
        _ = try await first.post("/automation/DEAL:1/publish")
        #expect(try await second.get(page + "&edit=1").shows("Пока вы настраивали роботов, их изменили: действует версия 2"))
    }
}

extension PipelineAutomation {
    fileprivate mutating func change(stage code: String, adding blocks: [Block]) throws {
        let place = try #require(stages.firstIndex { $0.stage == code })
        stages[place].process += blocks
    }
}
