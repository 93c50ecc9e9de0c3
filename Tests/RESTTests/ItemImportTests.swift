import CRM
import Kernel
import Storage
import TestSupport
import Testing

@testable import REST

@Suite struct ItemImportTests {
    @Test func `an item comes in with its own date and author, and no robot starts`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let id = try #require(
            try await client.call("crm.item.import", [
                "entityTypeId": 2,
                "fields": [
                    "title": "Старая сделка", "createdTime": "2024-03-01T10:00:00+03:00", "createdBy": .int(world.people.manager.rawValue), "opportunity": 500,
                ],
            ]).result["item"]?["id"])
        let item = try await client.call("crm.item.get", ["entityTypeId": 2, "id": id]).result["item"]
        #expect(item?["title"] == "Старая сделка" && item?["createdTime"] == "2024-03-01T10:00:00+03:00")
        #expect(item?["createdBy"] == .int(world.people.manager.rawValue) && item?["opportunity"] == 500)
        let runs = try await world.portal.read { try $0.count("select count(*) from automation_runs where item = $1", [DocumentID(.deal, try #require(id.int))]) }
        #expect(runs == 0)
    }

    @Test func `of several items each is brought in or says what is wrong with it`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let reply = try await client.call("crm.item.batchImport", [
            "entityTypeId": 1, "data": [["title": "А"], ["title": "Б", "createdTime": "вчера"], ["title": "В", "createdBy": 9_999], ["title": "Г"]],
        ])
        let items = try #require(reply.result["items"]?.elements)
        #expect(items.map { $0["item"]?["id"]?.int != nil } == [true, false, false, true])
        #expect(items[1]["error"] == "CRM_FIELD_ERROR_VALUE_NOT_VALID")
        let many = JSONValue.array(Array(repeating: ["title": "x"], count: 21))
        #expect(try await client.refusal("crm.item.batchImport", ["entityTypeId": 1, "data": many]).error == "MAX_IMPORT_BATCH_SIZE_EXCEEDED")
    }
}
