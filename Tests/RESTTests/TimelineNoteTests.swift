import CRM
import Kernel
import TestSupport
import Testing

@testable import REST

@Suite struct TimelineNoteTests {
    @Test func `a note stands on a comment, a message or an activity`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result
        let comment = try await client.call("crm.timeline.comment.add", ["fields": ["ENTITY_ID": deal, "ENTITY_TYPE": "deal", "COMMENT": "x"]]).result
        let todo = try await client.call("crm.activity.todo.add", ["ownerTypeId": 2, "ownerId": deal, "deadline": "2026-11-23T12:00:00+03:00"]).result["id"]!
        for (type, id) in [(1, comment), (2, todo)] as [(JSONValue, JSONValue)] {
            let place: JSONValue = ["ownerTypeId": 2, "ownerId": deal, "itemType": type, "itemId": id]
            func with(_ text: String) -> JSONValue { .object(JSONObject(place.object!.members + [.init("text", .string(text))])) }
            #expect(try await client.refusal("crm.timeline.note.get", place).error == "NOT_FOUND")
            #expect(try await client.call("crm.timeline.note.save", with("Проверить")).result == true)
            #expect(try await client.call("crm.timeline.note.save", with("Проверить счёт")).result == true)
            let note = try await client.call("crm.timeline.note.get", place).result
            #expect(note["text"] == "Проверить счёт" && note["createdById"] == .int(world.people.administrator.rawValue))
            #expect(note["updatedTime"] == "2026-11-20T17:40:00+03:00")
            #expect(try await client.refusal("crm.timeline.note.save", with(" ")).status == 400)
            let stranger = try await world.client(of: world.people.clerk)
            #expect(try await stranger.refusal("crm.timeline.note.get", place).error == "OWNER_NOT_FOUND")
            if type == 1 {
                #expect(try await client.call("crm.timeline.note.delete", place).result == true)
                #expect(try await client.refusal("crm.timeline.note.delete", place).error == "NOT_FOUND")
            }
        }
        _ = try await client.call("crm.activity.delete", ["id": todo])
        let left = try await world.portal.read { try TimelineNote.of([.activity(ActivityID(try #require(todo.int)))], in: $0) }
        #expect(left.isEmpty)
    }

    @Test func `a comment stands in the history of several items, of one at least`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result
        let contact = try await client.call("crm.contact.add", ["fields": ["NAME": "Анна"]]).result
        let id = try await client.call("crm.timeline.comment.add", ["fields": ["ENTITY_ID": deal, "ENTITY_TYPE": "deal", "COMMENT": "Ждём"]]).result
        let toContact: JSONValue = ["fields": ["OWNER_ID": id, "ENTITY_ID": contact, "ENTITY_TYPE": "contact"]]
        #expect(try await client.call("crm.timeline.bindings.bind", toContact).result == true)
        #expect(try await client.call("crm.timeline.bindings.bind", toContact).result == true)
        #expect(try await client.call("crm.timeline.bindings.list", ["filter": ["OWNER_ID": id]]).total == 2)
        let contactID = DocumentID(.contact, try #require(contact.int))
        func lines() async throws -> [TimelineEntry] {
            try await world.portal.read { try TimelineStore.page(of: contactID, in: $0).filter { $0.line.kind == "comment" } }
        }
        #expect(try await lines().map(\.actor.user) == [world.people.administrator])
        let other: JSONValue = ["filter": ["ENTITY_ID": contact, "ENTITY_TYPE": "contact"]]
        #expect(try await client.call("crm.timeline.comment.list", other).total == 1)
        #expect(try await client.call("crm.timeline.bindings.unbind", toContact).result == true)
        #expect(try await lines().isEmpty)
        let last = try await client.refusal("crm.timeline.bindings.unbind", ["fields": ["OWNER_ID": id, "ENTITY_ID": deal, "ENTITY_TYPE": "deal"]])
        #expect(last.status == 400 && !last.description.isEmpty)
    }

    @Test func `an activity moves to another item of its kind and takes a colour`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let first = try await client.call("crm.deal.add", ["fields": ["TITLE": "А"]]).result
        let second = try await client.call("crm.deal.add", ["fields": ["TITLE": "Б"]]).result
        let id = try await client.call("crm.activity.todo.add", [
            "ownerTypeId": 2, "ownerId": first, "deadline": "2026-11-23T12:00:00+03:00", "colorId": "2",
        ]).result["id"]!
        func color() async throws -> ActivityColor? {
            try await world.portal.read { try Activity.find(ActivityID(try #require(id.int)), in: $0).color }
        }
        #expect(try await color() == .green)
        let move: JSONValue = ["activityId": id, "sourceEntityTypeId": 2, "sourceEntityId": first, "targetEntityTypeId": 2, "targetEntityId": second]
        #expect(try await client.call("crm.activity.binding.move", move).result == true)
        #expect(try await client.call("crm.activity.binding.list", ["activityId": id]).result == [["entityTypeId": 2, "entityId": second]])
        #expect(try await client.refusal("crm.activity.binding.move", move).error == "BINDING_NOT_FOUND")
        let place: [JSONObject.Member] = [.init("id", id), .init("ownerTypeId", 2), .init("ownerId", second)]
        func paint(_ color: JSONValue) -> JSONValue { .object(JSONObject(place + [.init("colorId", color)])) }
        #expect(try await client.call("crm.activity.todo.updateColor", paint("5")).result == ["id": id])
        #expect(try await color() == .red)
        #expect(try await client.refusal("crm.activity.todo.updateColor", paint("green")).error == "CAN_NOT_UPDATE_WRONG_COLOR_TODO")
        #expect(try await client.call("crm.activity.todo.updateColor", paint("default")).result == ["id": id])
        #expect(try await color() == nil)
        _ = try await client.call("crm.activity.update", ["id": id, "fields": ["COMPLETED": "Y"]])
        #expect(try await client.refusal("crm.activity.todo.updateColor", paint("1")).error == "CAN_NOT_UPDATE_COLOR_COMPLETED_TODO")
    }
}
