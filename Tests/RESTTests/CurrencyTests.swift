import CRM
import Kernel
import Robots
import TestSupport
import Testing

@testable import REST

@Suite struct CurrencyTests {
    @Test func `a currency is added with its rate, changed and deleted, the base one is not`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let first = try await client.call("crm.currency.list")
        #expect(first.result.elements.map { $0["CURRENCY"] } == ["RUB", "USD", "EUR", "CNY", "KZT"] && first.total == 5)
        #expect(first.result[0]?["BASE"] == "Y" && first.result[0]?["AMOUNT"] == "1.0000" && first.result[1]?["AMOUNT"] == "0.0000")
        #expect(try await client.call("crm.currency.base.get").result == "RUB")
        let added = try await client.call("crm.currency.add", [
            "fields": ["CURRENCY": "aed", "AMOUNT_CNT": 10, "AMOUNT": "218.75", "SORT": 50, "LANG": ["ru": ["FULL_NAME": "Дирхам ОАЭ"]]]
        ])
        #expect(added.result == "AED")
        let read = try await client.call("crm.currency.get", ["id": "AED"]).result
        #expect(read["AMOUNT"] == "218.7500" && read["AMOUNT_CNT"] == "10" && read["FULL_NAME"] == "Дирхам ОАЭ" && read["LANG"]?["ru"]?["FULL_NAME"] == "Дирхам ОАЭ")
        #expect(read["DATE_UPDATE"] == "2026-11-20T17:40:00+03:00")
        #expect(try await client.call("crm.currency.update", ["id": "USD", "fields": ["AMOUNT": 92.5]]).result == true)
        #expect(try await client.call("crm.currency.list", ["order": ["AMOUNT": "desc"]]).result[1]?["CURRENCY"] == "USD")
        // A deal can be in it, and people are offered it.
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "x", "OPPORTUNITY": 100, "CURRENCY_ID": "AED"]]).result
        #expect(try await client.call("crm.deal.get", ["id": deal]).result["CURRENCY_ID"] == "AED")
        let offered = try await world.portal.read { try world.company.assembly.items.catalog.catalog(in: $0).currencies.map(\.code) }
        #expect(offered == ["AED", "RUB", "USD", "EUR", "CNY", "KZT"])
        #expect(try await client.call("crm.currency.delete", ["id": "AED"]).result == true)
        #expect(try await client.call("crm.deal.get", ["id": deal]).result["CURRENCY_ID"] == "AED")
        #expect(try await client.refusal("crm.currency.delete", ["id": "RUB"]).status == 400)
        for fields in [["CURRENCY": "US"], ["CURRENCY": "USD"], ["CURRENCY": "GBP", "AMOUNT": "много"], ["CURRENCY": "GBP", "AMOUNT_CNT": 0]] as [JSONValue] {
            #expect(try await client.refusal("crm.currency.add", ["fields": fields]).status == 400, "\(fields.text)")
        }
        let manager = try await world.client(of: world.people.manager)
        #expect(try await manager.refusal("crm.currency.update", ["id": "USD", "fields": ["AMOUNT": 1]]).description.hasPrefix("Access denied"))
    }
}
