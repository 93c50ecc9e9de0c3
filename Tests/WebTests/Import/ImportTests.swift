import CRM
import HTTPTypes
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct ImportTests {
    /// A table as Excel on a Russian Windows saves it: windows-1251, `;`.
    private static let table: [UInt8] = {
        let heading = "Имя;Фамилия;Телефон;E-mail"
        let rows = ["Анна;Ёлкина;+7 495 123-45-67;anna@client.test", "Пётр;Орлов;не телефон;petr@client.test", "Ольга;Белых;+7 812 555-44-33;"]
        return ([heading] + rows).flatMap { windows1251($0) + [13, 10] }
    }()

    @Test func `a windows-1251 table goes from upload to leads, and refused rows come back as a table`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let file = try await send(browser, Self.table)
        let preview = try await browser.get("/import/new?file=\(file)&entity=LEAD")

        #expect(preview.shows("Ёлкина"))
        #expect(preview.shows("<option value=\"windows-1251\" selected>"))
        #expect(preview.shows("<option value=\"PHONE\" selected>"))
        #expect(preview.count("is-refused") == 1)

        let start = try await browser.post("/import/start", mapping(file, responsible: world.people.manager))
        let address = try #require(start.location?.split(separator: "?").first.map(String.init))
        let report = try await finished(browser, address)

        #expect(report.shows("не телефон"))
        #expect(report.count("hx-trigger=\"every 1s\"") == 0)
        let leads = try await world.leads()
        #expect(leads.map { $0.value(.lastName) } == [.string("Ёлкина"), .string("Белых")])
        #expect(leads.allSatisfy { $0.responsible == world.people.manager })

        let csv = try await browser.get(address + "/refused.csv")
        #expect(csv.headers[.contentType]?.hasPrefix("text/csv") == true)
        #expect(csv.shows("3;"))
        #expect(csv.shows("не телефон"))

        let undone = try await browser.post(address + "/undo")
        #expect(undone.status == 303)
        #expect(try await world.leads().isEmpty)
    }

    @Test func `a workbook goes from upload to leads`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let temporary = try TemporaryFile()
        let writer = try XLSXWriter(temporary.path, sheet: "Клиенты", headings: ["Имя", "Телефон"], folder: TemporaryFile.folder)
        for row in 1...300 { try writer.write([.text("Анна \(row)"), .text("+7 495 \(1_000_000 + row)")]) }
        try writer.finish()
        let next = try temporary.contents()
        var book: [UInt8] = []
        while let piece = try next() { book += piece }

        let file = try await send(browser, book)
        let preview = try await browser.get("/import/new?file=\(file)&entity=LEAD")
        #expect(preview.shows("name=\"sheet\" value=\"0\"") && preview.shows("Анна 20") && !preview.shows("Анна 21"))
        let start = try await browser.post(
            "/import/start",
            [
                ("file", file), ("entity", "LEAD"), ("reading", "sheet 0 true"), ("sheet", "0"), ("hasHeading", "1"), ("column", "NAME"),
                ("column", "PHONE"), ("duplicates", "skip"),
            ])
        _ = try await finished(browser, try #require(start.location?.split(separator: "?").first.map(String.init)))

        let leads = try await world.leads()
        #expect(leads.count == 300 && leads.last?.value(.name) == .string("Анна 300"))
    }

    @Test func `what is in use is named before an import is taken back, and the rest can follow`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let file = try await send(browser, Self.table)
        let start = try await browser.post("/import/start", mapping(file))
        let address = try #require(start.location?.split(separator: "?").first.map(String.init))
        _ = try await finished(browser, address)
        let items = world.services.items
        let first = try #require(try await world.leads().first)
        try await world.services.portal.perform(as: .person(world.people.administrator)) { command in
            _ = try items.update(first.id, [.comments: .string("Звонили")], command)
        }
        #expect(try await browser.get("/import").shows(address + "/undo"))

        let question = try await browser.get(address + "/undo")
        #expect(question.shows("изменили после загрузки") && question.shows("name=\"all\""))
        #expect(try await browser.post(address + "/undo").status == 303)
        #expect(try await world.leads().map(\.id) == [first.id])
        #expect(try await browser.get(address).shows("оставлено: 1"))

        #expect(try await browser.post(address + "/undo", ["all": "1"]).status == 303)
        #expect(try await world.leads().isEmpty)
        #expect(try await browser.post(address + "/undo").status == 409)
    }

    @Test func `known phones are skipped or made again as chosen`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        for duplicates in ["skip", "skip", "create"] {
            let file = try await send(browser, Self.table)
            let start = try await browser.post("/import/start", mapping(file, duplicates: duplicates))
            _ = try await finished(browser, try #require(start.location?.split(separator: "?").first.map(String.init)))
        }

        #expect(try await world.leads().count == 4)
    }

    @Test func `an import cut by a restart is shown as interrupted and goes on where it was`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let file = try await send(browser, Self.table)
        let start = try await browser.post("/import/start", mapping(file))
        let address = try #require(start.location?.split(separator: "?").first.map(String.init))
        _ = try await finished(browser, address)
        // As a stop after the first row leaves it: the row is in, its batch is written, the job still says «running».
        try await world.services.portal.perform(as: .system) { command in
            try command.transaction.execute("update import_jobs set state = 'running', rows_done = 1, finished_at = null, refused = 0, made = 1")
            try command.transaction.execute("delete from import_refusals")
            try command.transaction.execute("update leads set deleted_at = 1 where id = (select max(id) from leads)")
        }
        #expect(try await browser.get(address).shows("Загружается"))
        #expect(try await browser.post(address + "/resume").status == 409)

        world.company.clock.advance(by: .minutes(1))

        let interrupted = try await browser.get(address)
        #expect(interrupted.shows("Загрузка прервана") && interrupted.shows("Обработано строк: 1"))
        #expect(interrupted.count("every 1s") == 0)
        #expect(try await browser.get("/import").shows("Загрузка прервана"))
        #expect(try await browser.post(address + "/resume").status == 303)
        let report = try await finished(browser, address)
        #expect(report.shows("не телефон"))
        #expect(try await world.leads().map { $0.value(.lastName) } == [.string("Ёлкина"), .string("Белых")])
        #expect(try await browser.post(address + "/resume").status == 409)
    }

    @Test func `who may not import is refused, and another's file and report are not there`() async throws {
        let world = try await WebWorld.make()
        let administrator = try await world.browser(of: world.people.administrator)
        let lawyer = try await world.browser(of: world.people.lawyer)
        let file = try await send(administrator, Self.table)
        let start = try await administrator.post("/import/start", mapping(file))
        let address = try #require(start.location?.split(separator: "?").first.map(String.init))
        _ = try await finished(administrator, address)

        #expect(try await lawyer.get("/import").status == 403)
        #expect(try await lawyer.get(address).status == 404)
        #expect(try await lawyer.get(address + "/refused.csv").status == 404)
        #expect(try await lawyer.post("/import/start", mapping(file)).status == 403)
    }

    @Test func `what is no table is refused on the first page`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let file = try await send(browser, [0x50, 0x4B, 0x03, 0x04] + Array(repeating: 7, count: 40))
        let answer = try await browser.get("/import/new?file=\(file)&entity=LEAD")

        #expect(answer.status == 422)
        #expect(answer.count("id=\"field-file-error\"") == 1)
        #expect(try await browser.post("/import", ["entity": "LEAD"]).status == 422)
    }

    // MARK: Steps

    private func send(_ browser: Browser, _ bytes: [UInt8]) async throws -> String {
        let answer = try await browser.upload("/import", field: "file", file: "clients.csv", bytes: bytes)
        let location = try #require(answer.location)
        return try #require(location.split(separator: "&").first?.split(separator: "=").last.map(String.init))
    }

    private func mapping(_ file: String, duplicates: String = "skip", responsible: UserID? = nil) -> [(String, String)] {
        [
            ("file", file), ("entity", "LEAD"), ("reading", "windows-1251 ; true"), ("encoding", "windows-1251"), ("separator", ";"),
            ("hasHeading", "1"), ("column", "NAME"), ("column", "LAST_NAME"), ("column", "PHONE"), ("column", "EMAIL"),
            ("duplicates", duplicates), ("responsible", responsible?.description ?? ""), ("source", ""), ("stage", ""),
        ]
    }

    /// Asks for the progress as the page does, until the import has ended.
    private func finished(_ browser: Browser, _ address: String) async throws -> Answer {
        var answer = try await browser.get(address + "/progress", asScript: true)
        try await eventually {
            if answer.text.contains("every 1s") { answer = try await browser.get(address + "/progress", asScript: true) }
            return !answer.text.contains("every 1s")
        }
        return answer
    }

    private static func windows1251(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            switch scalar.value {
            case 0x410...0x44F: UInt8(scalar.value - 0x410 + 0xC0)
            case 0x401: 0xA8
            case 0x451: 0xB8
            default: UInt8(truncatingIfNeeded: scalar.value)
            }
        }
    }
}
