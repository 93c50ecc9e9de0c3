import CRM
import Kernel
import TestSupport
import Testing

@testable import REST

@Suite struct TimelineMethodTests {
    @Test func `a comment is added with files, read, changed and deleted`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result
        let id = try await client.call("crm.timeline.comment.add", [
            "fields": [
                "ENTITY_ID": deal, "ENTITY_TYPE": "deal", "COMMENT": "Ждём счёт",
                "FILES": [["счёт.txt", "0KHRh9GR0YI="], ["акт.txt", "0JDQutGC"]],
            ]
        ]).result
        #expect(id.int != nil)
        let comment = try await client.call("crm.timeline.comment.get", ["id": id]).result
        #expect(comment["ID"] == .string(try #require(id.scalarText)))
        #expect(comment["ENTITY_ID"] == .string(try #require(deal.scalarText)))
        #expect(comment["ENTITY_TYPE"] == "deal")
        #expect(comment["CREATED"] == "2026-11-20T17:40:00+03:00")
        #expect(comment["COMMENT"] == "Ждём счёт")
        #expect(comment["AUTHOR_ID"] == .string(String(world.people.administrator.rawValue)))
        let files = try #require(comment["FILES"]?.object)
        #expect(files.members.compactMap { $0.value["name"]?.string } == ["счёт.txt", "акт.txt"])
        #expect(files.members[0].key == files.members[0].value["id"]?.scalarText)
        #expect(files.members[0].value["size"] == 8)

        let kept = try #require(files.members[1].value["id"])
        let changed = try await client.call("crm.timeline.comment.update", [
            "id": id, "fields": ["COMMENT": "Счёт пришёл", "FILES": [kept, ["новый.txt", "MQ=="]]],
        ])
        #expect(changed.result == id)
        let after = try await client.call("crm.timeline.comment.get", ["id": id]).result
        #expect(after["COMMENT"] == "Счёт пришёл")
        #expect(after["FILES"]?.object?.members.compactMap { $0.value["name"]?.string } == ["акт.txt", "новый.txt"])
        let deleted = try await client.call("crm.timeline.comment.delete", ["id": id, "ownerTypeId": 2, "ownerId": deal])
        #expect(deleted.result == .null && deleted.json["result"] != nil)
        #expect(try await client.refusal("crm.timeline.comment.get", ["id": id]).error == "NOT_FOUND")
    }

    @Test func `comments of an item come in pages, sorted and filtered`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result
        var ids: [JSONValue] = []
        for number in 1...53 {
            ids.append(try await client.call("crm.timeline.comment.add", [
                "fields": ["ENTITY_ID": deal, "ENTITY_TYPE": "DEAL", "COMMENT": .string("№\(number)")]
            ]).result)
        }
        let filter: JSONValue = ["ENTITY_ID": deal, "ENTITY_TYPE": "deal"]
        let first = try await client.call("crm.timeline.comment.list", ["filter": filter, "order": ["ID": "DESC"], "select": ["COMMENT"]])
        #expect((first.total, first.next, first.result.array?.count) == (53, 50, 50))
        #expect(first.result[0]?.object?.keys == ["ID", "COMMENT"])
        #expect(first.result[0]?["COMMENT"] == "№53")
        let rest = try await client.call("crm.timeline.comment.list", [
            "filter": ["ENTITY_ID": deal, "ENTITY_TYPE": "deal", ">ID": ids[51]]
        ])
        #expect(rest.result.array?.compactMap { $0["COMMENT"] } == ["№53"])
        #expect(try await client.refusal("crm.timeline.comment.list", ["filter": ["ENTITY_TYPE": "deal"]]).error == "OWNER_NOT_FOUND")
    }

    @Test func `a message and a comment can be pinned by number`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let lead = try await client.call("crm.lead.add", ["fields": ["TITLE": "С сайта"]]).result
        let added = try await client.call("crm.timeline.logmessage.add", [
            "fields": ["entityTypeId": 1, "entityId": lead, "title": "Склад", "text": "Есть 12 штук", "iconCode": "info"]
        ]).result
        let message = try #require(added["logMessage"]?["id"])
        #expect(added["logMessage"]?["created"] == "2026-11-20T17:40:00+03:00")
        #expect(added["logMessage"]?["authorId"] == .int(world.people.administrator.rawValue))
        #expect(try await client.call("crm.timeline.logmessage.get", ["id": message]).result == added)
        let list = try await client.call("crm.timeline.logmessage.list", ["entityTypeId": 1, "entityId": lead])
        #expect(list.total == 1 && list.result[0] == added["logMessage"])
        let comment = try await client.call("crm.timeline.comment.add", [
            "fields": ["ENTITY_ID": lead, "ENTITY_TYPE": "lead", "COMMENT": "Важно"]
        ]).result
        #expect(comment != message)
        let bindings = try await client.call("crm.timeline.bindings.list", ["filter": ["OWNER_ID": comment]])
        #expect(bindings.result == [["OWNER_ID": .string(comment.scalarText ?? ""), "ENTITY_ID": .string(lead.scalarText ?? ""), "ENTITY_TYPE": "lead"]])

        let document = DocumentID(.lead, try #require(lead.int))
        func pinned() async throws -> [String] {
            try await world.portal.read { try TimelineStore.pinned(of: document, in: $0) }.map(\.line.kind).sorted()
        }
        for id in [message, comment] { _ = try await client.call("crm.timeline.item.pin", ["id": id, "ownerTypeId": 1, "ownerId": lead]) }
        #expect(try await pinned() == ["comment", "log_message"])
        _ = try await client.call("crm.timeline.item.unpin", ["id": comment, "ownerTypeId": 1, "ownerId": lead])
        #expect(try await pinned() == ["log_message"])
        #expect(try await client.refusal("crm.timeline.item.pin", ["id": 999_999, "ownerTypeId": 1, "ownerId": lead]).error == "NOT_FOUND")
        #expect(try await client.call("crm.timeline.logmessage.delete", ["id": message]).result == true)
        #expect(try await client.refusal("crm.timeline.logmessage.get", ["id": message]).error == "NOT_FOUND")
        #expect(try await pinned().isEmpty)
    }

    @Test func `a program writes nothing where its person may not`() async throws {
        let world = try await RESTWorld.make()
        let client = try await world.client(of: world.people.clerk)
        let lead = try await world.administrator.call("crm.lead.add", ["fields": ["TITLE": "Чужой"]]).result
        let visible = try await client.post("crm.lead.get", ["id": lead]).status == 200
        let expected = visible ? "ACCESS_DENIED" : "OWNER_NOT_FOUND"
        let comment = try await client.refusal("crm.timeline.comment.add", [
            "fields": ["ENTITY_ID": lead, "ENTITY_TYPE": "lead", "COMMENT": "Я тут был"]
        ])
        #expect(comment.error == expected)
        let message = try await client.refusal("crm.timeline.logmessage.add", [
            "fields": ["entityTypeId": 1, "entityId": lead, "title": "x", "text": "y", "iconCode": "info"]
        ])
        #expect(message.error == expected)
        let own = try await world.administrator.call("crm.timeline.comment.add", [
            "fields": ["ENTITY_ID": lead, "ENTITY_TYPE": "lead", "COMMENT": "Моё"]
        ]).result
        #expect(try await client.post("crm.timeline.comment.update", ["id": own, "fields": ["COMMENT": "Чужое"]]).status != 200)
        #expect(try await client.post("crm.timeline.comment.delete", ["id": own]).status != 200)
        #expect(try await world.administrator.call("crm.timeline.comment.get", ["id": own]).result["COMMENT"] == "Моё")
    }
}
