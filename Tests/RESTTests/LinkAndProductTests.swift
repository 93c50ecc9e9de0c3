import Kernel
import TestSupport
import Testing

@testable import REST

@Suite struct LinkAndProductTests {
    @Test func `a deal's contacts are linked, the main one first`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        var contacts: [JSONValue] = []
        for name in ["Анна", "Борис", "Вера"] { contacts.append(try await client.call("crm.contact.add", ["fields": ["NAME": .string(name)]]).result) }
        let deal = try await client.call("crm.deal.add", ["fields": ["CONTACT_ID": contacts[0]]]).result
        func linked() async throws -> [JSONValue] { try await client.call("crm.deal.contact.items.get", ["id": deal]).result.elements }
        #expect(try await linked().map { $0["CONTACT_ID"] } == [contacts[0]])
        _ = try await client.call("crm.deal.contact.add", ["id": deal, "fields": ["CONTACT_ID": contacts[1], "IS_PRIMARY": "Y"]])
        _ = try await client.call("crm.deal.contact.add", ["id": deal, "fields": ["CONTACT_ID": contacts[2]]])
        #expect(try await linked().map { $0["CONTACT_ID"] } == [contacts[1], contacts[0], contacts[2]])
        #expect(try await linked().map { $0["IS_PRIMARY"] } == ["Y", "N", "N"])
        #expect(try await client.call("crm.deal.get", ["id": deal]).result["CONTACT_ID"] == .string(contacts[1].scalarText ?? ""))
        #expect(try await client.call("crm.deal.list", ["filter": ["CONTACT_IDS": contacts[2]]]).total == 1)
        #expect(try await client.call("crm.deal.contact.delete", ["id": deal, "fields": ["CONTACT_ID": contacts[1]]]).result == true)
        _ = try await client.call("crm.deal.contact.items.set", ["id": deal, "items": [["CONTACT_ID": contacts[2]], ["CONTACT_ID": contacts[1], "IS_PRIMARY": "Y"]]])
        #expect(try await linked().map { $0["CONTACT_ID"] } == [contacts[1], contacts[2]])
        _ = try await client.call("crm.deal.contact.items.delete", ["id": deal])
        #expect(try await linked().isEmpty)
        #expect(try await client.refusal("crm.deal.contact.add", ["id": deal, "fields": [:]]).description == "The parameter 'fields' is not valid.")
    }

    @Test func `the contacts of a company are those that name it`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let company = try await client.call("crm.company.add", ["fields": ["TITLE": "ООО Насос"]]).result
        let contact = try await client.call("crm.contact.add", ["fields": ["NAME": "Анна"]]).result
        _ = try await client.call("crm.company.contact.add", ["id": company, "fields": ["CONTACT_ID": contact]])
        #expect(try await client.call("crm.contact.company.items.get", ["id": contact]).result[0]?["COMPANY_ID"] == company)
        _ = try await client.call("crm.company.contact.items.delete", ["id": company])
        #expect(try await client.call("crm.contact.get", ["id": contact]).result["COMPANY_ID"] == .null)
    }

    @Test func `products make the sum of a deal`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result
        _ = try await client.call("crm.deal.productrows.set", [
            "id": deal,
            "rows": [
                ["PRODUCT_NAME": "Насос", "PRICE": "900.50", "QUANTITY": 2, "DISCOUNT_TYPE_ID": 1, "DISCOUNT_SUM": 99.5, "TAX_RATE": 20, "TAX_INCLUDED": "Y"],
                ["PRODUCT_NAME": "Доставка", "PRICE": 120, "QUANTITY": "1", "TAX_RATE": 20, "TAX_INCLUDED": "N"],
                ["PRODUCT_NAME": "Шланг", "PRICE": 90, "DISCOUNT_TYPE_ID": 2, "DISCOUNT_RATE": 10],
            ],
        ])
        let rows = try await client.call("crm.deal.productrows.get", ["id": deal]).result
        #expect(rows.elements.map { $0["PRICE"] } == [900.5, 120, 90])
        #expect(rows.elements.map { $0["PRICE_EXCLUSIVE"] } == [750.42, 100, 90])
        #expect(rows.elements.map { $0["PRICE_BRUTTO"] } == [1000, 120, 100])
        #expect(rows[2]?["DISCOUNT_RATE"] == 10)
        #expect(try await client.call("crm.deal.get", ["id": deal]).result["OPPORTUNITY"] == "2011.00")
        let modern = try await client.call("crm.item.productrow.list", ["filter": ["=ownerType": "D", "=ownerId": deal]]).result["productRows"]
        let older = try await client.call("crm.productrow.list", ["filter": ["OWNER_TYPE": "D", "OWNER_ID": deal], "order": ["PRICE": "desc"]])
        #expect(older.total == 3 && older.result.elements.map { $0["PRODUCT_NAME"] } == ["Насос", "Доставка", "Шланг"])
        let id = try #require(modern?[1]?["id"])
        _ = try await client.call("crm.item.productrow.update", ["id": id, "fields": ["quantity": 3]])
        #expect(try await client.call("crm.item.productrow.get", ["id": id]).result["productRow"]?["quantity"] == 3)
        #expect(try await client.call("crm.item.productrow.delete", ["id": id]).result == .null)
        let left = try await client.call("crm.deal.productrows.get", ["id": deal]).result
        #expect(left.elements.map { $0["ID"] } == [rows[0]?["ID"], rows[2]?["ID"]])
        let added = try await client.call("crm.item.productrow.add", ["fields": ["ownerType": "D", "ownerId": deal, "productName": "Кабель", "price": 10]]).result
        #expect(added["productRow"]?["ownerId"] == deal)
        #expect(try await client.refusal("crm.item.productrow.get", ["id": 999_999]).error == "NOT_FOUND")
        #expect(try await client.refusal("crm.deal.productrows.set", ["id": deal, "rows": "x"]).description == "Parameter 'rows' must be array.")
        #expect(try await client.refusal("crm.deal.productrows.set", ["id": deal, "rows": [["PRICE": "дорого"]]]).status == 400)
    }

    @Test func `duplicates are found however a phone is written, within rights`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let lead = try await client.call("crm.lead.add", ["fields": ["TITLE": "x", "PHONE": [["VALUE": "8 (916) 123-45-67"]]]]).result
        let found = try await client.call("crm.duplicate.findbycomm", ["type": "PHONE", "values": ["+79161234567"]]).result
        #expect(found == ["LEAD": [lead]])
        #expect(try await client.call("crm.duplicate.findbycomm", ["type": "EMAIL", "values": ["a@b.ru"]]).result == [])
        let manager = try await world.client(of: world.people.manager)
        #expect(try await manager.call("crm.duplicate.findbycomm", ["type": "PHONE", "values": ["+79161234567"]]).result == [])
        #expect(try await client.call("crm.lead.list", ["filter": ["PHONE": "+7 916 123-45-67"]]).total == 1)
    }

    @Test func `the history of stages is a list`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let lead = try await client.call("crm.lead.add", ["fields": ["TITLE": "x"]]).result
        let stages = try await client.call("crm.status.entity.items", ["entityId": "STATUS"]).result
        let second = try #require(stages[1]?["STATUS_ID"])
        _ = try await client.call("crm.lead.update", ["id": lead, "fields": ["STATUS_ID": second]])
        let history = try await client.call("crm.stagehistory.list", ["entityTypeId": 1, "filter": ["OWNER_ID": lead], "order": ["ID": "ASC"]])
        #expect(history.result["items"]?.elements.map { $0["STATUS_ID"] } == ["NEW", second])
        #expect(history.result["items"]?.elements.map { $0["TYPE_ID"] } == [1, 2])
        #expect(history.total == 2)
        let late = try await client.call("crm.stagehistory.list", ["entityTypeId": 1, "filter": [">CREATED_TIME": "2026-11-20T17:40:00+03:00"]])
        #expect(late.total == 0)
    }
}
