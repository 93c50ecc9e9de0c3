import Automation
import CRM
import Kernel
import TestSupport
import Testing

/// Processes beside the stages: the list, their settings, the designer, the card.
struct ProcessesScreenTests {
    private let processes = "/automation/DEAL:0/processes"

    /// A process «Проверка» with a required note and a notice in it, saved; its code.
    private func published(_ browser: Browser, _ world: WebWorld) async throws -> String {
        let added = try await browser.post(
            processes,
            [
                "title": "Проверка", "starts": "byHand", "parameterCount": "3", "parameter.0.title": "О чём", "parameter.0.kind": "text",
                "parameter.0.required": "1", "parameter.1.title": "Сколько", "parameter.1.kind": "number", "results": "answer = {{Процесс: О чём}}",
            ])
        let location = try #require(added.location)
        #expect(location.hasPrefix("/automation/DEAL:0/process?stage=%40process_"))
        let code = try #require(try await world.draft("DEAL:0")?.body.stages.first { $0.named != nil }?.stage)
        _ = try await browser.post(
            "/automation/DEAL:0/robots?stage=\(code.replacing("@", with: "%40"))&kind=notify&list=&position=0&screen=process",
            ["title": "Сказать", "when.mode": "now", "p.to": "responsible", "p.text": "Проверьте: {{Процесс: О чём}}"])
        let saved = try await browser.post("/automation/DEAL:0/publish")
        #expect(saved.notice?.contains("версия 2") == true)
        return code
    }

    @Test func `a process is made, drawn, listed and saved with the pipeline's robots`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        #expect(try await browser.get(processes).shows("Процессов пока нет"))

        let code = try await published(browser, world)

        let stage = try #require(try await world.active("DEAL:0")[stage: code])
        #expect(stage.named?.parameters.map(\.code) == ["p1", "p2"])
        #expect(stage.named?.results.map(\.value.source) == ["{=Template:p1}"])
        guard case .robot(let robot)? = stage.process.first else {
            Issue.record("\(stage.process)")
            return
        }
        #expect(robot.timing.afterPrevious && robot.parameters["text"]?.string == "Проверьте: {=Template:p1}")
        let list = try await browser.get(processes)
        for words in ["Проверка", "вручную на карточке", "О чём, Сколько", "1 блок"] { #expect(list.shows(words), "\(words)") }
        let drawn = try await browser.get("/automation/DEAL:0/process?stage=\(code.replacing("@", with: "%40"))")
        #expect(drawn.shows("Процесс «Проверка»") && drawn.shows("Запуск процесса") && drawn.shows("Сказать"))
        #expect(try await browser.get("/automation/DEAL:0").shows(processes))
    }

    @Test func `settings say beside the control what is wrong`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let empty = try await browser.post(processes, ["parameterCount": "0"], asScript: true)
        #expect(empty.status == 422 && empty.shows("Назовите процесс"))
        let alone = try await browser.post(
            processes,
            ["title": "Сам", "starts": "onCreate", "parameterCount": "1", "parameter.0.title": "Кто", "parameter.0.required": "1"], asScript: true)
        #expect(alone.status == 422 && alone.shows("некому указать"))
        let result = try await browser.post(processes, ["title": "Итог", "parameterCount": "0", "results": "без знака"], asScript: true)
        #expect(result.status == 422 && result.shows("нужно КОД = выражение"))
        #expect(try await world.draft("DEAL:0") == nil)
    }

    @Test func `a person starts it on the card, sees it in the tab and stops it`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let code = try await published(browser, world)
        let card = "/deals/\(try await world.deal("Склад").id)"
        let address = "\(card)/processes/\(code.replacing("@", with: "%40"))"
        let tab = try await browser.get("\(card)?tab=robots")
        #expect(tab.shows("Запустить процесс") && tab.shows(address))
        #expect(try await browser.get(address).shows("Запустить «Проверка»"))

        let missing = try await browser.post(address)
        #expect(missing.status == 422 && missing.shows("нужен параметр «О чём»"))
        let wrong = try await browser.post(address, ["p.p1": "склад", "p.p2": "много"])
        #expect(wrong.status == 422 && wrong.shows("«много» не подходит для параметра «Сколько»"))
        let started = try await browser.post(address, ["p.p1": "склад", "p.p2": "3"])
        #expect(started.notice == "Процесс запущен")

        let shown = try await browser.get("\(card)?tab=robots")
        #expect(shown.shows("Процесс «Проверка»") && shown.shows("запущен вручную") && shown.shows("Сказать"))
        let journal = try await browser.get("/automation-journal")
        #expect(journal.shows("Процесс запущен"))
    }

    @Test func `the robot that starts a process offers it and keeps what it is given`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let code = try await published(browser, world)
        let new = "/automation/DEAL:0/robots/new?stage=QUOTE&kind=start_process"
        let form = try await browser.get(new)
        #expect(form.shows("Проверка") && form.shows("Для процесса «Проверка»") && form.shows("name=\"p.values.\(code).p1\""))

        let refused = try await browser.post(
            "/automation/DEAL:0/robots?stage=QUOTE&kind=start_process", ["title": "Запуск", "when.mode": "now", "p.process": code])
        #expect(refused.status == 422 && refused.shows("нужен параметр «О чём»"))
        _ = try await browser.post(
            "/automation/DEAL:0/robots?stage=QUOTE&kind=start_process",
            ["title": "Запуск", "when.mode": "now", "p.process": code, "p.values.\(code).p1": "{{Название}}", "p.waits": "1"])
        let robot = try #require(try await world.draft("DEAL:0")?.body[stage: "QUOTE"]?.process.flatMap(\.robots).first { $0.kind == "start_process" })
        #expect(robot.parameters["values"]?["p1"]?.string == "{=Document:TITLE}")
        try await browser.applyUntouched("/automation/DEAL:0/robots/\(robot.id)/edit")
        #expect(try await world.draft("DEAL:0")?.body[stage: "QUOTE"]?.process.flatMap(\.robots).first { $0.id == robot.id } == robot)
    }

    @Test func `a process that nobody uses is deleted`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let code = try await published(browser, world)

        _ = try await browser.post("\(processes)/\(code.replacing("@", with: "%40"))/delete")

        #expect(try await world.draft("DEAL:0")?.body[stage: code] == nil)
        #expect(try await browser.get("\(processes)/\(code.replacing("@", with: "%40"))/edit").status == 404)
    }
}
