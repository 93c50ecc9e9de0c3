import CRM
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import REST

@Suite struct ItemMethodTests {
    @Test func `a lead is added, read, changed and deleted`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let id = try await client.call("crm.lead.add", [
            "fields": [
                "TITLE": "Насос ЦНС 60", "NAME": "Пётр", "OPPORTUNITY": "12500.5", "CURRENCY_ID": "EUR", "NOTHING": "x", "ID": 77,
                "PHONE": [["VALUE": "+7 916 123-45-67", "VALUE_TYPE": "MOBILE"]], "EMAIL": [["VALUE": "petr@example.ru"]],
            ]
        ]).result
        let number = try #require(id.int)
        #expect(number != 77)
        let lead = try await client.call("crm.lead.Get", ["ID": id]).result
        #expect(lead["ID"] == .string(String(number)))
        #expect(lead["TITLE"] == "Насос ЦНС 60")
        #expect(lead["OPPORTUNITY"] == "12500.50")
        #expect(lead["CURRENCY_ID"] == "EUR")
        #expect(lead["STATUS_ID"] == "NEW")
        #expect(lead["STATUS_SEMANTIC_ID"] == "P")
        #expect(lead["ASSIGNED_BY_ID"] == .string(String(world.people.administrator.rawValue)))
        #expect(lead["DATE_CREATE"] == "2026-11-20T17:40:00+03:00")
        #expect(lead["HAS_PHONE"] == "Y")
        #expect(lead["HAS_IMOL"] == "N")
        #expect(lead["LAST_NAME"] == .null)
        #expect(lead["PHONE"]?[0]?["VALUE_TYPE"] == "MOBILE")
        #expect(lead["PHONE"]?[0]?["ID"]?.string != "")

        #expect(try await client.call("crm.lead.update", ["id": .string(String(number)), "fields": ["COMMENTS": "Срочно"]]).result == true)
        #expect(try await client.call("crm.lead.get", ["id": id]).result["COMMENTS"] == "Срочно")
        #expect(try await client.call("crm.lead.delete", ["id": id]).result == true)
        let gone = try await client.refusal("crm.lead.get", ["id": id])
        #expect((gone.status, gone.error, gone.description) == (400, "", "Not found"))
    }

    @Test(arguments: [JSONValue.null, 0, "", "abc", -1, [1]])
    func `an id that is none is told`(id: JSONValue) async throws {
        let world = try await RESTWorld.make()
        let reply = try await world.administrator.refusal("crm.deal.get", ["id": id])
        #expect((reply.status, reply.error, reply.description) == (400, "", "ID is not defined or invalid."))
    }

    @Test func `phones are changed by their numbers, others stay`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let id = try await client.call("crm.contact.add", [
            "fields": ["NAME": "Анна", "PHONE": [["VALUE": "+7 916 000-00-01"], ["VALUE": "+7 916 000-00-02"], ["VALUE": "+7 916 000-00-03"]]]
        ]).result
        func phones() async throws -> [JSONValue] { try await client.call("crm.contact.get", ["id": id]).result["PHONE"]?.array ?? [] }
        let before = try await phones()
        let ids = before.compactMap { $0["ID"] }
        _ = try await client.call("crm.contact.update", [
            "id": id,
            "fields": [
                "PHONE": [
                    ["ID": ids[0], "VALUE": "+7 916 000-00-11", "VALUE_TYPE": "HOME"], ["ID": ids[1], "DELETE": "Y"], ["VALUE": "+7 916 000-00-04"],
                ]
            ],
        ])
        let after = try await phones()
        #expect(after.compactMap { $0["VALUE"]?.string } == ["+7 916 000-00-11", "+7 916 000-00-03", "+7 916 000-00-04"])
        #expect(after[0]["ID"] == ids[0])
        #expect(after[0]["VALUE_TYPE"] == "HOME")
        #expect(after[1]["ID"] == ids[2])
    }

    @Test func `a deal takes its pipeline and dates, and keeps its pipeline`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let id = try await client.call("crm.deal.add", ["fields": ["CATEGORY_ID": 1, "TITLE": "Отгрузка"]]).result
        let deal = try await client.call("crm.deal.get", ["id": id]).result
        #expect(deal["CATEGORY_ID"] == "1")
        #expect(deal["STAGE_ID"]?.string?.hasPrefix("C1:") == true)
        #expect(deal["BEGINDATE"] == "2026-11-20T00:00:00+03:00")
        #expect(deal["CLOSEDATE"] == "2026-11-27T00:00:00+03:00")
        #expect(deal["CLOSED"] == "N")
        #expect(deal["OPPORTUNITY"] == "0.00")
        _ = try await client.call("crm.deal.update", ["id": id, "fields": ["CATEGORY_ID": 0, "TITLE": "Ещё"]])
        #expect(try await client.call("crm.deal.get", ["id": id]).result["CATEGORY_ID"] == "1")
        let first = try await client.call("crm.deal.add", ["fields": [:]]).result
        #expect(try await client.call("crm.deal.get", ["id": first]).result["TITLE"]?.string?.contains(try #require(first.scalarText)) == true)
    }

    @Test func `lists come by fifty, in a stable order, with what was asked`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        for number in 1...60 {
            _ = try await client.call("crm.company.add", ["fields": ["TITLE": .string("ООО \(number % 2)"), "REVENUE": .int(Int64(number))]])
        }
        let first = try await client.call("crm.company.list", ["select": ["ID", "TITLE"], "order": ["TITLE": "DESC"]])
        #expect((first.total, first.next, first.result.array?.count) == (60, 50, 50))
        #expect(first.result[0]?.object?.keys == ["ID", "TITLE"])
        let second = try await client.call("crm.company.list", ["start": "50", "order": ["TITLE": "DESC"]])
        #expect((second.total, second.next, second.result.array?.count) == (60, nil, 10))
        let all = (first.result.elements + second.result.elements).compactMap { $0["ID"]?.string }
        #expect(Set(all).count == 60)
        let beyond = try await client.call("crm.company.list", ["start": 500])
        #expect(beyond.result == [] && beyond.next == nil)
        let uncounted = try await client.call("crm.company.list", ["start": -1, "filter": [">ID": 3], "order": ["ID": "ASC"]])
        #expect((uncounted.total, uncounted.next, uncounted.result[0]?["ID"]) == (0, nil, "4"))
        let rich = try await client.call("crm.company.list", ["filter": [">REVENUE": "57"], "select": ["REVENUE"]])
        #expect(rich.result.elements.compactMap { $0["REVENUE"]?.string } == ["58.00", "59.00", "60.00"])
    }

    @Test func `rights hold for programs too`() async throws {
        let world = try await RESTWorld.make()
        let id = try await world.administrator.call("crm.deal.add", ["fields": ["TITLE": "Чужая"]]).result
        let manager = try await world.client(of: world.people.manager)
        #expect(try await manager.refusal("crm.deal.get", ["id": id]).description == "Not found")
        #expect(try await manager.refusal("crm.deal.update", ["id": id, "fields": ["TITLE": "Моя"]]).description == "Not found")
        #expect(try await manager.call("crm.deal.list", ["filter": ["ID": id]]).result == [])
        let own = try await manager.call("crm.deal.add", ["fields": ["TITLE": "Своя"]]).result
        #expect(try await manager.call("crm.deal.list").result.elements.compactMap { $0["ID"]?.string } == [try #require(own.scalarText)])
    }

    @Test func `the newer methods speak camel case and numbers`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let added = try await client.call("crm.item.add", [
            "entityTypeId": 1, "fields": ["title": "Заявка", "opportunity": 100, "currencyId": "RUB", "fm": [["typeId": "PHONE", "valueType": "WORK", "value": "+7 495 1234567"]]],
        ]).result["item"]
        let item = try #require(added)
        let id = try #require(item["id"]?.int)
        #expect(item["title"] == "Заявка")
        #expect(item["stageId"] == "NEW")
        #expect(item["opportunity"] == 100)
        #expect(item["assignedById"] == .int(world.people.administrator.rawValue))
        #expect(item["createdTime"] == "2026-11-20T17:40:00+03:00")
        #expect(item["isManualOpportunity"] == "N")
        let entry = try #require(item["fm"]?[0]?["id"]?.int)
        let updated = try await client.call("crm.item.update", [
            "entityTypeId": "1", "id": .int(id),
            "fields": ["fm": .object(JSONObject.of(["\(entry)": ["typeId": "PHONE", "value": ""], "n0": ["typeId": "EMAIL", "valueType": "WORK", "value": "a@b.ru"]]))],
        ]).result["item"]
        #expect(updated?["fm"]?.elements.compactMap { $0["value"]?.string } == ["a@b.ru"])
        let list = try await client.call("crm.item.list", [
            "entityTypeId": 1, "filter": ["logic": "OR", "0": ["title": "Нет"], "1": [">=id": .int(id), "@stageId": ["NEW"]]], "order": ["ID": "desc"], "select": ["id", "title"],
        ])
        #expect(list.result["items"]?[0]?["id"] == .int(id))
        #expect(list.total == 1)
        let unknown = try await client.refusal("crm.item.list", ["entityTypeId": 1, "filter": ["nothing": 1]])
        #expect((unknown.status, unknown.error) == (400, "INVALID_ARG_VALUE"))
        #expect(try await client.refusal("crm.item.get", ["entityTypeId": 1, "id": 999]).error == "NOT_FOUND")
        #expect(try await client.refusal("crm.item.list", ["entityTypeId": 1040]).error == "NOT_FOUND")
        #expect(try await client.call("crm.item.delete", ["entityTypeId": 1, "id": .int(id)]).result == [])
        #expect(try await client.call("crm.item.fields", ["entityTypeId": 2]).result["fields"]?["assignedById"]?["upperName"] == "ASSIGNED_BY_ID")
    }

    @Test(arguments: [
        ("UF_CRM_3_DIGIT", "ufCrm3Digit"), ("UF_CRM_3_1747309727", "ufCrm3_1747309727"), ("UF_CRM_DIGIT10", "ufCrm_DIGIT10"),
        ("UF_CRM_3_DIGIT_10", "ufCrm_3_DIGIT_10"), ("UF_CRM_1747309879", "ufCrm_1747309879"), ("UF_CRM_REQUEST", "ufCrmRequest"),
    ])
    func `own fields have their camel case`(name: String, camel: String) { #expect(ModernNames.customName(name) == camel) }

    @Test func `every field is described as strict clients want it`() async throws {
        let world = try await RESTWorld.make()
        for entity in ["lead", "deal", "contact", "company"] {
            let fields = try await world.administrator.call("crm.\(entity).fields").result
            for (name, field) in try #require(fields.object) {
                for key in ["isRequired", "isReadOnly", "isImmutable", "isMultiple", "isDynamic"] { #expect(field[key]?.bool != nil, "\(name)") }
                #expect(field["type"]?.string?.isEmpty == false && field["title"]?.string?.isEmpty == false, "\(name)")
                if field["type"] == "crm_status" { #expect(field["statusType"] != nil, "\(name)") }
                if field["type"] == "enumeration" { #expect(field["items"]?[0]?["ID"] != nil, "\(name)") }
            }
        }
    }

    @Test func `the card tells which program changed what`() async throws {
        let world = try await RESTWorld.make()
        let id = try await world.administrator.call("crm.lead.add", ["fields": ["TITLE": "С сайта"]]).result
        let entries = try await world.portal.read { try TimelineStore.page(of: DocumentID(.lead, try #require(id.int)), in: $0) }
        #expect(entries.last?.actor == Actor(origin: .integration(title: "Сайт"), user: world.people.administrator))
    }

    @Test func `a file goes in as base64 and comes out by its own address, within rights`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let deal = try await client.call("crm.deal.add", [
            "fields": ["TITLE": "x", "UF_CRM_QUOTE_FILE": ["fileData": ["КП.txt", "0J/RgNC40LLQtdGC"]]]
        ]).result
        let file = try #require(try await client.call("crm.deal.get", ["id": deal]).result["UF_CRM_QUOTE_FILE"])
        let address = try #require(file["downloadUrl"]?.string)
        let bytes = try await client.send(.get, address, type: nil, "")
        #expect((bytes.status, bytes.text) == (200, "Привет"))
        let manager = try await world.client(of: world.people.manager)
        let refused = try await manager.get("download", query: "id=\(file["id"]?.int ?? 0)")
        #expect(refused.status == 400 && refused.description.hasPrefix("Not found"))
        _ = try await client.call("crm.deal.update", ["id": deal, "fields": ["UF_CRM_QUOTE_FILE": ["remove": "Y"]]])
        #expect(try await client.call("crm.deal.get", ["id": deal]).result["UF_CRM_QUOTE_FILE"] == .null)
    }
}
