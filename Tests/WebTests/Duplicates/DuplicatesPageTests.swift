import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct DuplicatesPageTests {
    @Test func `duplicates are listed with what contradicts, compared, merged and parted on the card`() async throws {
        let world = try await WebWorld.make()
        let one = try await world.contact("Анна", post: "директор", phone: "+7 495 111-22-33")
        let other = try await world.contact("Анна", post: "закупщик", phone: "84951112233")
        let deal = try await world.deal("Насосы", [.contacts: .list([.item(other)])])
        let browser = try await world.browser(of: world.people.administrator)

        let list = try await browser.get("/contacts/duplicates")
        #expect(list.shows("+74951112233") && list.shows("Нужно выбрать: Должность"))
        #expect(try await browser.get("/contacts?view=list").shows("/contacts/duplicates"))
        let comparison = try await browser.get("/contacts/merge?id=\(one.id)&id=\(other.id)&master=\(other.id)")
        #expect(comparison.count("name=\"f.POST\"") == 2 && comparison.count(" checked") == 0)
        let refused = try await browser.post("/contacts/merge", ["id": "\(one.id),\(other.id)"])
        #expect(refused.status == 422 && refused.shows("выберите в отмеченных строках"))
        let done = try await browser.post("/contacts/merge", ["id": "\(one.id),\(other.id)", "f.POST": "\(other.id)"])

        #expect(done.status == 303)
        #expect(try await world.company.item(deal).contact == one)
        #expect(try await world.company.item(one).value("POST") == .string("закупщик"))
        let card = try await browser.get("/contacts/\(one.id)/duplicates", asScript: true)
        #expect(card.shows("С этой карточкой объединено:"))
        #expect(try await browser.get("/contacts/\(other.id)/duplicates", asScript: true).shows("Объединено с карточкой"))
        let merge = try await world.company.portal.read { try $0.count("select max(id) from merges") }
        _ = try await browser.post("/contacts/merges/\(merge)/undo", ["id": "\(one.id)"])
        #expect(try await world.company.item(deal).contact == other)
        #expect(try await world.company.item(one).value("POST") == .string("директор"))
        #expect(try await browser.get("/contacts/\(one.id)/duplicates", asScript: true).shows("заведён ещё раз"))
    }

    @Test func `one press merges what does not contradict, and leaves the rest`() async throws {
        let world = try await WebWorld.make()
        for phone in ["+7 495 111-22-33", "+7 495 111-22-34"] {
            for _ in 1...2 { _ = try await world.contact("Анна", phone: phone) }
        }
        for post in ["директор", "закупщик"] { _ = try await world.contact("Пётр", post: post, phone: "+7 495 111-22-35") }
        let browser = try await world.browser(of: world.people.administrator)

        let answer = try await browser.post("/contacts/duplicates/merge", [:])

        #expect(answer.notice == "Объединено групп: 2, осталось решить: 1")
        let rest = try await browser.get("/contacts/duplicates")
        #expect(rest.count("<section class=\"card\">") == 1 && rest.shows("Пётр"))
    }

    @Test func `what differs is said once for everybody and can be taken back`() async throws {
        let world = try await WebWorld.make()
        let ids = [try await world.contact("Анна", phone: "+7 495 111-22-33"), try await world.contact("Пётр", phone: "+7 495 111-22-33")]
        let both = ids.map { String($0.id) }.joined(separator: ",")
        let browser = try await world.browser(of: world.people.manager)

        _ = try await browser.post("/contacts/duplicates/distinct", ["id": both])

        let colleague = try await world.browser(of: world.people.administrator)
        let page = try await colleague.get("/contacts/duplicates")
        #expect(page.shows("Дубликатов нет") && page.shows("Отмечены как разные"))
        #expect(try await !colleague.get("/contacts/\(ids[0].id)/duplicates", asScript: true).shows("заведён ещё раз"))
        _ = try await colleague.post("/contacts/duplicates/similar", ["id": both])
        #expect(try await colleague.get("/contacts/duplicates").shows("Сравнить и объединить"))
    }

    @Test func `a list merges what was ticked, deals too`() async throws {
        let world = try await WebWorld.make()
        let ids = [try await world.deal("Насосы"), try await world.deal("Насосы ещё раз")]
        let browser = try await world.browser(of: world.people.administrator)
        let both = ids.map { String($0.id) }.joined(separator: ",")

        let answer = try await browser.post("/deals/bulk", ["action": "merge", "id": String(ids[0].id)])
        let page = try await browser.get("/deals/merge?id=\(both)")

        #expect(answer.status == 303)
        #expect(page.status == 200 && page.shows("Насосы ещё раз") && page.shows("Останется"))
        #expect(try await browser.get("/deals/merge?id=\(ids[0].id)").status == 422)
        #expect(try await browser.get("/deals/merge?id=\(ids[0].id),99999").status == 404)
    }

    @Test func `the page of duplicates takes as many queries with ten groups as with one`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        for _ in 1...2 { _ = try await world.contact("Анна", phone: "+7 495 111-22-00") }
        _ = try await browser.get("/contacts/duplicates")

        let few = try await QueryCounter.count { try await browser.get("/contacts/duplicates") }
        for number in 10...18 { for _ in 1...2 { _ = try await world.contact("Анна", phone: "+7 495 111-22-\(number)") } }
        let many = try await QueryCounter.count { try await browser.get("/contacts/duplicates") }

        #expect(many.result.count("<section class=\"card\">") == 10)
        #expect(few.statements.count == many.statements.count)
    }
}

extension WebWorld {
    fileprivate func contact(_ name: String, post: String? = nil, phone: String) async throws -> DocumentID {
        var values: [FieldCode: Value] = [.name: .string(name), .phone: .list([.string(phone)])]
        values["POST"] = post.map(Value.string)
        return try await item(.contact, values)
    }
}
