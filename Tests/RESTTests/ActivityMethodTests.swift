import CRM
import Kernel
import TestSupport
import Testing

@testable import REST

@Suite struct ActivityMethodTests {
    @Test func `an activity is planned, read, changed, done and deleted`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result
        let manager = JSONValue.int(world.people.manager.rawValue)
        let id = try await client.call("crm.activity.add", [
            "fields": [
                "OWNER_TYPE_ID": 2, "OWNER_ID": deal, "TYPE_ID": 2, "SUBJECT": "Обсудить счёт", "RESPONSIBLE_ID": manager, "DIRECTION": 2,
                "START_TIME": "2026-11-23T12:00:00+03:00", "END_TIME": "2026-11-23T12:30:00+03:00", "PRIORITY": "3", "NOTIFY_TYPE": 2,
                "NOTIFY_VALUE": 1, "COMMUNICATIONS": [["VALUE": "8 916 123-45-67", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3]],
            ]
        ]).result
        #expect(id.int != nil)
        let activity = try await client.call("crm.activity.get", ["id": id]).result
        for (name, value) in [
            ("ID", id.scalarText ?? ""), ("OWNER_ID", deal.scalarText ?? ""), ("OWNER_TYPE_ID", "2"), ("TYPE_ID", "2"),
            ("PROVIDER_ID", "VOXIMPLANT_CALL"), ("SUBJECT", "Обсудить счёт"), ("START_TIME", "2026-11-23T12:00:00+03:00"),
            ("END_TIME", "2026-11-23T12:30:00+03:00"), ("DEADLINE", "2026-11-23T12:00:00+03:00"), ("COMPLETED", "N"), ("STATUS", "1"),
            ("RESPONSIBLE_ID", manager.scalarText ?? ""), ("PRIORITY", "3"), ("NOTIFY_TYPE", "2"), ("NOTIFY_VALUE", "1"), ("DIRECTION", "2"),
            ("CREATED", "2026-11-20T17:40:00+03:00"),
        ] { #expect(activity[name] == .string(value), "\(name): \(activity[name]?.text ?? "none")") }
        #expect(activity["COMMUNICATIONS"]?[0]?["VALUE"] == "+79161234567")
        #expect(activity["RESULT_SUM"] == .null)

        #expect(try await client.call("crm.activity.update", ["id": id, "fields": ["SUBJECT": "Обсудить", "COMPLETED": "Y"]]).result == true)
        let done = try await client.call("crm.activity.get", ["id": id]).result
        #expect(done["SUBJECT"] == "Обсудить" && done["COMPLETED"] == "Y" && done["STATUS"] == "2")
        #expect(try await client.call("crm.activity.update", ["id": id, "fields": ["COMPLETED": "N"]]).result == true)
        #expect(try await client.call("crm.activity.delete", ["id": id]).result == true)
        #expect(try await client.refusal("crm.activity.get", ["id": id]).description == "Activity is not found")
        #expect(try await client.call("crm.activity.fields").result["SUBJECT"]?["isRequired"] == true)
        #expect(try await client.call("crm.enum.activitytype").result[1] == ["ID": 2, "NAME": "Звонок", "SYMBOL_CODE": nil, "SYMBOL_CODE_SHORT": nil])
    }

    @Test(arguments: [
        (["SUBJECT": ""], "The field SUBJECT is not defined or empty"), (["RESPONSIBLE_ID": 777_777], "The field RESPONSIBLE_ID is not defined or invalid"),
        (["TYPE_ID": 9], "The field TYPE_ID is not defined or invalid"), (["COMMUNICATIONS": []], "The field COMMUNICATIONS is not defined or invalid"),
        (["COMMUNICATIONS": [["VALUE": "+79160000001"], ["VALUE": "+79160000002"]]], "The only one communication is allowed for activity of specified type"),
        (["TYPE_ID": 6, "PROVIDER_ID": "X"], "The custom activity without provider is not supported in current context"), (["OWNER_ID": 55_555], "Owner was not found"),
    ] as [(JSONValue, String)])
    func `what is wrong with an activity is told`(change: JSONValue, text: String) async throws {
        let world = try await RESTWorld.make()
        let deal = try await world.administrator.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result
        var fields: JSONObject = try #require(([
            "OWNER_TYPE_ID": 2, "OWNER_ID": deal, "TYPE_ID": 2, "SUBJECT": "Звонок", "RESPONSIBLE_ID": .int(world.people.manager.rawValue),
            "COMMUNICATIONS": [["VALUE": "+79160000001"]],
        ] as JSONValue).object)
        for (name, value) in change.object! { fields[name] = value }
        #expect(try await world.administrator.refusal("crm.activity.add", ["fields": .object(fields)]).description == text)
    }

    @Test func `activities are listed by owner and by everything else`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        var deals: [JSONValue] = []
        for number in 1...2 { deals.append(try await client.call("crm.deal.add", ["fields": ["TITLE": .string("Сделка \(number)")]]).result) }
        let lead = try await client.call("crm.lead.add", ["fields": ["TITLE": "Лид"]]).result
        let me = JSONValue.int(world.people.administrator.rawValue)
        for place in 0..<55 {
            let owner: [JSONValue] = place == 54 ? [1, lead] : [2, deals[place % 2]]
            _ = try await client.call("crm.activity.todo.add", [
                "ownerTypeId": owner[0], "ownerId": owner[1], "deadline": .string("2026-11-\(21 + place % 5)T10:00:00+03:00"),
                "title": .string("Дело \(place)"), "responsibleId": me,
            ])
        }
        func count(_ filter: JSONValue) async throws -> Int? { try await client.call("crm.activity.list", ["filter": filter]).total }
        let first = try await client.call("crm.activity.list", ["order": ["ID": "DESC"], "select": ["ID", "SUBJECT"]])
        #expect((first.total, first.next, first.result.array?.count) == (55, 50, 50))
        #expect(first.result[0]?.object?.keys == ["ID", "SUBJECT"] && first.result[0]?["SUBJECT"] == "Дело 54")
        #expect(try await count(["OWNER_TYPE_ID": 2, "OWNER_ID": deals[0]]) == 27)
        #expect(try await count(["OWNER_TYPE_ID": 1]) == 1)
        #expect(try await count(["BINDINGS": [["OWNER_TYPE_ID": 1, "OWNER_ID": lead], ["OWNER_TYPE_ID": 2, "OWNER_ID": deals[1]]]]) == 28)
        #expect(try await count(["COMPLETED": "N", "TYPE_ID": 6, "PROVIDER_ID": "CRM_TODO"]) == 55)
        #expect(try await count(["COMPLETED": "Y"]) == 0)
        #expect(try await count([">=DEADLINE": "2026-11-25", "RESPONSIBLE_ID": me]) == 11)
        #expect(try await count(["%SUBJECT": "дело 5"]) == 6)
        let stranger = try await world.client(of: world.people.clerk)
        let seen = try await stranger.call("crm.activity.list").result.elements
        for row in seen {
            let method = row["OWNER_TYPE_ID"] == "1" ? "crm.lead.get" : "crm.deal.get"
            #expect(try await stranger.post(method, ["id": row["OWNER_ID"]!]).status == 200)
        }
    }

    @Test func `a to-do is changed by its own methods until it is done`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result
        let owner: [JSONObject.Member] = [.init("ownerTypeId", 2), .init("ownerId", deal)]
        func call(_ name: String, _ more: JSONValue) async throws -> Reply {
            try await client.post("crm.activity.todo.\(name)", .object(JSONObject(owner + (more.object?.members ?? []))))
        }
        let id = try #require(try await call("add", ["deadline": "2026-11-24T10:00:00+03:00", "pingOffsets": [15]]).result["id"])
        #expect(try await call("updateDeadline", ["id": id, "value": "2026-11-25T10:00:00+03:00"]).result == ["id": id])
        #expect(try await call("updateDescription", ["id": id, "value": "Подробно"]).result == ["id": id])
        let clerk = JSONValue.int(world.people.clerk.rawValue)
        #expect(try await call("updateResponsibleUser", ["id": id, "responsibleId": clerk]).result == ["id": id])
        #expect(try await call("update", ["id": id, "deadline": "2026-11-26T10:00:00+03:00", "title": "Сверить"]).result == ["id": id])
        let todo = try await client.call("crm.activity.get", ["id": id]).result
        #expect(todo["DEADLINE"] == "2026-11-26T10:00:00+03:00" && todo["DESCRIPTION"] == "Подробно" && todo["SUBJECT"] == "Сверить")
        #expect(todo["RESPONSIBLE_ID"] == .string(clerk.scalarText ?? "") && todo["NOTIFY_VALUE"] == "15" && todo["PROVIDER_ID"] == "CRM_TODO")
        #expect(try await call("updateDeadline", ["id": id, "value": "когда-нибудь"]).error == "WRONG_DATETIME_FORMAT")
        #expect(try await call("updateResponsibleUser", ["id": id, "responsibleId": 99_999]).error == "INVALID_ARG_VALUE")
        #expect(try await call("updateDeadline", ["id": 99_999, "value": "2026-11-25"]).error == "NOT_FOUND")
        _ = try await client.call("crm.activity.update", ["id": id, "fields": ["COMPLETED": "Y"]])
        #expect(try await call("updateDescription", ["id": id, "value": "Поздно"]).error == "CAN_NOT_UPDATE_COMPLETED_TODO")
    }

    @Test func `an activity is bound to further items, never to none`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result
        let lead = try await client.call("crm.lead.add", ["fields": ["TITLE": "Лид"]]).result
        let id = try #require(try await client.call("crm.activity.todo.add", ["ownerTypeId": 2, "ownerId": deal, "deadline": "2026-11-24"]).result["id"])
        let onLead: JSONValue = ["activityId": id, "entityTypeId": 1, "entityId": lead]
        let onDeal: JSONValue = ["activityId": id, "entityTypeId": 2, "entityId": deal]
        #expect(try await client.call("crm.activity.binding.add", onLead).result == true)
        #expect(try await client.refusal("crm.activity.binding.add", onLead).error == "ACTIVITY_IS_ALREADY_BOUND")
        let list = try await client.call("crm.activity.binding.list", ["activityId": id]).result
        #expect(list == [["entityTypeId": 1, "entityId": lead], ["entityTypeId": 2, "entityId": deal]])
        #expect(try await client.call("crm.activity.binding.delete", onDeal).result == true)
        #expect(try await client.refusal("crm.activity.binding.delete", onDeal).error == "BINDING_NOT_FOUND")
        #expect(try await client.refusal("crm.activity.binding.delete", onLead).error == "LAST_BINDING_CANNOT_BE_DELETED")
    }

    @Test func `a letter is entered, not sent, and waits for an answer`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let lead = try await client.call("crm.lead.add", ["fields": ["TITLE": "Лид"]]).result
        let id = try await client.call("crm.activity.add", [
            "fields": [
                "OWNER_TYPE_ID": 1, "OWNER_ID": lead, "TYPE_ID": 4, "SUBJECT": "Вопрос", "DESCRIPTION": "Сколько стоит?", "DIRECTION": 1,
                "RESPONSIBLE_ID": .int(world.people.manager.rawValue), "COMMUNICATIONS": [["VALUE": "client@example.ru"]],
            ]
        ]).result
        let activity = try await world.portal.read { try Activity.find(ActivityID(try #require(id.int)), in: $0) }
        #expect(activity.kind == .mail && activity.isIncoming && activity.isPlanned)
        let kinds = try await world.portal.read { try TimelineStore.page(of: DocumentID(.lead, lead.int!), in: $0) }.map(\.line.kind)
        #expect(kinds.contains("incoming_mail"))
    }
}
