import CRM
import Kernel
import Storage
import TestSupport
import Testing

@testable import REST

@Suite struct FurtherEventTests {
    /// What went to a subscriber of these events.
    private func told(_ names: [String], in world: RESTWorld, _ body: (Client) async throws -> Void) async throws -> [JSONValue] {
        for name in names { _ = try await world.administrator.call("event.bind", ["event": .string(name), "event_type": "offline"]) }
        try await body(world.administrator)
        let waiting = try await world.administrator.call("event.offline.get").result["events"]
        return waiting?.elements.map { ["event": $0["EVENT_NAME"] ?? .null, "data": $0["EVENT_DATA"] ?? .null] } ?? []
    }

    @Test func `products and sections are told of`() async throws {
        let world = try await RESTWorld.make()
        let names = ["ADD", "UPDATE", "DELETE"].flatMap { ["ONCRMPRODUCT\($0)", "ONCRMPRODUCTSECTION\($0)"] }
        let events = try await told(names, in: world) { client in
            let section = try await client.call("crm.productsection.add", ["fields": ["NAME": "Вода"]]).result
            let product = try await client.call("crm.product.add", ["fields": ["NAME": "Насос", "SECTION_ID": section]]).result
            let other = try await client.call("crm.product.add", ["fields": ["NAME": "Шланг"]]).result
            _ = try await client.call("crm.product.update", ["id": product, "fields": ["PRICE": 5]])
            _ = try await client.call("crm.product.delete", ["id": other])
            _ = try await client.call("crm.productsection.delete", ["id": section])
        }
        #expect(events == [
            ["event": "ONCRMPRODUCTSECTIONADD", "data": ["FIELDS": ["ID": 1]]], ["event": "ONCRMPRODUCTADD", "data": ["FIELDS": ["ID": 1]]],
            ["event": "ONCRMPRODUCTADD", "data": ["FIELDS": ["ID": 2]]], ["event": "ONCRMPRODUCTUPDATE", "data": ["FIELDS": ["ID": 1]]],
            ["event": "ONCRMPRODUCTDELETE", "data": ["FIELDS": ["ID": 2]]], ["event": "ONCRMPRODUCTSECTIONDELETE", "data": ["FIELDS": ["ID": 1]]],
        ])
    }

    @Test func `what has no card is told to an address as well`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        _ = try await client.call("event.bind", ["event": "ONCRMPRODUCTADD", "handler": "http://127.0.0.1:9/x"])
        for name in ["Насос", "Шланг"] { _ = try await client.call("crm.product.add", ["fields": ["NAME": .string(name)]]) }
        let told = try await world.portal.read { reader in
            try reader.query("select payload from automation_outbox where connector = 'rest_event' order by id") {
                EventNotice(json: try JSONValue(parsing: $0.text(0))).data.text
            }
        }
        #expect(told == ["{\"FIELDS\":{\"ID\":1}}", "{\"FIELDS\":{\"ID\":2}}"])
    }

    @Test func `own fields are told of with entity and name`() async throws {
        let world = try await RESTWorld.make()
        let events = try await told(["ONCRMDEALUSERFIELDADD", "ONCRMDEALUSERFIELDUPDATE", "ONCRMDEALUSERFIELDDELETE"], in: world) { client in
            let id = try await client.call("crm.deal.userfield.add", ["fields": ["FIELD_NAME": "MASS", "USER_TYPE_ID": "integer", "EDIT_FORM_LABEL": "Масса"]]).result
            _ = try await client.call("crm.deal.userfield.update", ["id": id, "fields": ["EDIT_FORM_LABEL": "Вес"]])
            _ = try await client.call("crm.deal.userfield.delete", ["id": id])
        }
        let fields = events.map { $0["data"]?["FIELDS"] }
        #expect(events.map { $0["event"] } == ["ONCRMDEALUSERFIELDADD", "ONCRMDEALUSERFIELDUPDATE", "ONCRMDEALUSERFIELDDELETE"])
        #expect(fields.allSatisfy { $0?["ENTITY_ID"] == "CRM_DEAL" && $0?["FIELD_NAME"] == "UF_CRM_MASS" && $0?["ID"]?.int ?? 0 > 0 })
    }

    @Test func `a deal that goes to another pipeline is told of by two names`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let category = try await client.call("crm.category.add", ["entityTypeId": 2, "fields": ["name": "Сервис"]]).result["category"]?["id"]
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "x"]]).result
        let events = try await told(["ONCRMDEALMOVETOCATEGORY"], in: world) { client in
            _ = try await client.call("crm.deal.update", ["id": deal, "fields": ["TITLE": "y"]])
            _ = try await client.call("crm.item.update", ["entityTypeId": 2, "id": deal, "fields": ["categoryId": category!]])
        }
        #expect(events.count == 1 && events[0]["data"]?["FIELDS"]?["ID"] == deal && events[0]["data"]?["FIELDS"]?["CATEGORY_ID"] == category)
        #expect(events[0]["data"]?["FIELDS"]?["STAGE_ID"]?.string?.isEmpty == false)
    }

    @Test func `tasks without items and comments on tasks are told of too, each for itself`() async throws {
        let world = try await RESTWorld.make()
        let names = ["ADD", "UPDATE", "DELETE"].flatMap { ["ONTASK\($0)", "ONTASKCOMMENT\($0)", "ONCRMTIMELINECOMMENT\($0)"] }
        let me = JSONValue.int(world.people.administrator.rawValue)
        let events = try await told(names, in: world) { client in
            let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result
            let free = try await client.call("tasks.task.add", ["fields": ["TITLE": "Своя", "RESPONSIBLE_ID": me]]).result["task"]!["id"]!
            for title in ["А", "Б"] {
                _ = try await client.call("tasks.task.add", [
                    "fields": ["TITLE": .string(title), "RESPONSIBLE_ID": me, "UF_CRM_TASK": [.string("D_\(deal.scalarText!)")]]
                ])
            }
            _ = try await client.call("tasks.task.update", ["taskId": free, "fields": ["TITLE": "Своя ещё"]])
            let comment = try await client.call("task.commentitem.add", [free, ["POST_MESSAGE": "Раз"]]).result
            _ = try await client.call("task.commentitem.update", [free, comment, ["POST_MESSAGE": "Два"]])
            _ = try await client.call("task.commentitem.delete", [free, comment])
            let note = try await client.call("crm.timeline.comment.add", ["fields": ["ENTITY_ID": deal, "ENTITY_TYPE": "deal", "COMMENT": "x"]]).result
            _ = try await client.call("crm.timeline.comment.update", ["id": note, "fields": ["COMMENT": "y"]])
            _ = try await client.call("tasks.task.delete", ["taskId": free])
        }
        #expect(events.map { $0["event"]?.string } == [
            "ONTASKADD", "ONTASKADD", "ONTASKADD", "ONTASKUPDATE", "ONTASKCOMMENTADD", "ONTASKCOMMENTUPDATE", "ONTASKCOMMENTDELETE",
            "ONCRMTIMELINECOMMENTADD", "ONCRMTIMELINECOMMENTUPDATE", "ONTASKDELETE",
        ])
        #expect(events[0]["data"]?["FIELDS_AFTER"] == ["ID": 1] && events[1]["data"]?["FIELDS_AFTER"] == ["ID": 2])
        #expect(events[4]["data"]?["FIELDS_AFTER"] == ["ID": 1, "TASK_ID": 1] && events[4]["data"]?["FIELDS_BEFORE"] == "undefined")
        #expect(events[6]["data"]?["FIELDS_AFTER"] == ["ID": 1, "TASK_ID": 1, "ACTION": "DEL"])
        #expect(events[9]["data"]?["FIELDS_BEFORE"] == ["ID": 1] && events[9]["data"]?["FIELDS_AFTER"] == "undefined")
    }
}
