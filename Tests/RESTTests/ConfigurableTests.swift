import CRM
import Kernel
import TestSupport
import Testing

@testable import REST

@Suite struct ConfigurableTests {
    private let layout: JSONValue = [
        "icon": ["code": "call-completed"],
        "header": ["title": "Разговор в чате", "tags": ["status": ["type": "warning", "title": "не разобран"]]],
        "body": [
            "logo": ["code": "chat"],
            "blocks": [
                "client": ["type": "withTitle", "properties": ["title": "Клиент", "block": ["type": "text", "properties": ["value": "Анна", "bold": true]]]],
                "site": ["type": "link", "properties": ["text": "Открыть чат", "action": ["type": "redirect", "uri": "https://chat.example.ru/7"]]],
                "due": ["type": "lineOfBlocks", "properties": ["blocks": ["a": ["type": "text", "properties": ["value": "Срок:"]], "b": ["type": "deadline"]]]],
            ],
        ],
        "footer": ["buttons": ["open": ["title": "Ответить", "type": "primary", "action": ["type": "redirect", "uri": "/tasks"]]]],
    ]

    @Test func `an activity with a layout is added, read, changed and completed`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result
        #expect(try await client.call("crm.activity.type.add", ["fields": ["TYPE_ID": "CHAT", "NAME": "Чат", "IS_CONFIGURABLE_TYPE": "Y"]]).result == true)
        _ = try await client.call("crm.activity.badge.add", ["code": "unread", "title": "Чат", "value": "не прочитан", "type": "failure"])
        let id = try #require(
            try await client.call("crm.activity.configurable.add", [
                "ownerTypeId": 2, "ownerId": deal, "layout": layout,
                "fields": ["typeId": "CHAT", "deadline": "2026-11-23T12:00:00+03:00", "pingOffsets": [15], "badgeCode": "unread", "originId": "c-7"],
            ]).result["activity"]?["id"])
        let read = try await client.call("crm.activity.configurable.get", ["id": id]).result["activity"]
        #expect(read?["ownerId"] == deal && read?["layout"] == layout && read?["fields"]?["typeId"] == "CHAT")
        #expect(read?["fields"]?["badgeCode"] == "unread" && read?["fields"]?["originId"] == "c-7" && read?["fields"]?["completed"] == false)
        let classic = try await client.call("crm.activity.get", ["id": id]).result
        #expect(classic["SUBJECT"] == "Разговор в чате" && classic["PROVIDER_ID"] == "REST_APP" && classic["PROVIDER_TYPE_ID"] == "CHAT")
        _ = try await client.call("crm.activity.configurable.update", ["id": id, "fields": ["completed": true, "badgeCode": ""]])
        let done = try await client.call("crm.activity.configurable.get", ["id": id]).result["activity"]
        #expect(done?["fields"]?["completed"] == true && done?["fields"]?["badgeCode"] == .null && done?["layout"] == layout)
        #expect(try await client.call("crm.activity.badge.list").result["badges"]?.elements.count == 1)
        #expect(try await client.call("crm.activity.type.list").result[0]?["IS_CONFIGURABLE_TYPE"] == "Y")
        #expect(try await client.call("crm.activity.type.delete", ["TYPE_ID": "CHAT"]).result == true)
        #expect(try await client.refusal("crm.activity.type.delete", ["TYPE_ID": "CHAT"]).error == "INVALID_ARG_VALUE")
        let stranger = try await world.client(of: world.people.clerk)
        #expect(try await stranger.refusal("crm.activity.configurable.get", ["id": id]).error == "NOT_FOUND")
        #expect(try await stranger.refusal("crm.activity.type.list").status == 400)
    }

    @Test(arguments: [
        ([:], "ERROR_EMPTY_LAYOUT"), (["header": ["title": "x"]], "FIELD_IS_REQUIRED"), (["body": ["blocks": ["a": ["type": "deadline"]]]], "FIELD_IS_REQUIRED"),
        (["header": ["title": "x"], "body": ["blocks": ["a": ["type": "player"]]]], "ENUM_FIELD"),
        (["header": ["title": "x"], "body": ["blocks": ["a b": ["type": "deadline"]]]], "KEY_CONTAIN_WRONG_SYMBOLS"),
        (
            ["header": ["title": "x"], "body": ["blocks": ["a": ["type": "link", "properties": ["text": "x", "action": ["type": "redirect", "uri": "javascript:1"]]]]]],
            "WRONG_FIELD_VALUE"
        ),
        (
            ["header": ["title": "x"], "body": ["blocks": ["a": ["type": "link", "properties": ["text": "x", "action": ["type": "openRestApp"]]]]]], "ENUM_FIELD"
        ),
    ] as [(JSONValue, String)])
    func `a layout that cannot be shown is refused by its code`(layout: JSONValue, code: String) async throws {
        let world = try await RESTWorld.make()
        let deal = try await world.administrator.call("crm.deal.add", ["fields": ["TITLE": "x"]]).result
        let reply = try await world.administrator.refusal("crm.activity.configurable.add", ["ownerTypeId": 2, "ownerId": deal, "fields": [:], "layout": layout])
        #expect(reply.error == code)
    }

    @Test func `fields of an activity with a layout are checked`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "x"]]).result
        for (fields, code) in [
            (["typeId": "NONE"], "WRONG_FIELD_VALUE"), (["badgeCode": "none"], "WRONG_FIELD_VALUE"), (["responsibleId": 999], "WRONG_FIELD_VALUE"),
            (["deadline": "завтра"], "WRONG_FIELD_VALUE"),
            (["isIncomingChannel": true, "deadline": "2026-11-23T12:00:00+03:00"], "INCOMING_ACTIVITY_CAN_NOT_BE_WITH_DEADLINE"),
        ] as [(JSONValue, String)] {
            let reply = try await client.refusal("crm.activity.configurable.add", ["ownerTypeId": 2, "ownerId": deal, "fields": fields, "layout": layout])
            #expect(reply.error == code, "\(fields.text)")
        }
        _ = try await client.call("crm.activity.type.add", ["fields": ["TYPE_ID": "VISIT", "NAME": "Визит"]])
        let owner: [JSONObject.Member] = [.init("OWNER_TYPE_ID", 2), .init("OWNER_ID", deal)]
        let visit: [JSONObject.Member] = [
            .init("TYPE_ID", 6), .init("PROVIDER_ID", "REST_APP"), .init("PROVIDER_TYPE_ID", "VISIT"), .init("SUBJECT", "Визит к клиенту"),
            .init("RESPONSIBLE_ID", .int(world.people.administrator.rawValue)),
        ]
        let id = try await client.call("crm.activity.add", ["fields": .object(JSONObject(owner + visit))]).result
        #expect(try await client.call("crm.activity.get", ["id": id]).result["PROVIDER_TYPE_ID"] == "VISIT")
    }
}
