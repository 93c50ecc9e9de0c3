import Kernel
import TestSupport
import Testing

@testable import REST

@Suite struct DictionaryMethodTests {
    @Test func `stages are entries of a dictionary that can be changed`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let list = try await client.call("crm.status.list", ["filter": ["ENTITY_ID": "DEAL_STAGE_1"], "order": ["SORT": "ASC"]])
        #expect(list.total == list.result.elements.count && list.next == nil)
        let first = try #require(list.result[0])
        #expect(first["STATUS_ID"]?.string?.hasPrefix("C1:") == true)
        #expect(first["CATEGORY_ID"] == "1" && first["SYSTEM"] == "Y" && first["SEMANTICS"] == .null)
        #expect(list.result.elements.contains { $0["SEMANTICS"] == "S" && $0["EXTRA"]?["SEMANTICS"] == "success" })
        let id = try await client.call("crm.status.add", [
            "fields": ["ENTITY_ID": "DEAL_STAGE_1", "STATUS_ID": "CUSTOMS", "NAME": "Таможня", "COLOR": "#112233"]
        ]).result
        let added = try await client.call("crm.status.get", ["id": id]).result
        #expect(added["STATUS_ID"] == "C1:CUSTOMS" && added["NAME"] == "Таможня" && added["COLOR"] == "#112233")
        _ = try await client.call("crm.status.update", ["id": id, "fields": ["NAME": "На таможне", "SORT": 15]])
        let items = try await client.call("crm.status.entity.items", ["entityId": "DEAL_STAGE_1"]).result
        #expect(items[1]?["NAME"] == "На таможне")
        #expect(try await client.call("crm.status.delete", ["id": id]).result == true)
        #expect(try await client.refusal("crm.status.get", ["id": id]).description == "Status is not found.")
        let system = try #require(first["ID"])
        #expect(try await client.refusal("crm.status.delete", ["id": system]).description.contains("FORCED"))
        let manager = try await world.client(of: world.people.manager)
        #expect(try await manager.refusal("crm.status.add", ["fields": ["ENTITY_ID": "STATUS", "STATUS_ID": "X", "NAME": "X"]]).description.hasPrefix("Access denied"))
    }

    @Test func `sources are a dictionary too`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let id = try await client.call("crm.status.add", ["fields": ["ENTITY_ID": "SOURCE", "STATUS_ID": "AVITO", "NAME": "Авито"]]).result
        let lead = try await client.call("crm.lead.add", ["fields": ["TITLE": "x", "SOURCE_ID": "AVITO"]]).result
        #expect(try await client.call("crm.lead.get", ["id": lead]).result["SOURCE_ID"] == "AVITO")
        #expect(try await client.call("crm.status.get", ["id": id]).result["ENTITY_ID"] == "SOURCE")
        let types = try await client.call("crm.status.entity.types").result.elements
        #expect(types.contains { $0["ID"] == "STATUS" && $0["SEMANTIC_INFO"]?["START_FIELD"] == "NEW" })
    }

    @Test func `pipelines come and go by both families`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let added = try await client.call("crm.category.add", ["entityTypeId": 2, "fields": ["name": "Сервис"]]).result["category"]
        let id = try #require(added?["id"])
        #expect(added?["isDefault"] == "N")
        #expect(try await client.call("crm.dealcategory.get", ["id": id]).result["NAME"] == "Сервис")
        #expect(try await client.call("crm.dealcategory.status", ["id": id]).result == .string("DEAL_STAGE_\(id)"))
        _ = try await client.call("crm.category.update", ["entityTypeId": 2, "id": id, "fields": ["name": "Ремонт"]])
        #expect(try await client.call("crm.category.list", ["entityTypeId": 2]).result["categories"]?.elements.last?["name"] == "Ремонт")
        #expect(try await client.call("crm.category.delete", ["entityTypeId": 2, "id": id]).result == .null)
        #expect(try await client.refusal("crm.category.get", ["entityTypeId": 2, "id": id]).error == "NOT_FOUND")
        #expect(try await client.refusal("crm.category.list", ["entityTypeId": 1]).error == "ENTITY_TYPE_NOT_SUPPORTED")
        #expect(try await client.call("crm.dealcategory.default.get").result["ID"] == 0)
    }

    @Test func `own fields are made, filled and read back`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let id = try await client.call("crm.deal.userfield.add", [
            "fields": ["FIELD_NAME": "region", "USER_TYPE_ID": "enumeration", "EDIT_FORM_LABEL": ["ru": "Регион", "en": "Region"], "LIST": [["VALUE": "Урал"], ["VALUE": "Сибирь"]], "MULTIPLE": "Y"]
        ]).result
        let field = try await client.call("crm.deal.userfield.get", ["id": id]).result
        #expect(field["FIELD_NAME"] == "UF_CRM_REGION" && field["MULTIPLE"] == "Y" && field["EDIT_FORM_LABEL"]?["ru"] == "Регион")
        let options = try #require(field["LIST"]?.array)
        let deal = try await client.call("crm.deal.add", ["fields": ["UF_CRM_REGION": [options[1]["ID"] ?? nil]]]).result
        #expect(try await client.call("crm.deal.get", ["id": deal]).result["UF_CRM_REGION"] == [options[1]["ID"] ?? nil])
        #expect(try await client.call("crm.deal.list", ["filter": ["UF_CRM_REGION": options[1]["ID"] ?? nil]]).total == 1)
        _ = try await client.call("crm.deal.userfield.update", ["id": id, "fields": ["LIST": [["ID": options[0]["ID"] ?? nil, "DEL": "Y"], ["VALUE": "Поволжье"]]]])
        let changed = try await client.call("userfieldconfig.get", ["moduleId": "crm", "id": id]).result["field"]
        #expect(changed?["enum"]?.elements.compactMap { $0["value"]?.string } == ["Сибирь", "Поволжье"])
        #expect(try await client.call("crm.deal.userfield.delete", ["id": id]).result == true)
        #expect(try await client.refusal("crm.deal.userfield.get", ["id": id]).error == "ERROR_NOT_FOUND")
        #expect(try await client.refusal("crm.deal.userfield.add", ["fields": ["FIELD_NAME": "X"]]).error == "ERROR_CORE")
    }

    @Test func `people and departments are found by every habit of filters`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let all = try await client.call("user.get", ["FILTER": ["ACTIVE": true]])
        #expect(all.total == all.result.elements.count)
        #expect(all.result[0]?["ACTIVE"] == true && all.result[0]?["UF_DEPARTMENT"]?.array != nil)
        let manager = JSONValue.int(world.people.manager.rawValue)
        #expect(try await client.call("user.get", ["ID": manager]).result.elements.count == 1)
        #expect(try await client.call("user.get", ["filter": [">ID": manager], "sort": "ID", "order": "DESC"]).result.elements.first?["ID"] == all.result.elements.last?["ID"])
        let name = try await client.call("user.current").result["NAME"]?.string ?? ""
        #expect(try await client.call("user.search", ["FIND": .string(name)]).result.elements.count >= 1)
        let departments = try await client.call("department.get").result
        let head = try #require(departments.elements.first)
        let made = try await client.call("department.add", ["NAME": "Склад", "PARENT": head["ID"] ?? nil]).result
        #expect(try await client.call("department.get", ["ID": made]).result[0]?["PARENT"] == head["ID"])
        #expect(try await client.call("department.delete", ["ID": made]).result == true)
        let clerk = try await world.client(of: world.people.clerk)
        #expect(try await clerk.refusal("department.add", ["NAME": "Мой"]).description.hasPrefix("Access denied"))
        #expect(try await client.call("user.access", ["ACCESS": ["AU"]]).result == true)
    }
}
