import Automation
import CRM
// Foundation for reading the drawings beside the tests.
import Foundation
import Kernel
import TestSupport
import Testing
import Web

/// «Импорт BPMN»: sending a file, reading the report, inserting into the draft.
@Suite struct BPMNImportPageTests {
    private let page = "/automation/DEAL:0/process/bpmn?stage=QUOTE"

    private func drawing(_ name: String) throws -> [UInt8] {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        return [UInt8](try Data(contentsOf: folder.appendingPathComponent("Drawings/\(name).bpmn")))
    }

    @Test func `a file is checked first, and its blocks go to the end of the draft`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        #expect(try await browser.get("/automation/DEAL:0/process?stage=QUOTE&edit=1").shows("Импорт BPMN"))
        let before = try await world.active("DEAL:0")[stage: "QUOTE"]?.process.count ?? 0

        let sent = try await browser.upload(page, field: "file", file: "quote.bpmn", bytes: drawing("quote"))
        let preview = try await browser.get(try #require(sent.location))
        #expect(preview.status == 200)
        for words in [
            "Что получится: Подготовка КП", "Подготовить КП", "Доработать КП", "Настройте после вставки",
            "Исключающий шлюз «КП согласовано?» (Gateway_ok)", "стала роботом «Отправить письмо», заполните: Текст", "Вставить в черновик",
        ] {
            #expect(preview.shows(words), "\(words)")
        }
        #expect(try await world.draft("DEAL:0") == nil, "looking changes nothing")

        let file = try #require(sent.location?.split(separator: "=").last)
        let inserted = try await browser.post("/automation/DEAL:0/process/bpmn/insert?stage=QUOTE", ["file": String(file)])
        #expect(inserted.notice?.hasPrefix("Вставлено 8 блоков") == true, "\(inserted.notice ?? "")")
        let process = try #require(try await world.draft("DEAL:0")?.body[stage: "QUOTE"]?.process)
        #expect(process.count == before + 6 && process.suffix(6).map(\.kindName) == ["create_task", "create_task", "loop", "send_mail", "delay", "create_task"])
        let ids = process.flatMap(\.family).map(\.id)
        #expect(Set(ids).count == ids.count && !ids.contains { $0.hasPrefix("bpmn_") })
        // What a person has not set cannot be saved.
        #expect(try await browser.post("/automation/DEAL:0/publish").shows("Задайте условие: «нет» — это слова, выберите поле и значение."))
    }

    @Test func `what is left out stands in the report with name and id`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let sent = try await browser.upload(page, field: "file", file: "claim.bpmn", bytes: drawing("claim"))
        let preview = try await browser.get(try #require(sent.location))
        for words in ["Не перенесено", "Граничное событие «Три дня прошло» (Event_late)", "Вызов процесса «Возврат денег» (Activity_refund)"] {
            #expect(preview.shows(words), "\(words)")
        }
    }

    @Test func `a tangle, a file that is none and no file at all are refused in words`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let tangle = try await browser.upload(page, field: "file", file: "tangle.bpmn", bytes: drawing("tangle"))
        let refused = try await browser.get(try #require(tangle.location))
        #expect(refused.status == 422 && refused.shows("Схему не удалось перенести. Задача человека «Второе» (Activity_y)"))
        let text = try await browser.upload(page, field: "file", file: "a.bpmn", bytes: Array("<html/>".utf8))
        #expect(try await browser.get(try #require(text.location)).shows("Это не BPMN 2.0"))
        #expect(try await browser.post(page).shows("Выберите файл схемы."))
    }

    @Test func `only those who configure robots import, and nobody reads the file of another`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let sent = try await browser.upload(page, field: "file", file: "quote.bpmn", bytes: drawing("quote"))
        let location = try #require(sent.location)
        #expect(try await world.browser(of: world.people.manager).get(location).status == 403)
        let second = try await world.browser(of: try await world.administrator("olga"))
        #expect(try await second.get(location).shows("Этого файла больше нет"))
        let file = String(try #require(location.split(separator: "=").last))
        #expect(try await second.post("/automation/DEAL:0/process/bpmn/insert?stage=QUOTE", ["file": file]).status == 422)
    }
}
