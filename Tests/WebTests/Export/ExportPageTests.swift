import CRM
import HTTPTypes
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct ExportPageTests {
    private func lead(_ world: WebWorld, _ title: String, _ responsible: UserID) async throws {
        let items = world.services.items
        try await world.services.portal.perform(as: .system) { command in
            _ = try items.create(ItemDraft(.lead, [.title: .string(title), .phone: .list([.string("+7 916 111-22-33")])], responsible: responsible), command)
        }
    }

    @Test func `a list comes as CSV with its filter, its order and guarded formulas`() async throws {
        let world = try await WebWorld.make()
        for title in ["Насос Б", "=cmd()", "Насос А"] { try await lead(world, title, world.people.manager) }
        let browser = try await world.browser(of: world.people.administrator)

        let all = try await browser.get("/leads/export?view=list&format=csv&sort=TITLE&c=PHONE")
        #expect(all.headers[.contentType] == "text/csv; charset=utf-8")
        #expect(all.headers[.contentDisposition]?.contains("attachment; filename=\"leads-") == true)
        let lines = all.text.split(separator: "\r\n").map(String.init)
        #expect(lines.count == 4 && lines[0].hasSuffix("Название;Телефон"))
        #expect(lines[1...] == ["'=cmd();+7 916 111-22-33", "Насос А;+7 916 111-22-33", "Насос Б;+7 916 111-22-33"])

        let found = try await browser.get("/leads/export?view=list&format=csv&q=%D0%BD%D0%B0%D1%81%D0%BE%D1%81&columns=all")
        #expect(found.text.split(separator: "\r\n").count == 3 && found.text.contains("Ответственный"))
    }

    @Test func `a workbook is offered on every list and sent`() async throws {
        let world = try await WebWorld.make()
        try await lead(world, "Насос", world.people.manager)
        let browser = try await world.browser(of: world.people.administrator)
        for section in ["leads", "deals", "contacts", "companies", "tasks", "products"] {
            let page = try await browser.get("/\(section)?view=list")
            #expect(page.shows("/\(section)/export?"), "\(section)")
            let book = try await browser.get("/\(section)/export?view=list&format=xlsx")
            #expect(book.status == 200 && book.text.hasPrefix("PK"), "\(section)")
        }
    }

    @Test func `who may not export is refused and not offered to`() async throws {
        let world = try await WebWorld.make()
        let lawyer = try await world.browser(of: world.people.lawyer)
        #expect(try await lawyer.get("/leads/export?format=csv").status == 403)
        #expect(try await lawyer.get("/leads?view=list").count("/leads/export") == 0)
    }
}
