import Automation
import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing

@testable import REST

@Suite struct TelephonyMethodTests {
    private let phone = "+79161234567"

    private func start(_ world: RESTWorld, _ more: JSONValue = [:]) -> JSONValue {
        let usual: JSONValue = ["USER_ID": .int(world.people.manager.rawValue), "PHONE_NUMBER": "8 (916) 123-45-67", "TYPE": 2]
        var parameters = usual.object!
        for (name, value) in more.object! { parameters[name] = value }
        return .object(parameters)
    }

    private func kinds(_ world: RESTWorld, _ item: DocumentID) async throws -> [String] {
        try await world.portal.read { try TimelineStore.page(of: item, in: $0) }.map(\.line.kind)
    }

    @Test func `an unknown caller becomes a lead, and the call an activity of it`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let registered = try await client.call("telephony.externalCall.register", start(world, ["CRM_CREATE": 1, "LINE_NUMBER": "84951234567"])).result
        let lead = try #require(registered["CRM_CREATED_LEAD"]?.int)
        #expect(registered["CRM_CREATED_ENTITIES"] == [["ENTITY_TYPE": "LEAD", "ENTITY_ID": .int(lead)]])
        #expect(registered["CRM_ENTITY_TYPE"] == "LEAD" && registered["CRM_ENTITY_ID"] == .int(lead))
        let code = try #require(registered["CALL_ID"]?.string)
        #expect(code.hasPrefix("externalCall.") && code.split(separator: ".").count == 3)
        let made = try await client.call("crm.lead.get", ["id": .int(lead)]).result
        #expect(made["SOURCE_ID"] == "CALL" && made["PHONE"]?[0]?["VALUE"] == .string(phone))
        #expect(made["ASSIGNED_BY_ID"] == .string(String(world.people.manager.rawValue)))

        let finished = try await client.call("telephony.externalCall.finish", [
            "CALL_ID": .string(code), "USER_ID": .int(world.people.manager.rawValue), "DURATION": "75", "COST": "1.5", "COST_CURRENCY": "RUB",
        ]).result
        let activity = try #require(finished["CRM_ACTIVITY_ID"])
        #expect(finished["CALL_FAILED_CODE"] == "200" && finished["CALL_DURATION"] == 75 && finished["INCOMING"] == "2")
        #expect(try await client.call("crm.activity.get", ["id": activity]).result["PROVIDER_ID"] == "VOXIMPLANT_CALL")
        #expect(try await kinds(world, DocumentID(.lead, lead)).contains("incoming_call"))
        let again = try await client.call("telephony.externalCall.finish", ["CALL_ID": .string(code), "DURATION": 999]).result
        #expect(again == finished)

        #expect(try await client.call("telephony.externalCall.attachRecord", ["CALL_ID": .string(code), "FILENAME": "1.mp3", "FILE_CONTENT": "SUQz"]).result["FILE_ID"]?.int != nil)
        #expect(try await client.call("crm.activity.get", ["id": activity]).result["FILES"]?.array?.count == 1)
        let said = try await client.call("telephony.call.attachTranscription", [
            "CALL_ID": .string(code),
            "MESSAGES": [
                ["SIDE": "Client", "START_TIME": 1, "STOP_TIME": 3, "MESSAGE": "Добрый день"],
                ["SIDE": "User", "START_TIME": "65", "STOP_TIME": 70, "MESSAGE": "Слушаю"],
            ],
        ]).result
        #expect(said["TRANSCRIPT_ID"]?.int != nil)
        let files = try await client.call("crm.activity.get", ["id": activity]).result["FILES"]
        #expect(files?.array?.count == 2 && files?[1]?["id"] == said["TRANSCRIPT_ID"])
        let text = try await client.get("download", query: "id=\(said["TRANSCRIPT_ID"]!.scalarText!)").text
        #expect(text == "00:01 Клиент: Добрый день\n01:05 Сотрудник: Слушаю")
        #expect(try await client.refusal("telephony.call.attachTranscription", ["CALL_ID": .string(code), "MESSAGES": [["SIDE": "User"]]]).error == "ERROR_CORE")
        let statistic = try await client.call("voximplant.statistic.get", ["FILTER": ["PHONE_NUMBER": "89161234567", ">CALL_DURATION": 60], "SORT": "ID", "ORDER": "DESC"])
        #expect(statistic.total == 1)
        #expect(statistic.result[0]?["CALL_TYPE"] == "2" && statistic.result[0]?["COST"] == "1.5" && statistic.result[0]?["CALL_DURATION"] == "75")
    }

    @Test func `the same call reported again is the same call for half an hour`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        func register(_ more: JSONValue = [:]) async throws -> JSONValue? {
            try await client.call("telephony.externalCall.register", start(world, more)).result["CALL_ID"]
        }
        let first = try await register(["EXTERNAL_CALL_ID": "17"])
        #expect(try await register(["EXTERNAL_CALL_ID": "17"]) == first)
        for other: JSONValue in [["EXTERNAL_CALL_ID": "18"], ["EXTERNAL_CALL_ID": "17", "TYPE": 1], ["EXTERNAL_CALL_ID": "17", "LINE_NUMBER": "2"]] {
            #expect(try await register(other) != first)
        }
        world.company.clock.advance(by: .minutes(29))
        #expect(try await register(["EXTERNAL_CALL_ID": "17"]) == first)
        world.company.clock.advance(by: .minutes(2))
        #expect(try await register(["EXTERNAL_CALL_ID": "17"]) != first)
    }

    @Test func `a known client's open deal hears of the call, and its trigger moves it`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        try await world.automate(TriggerSetting(id: "t", kind: "missed_call", title: "Пропущен", parameters: [:]))
        let contact = try await client.call("crm.contact.add", ["fields": ["NAME": "Олег", "PHONE": [["VALUE": "+7 916 123-45-67"]]]]).result
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы", "CONTACT_ID": contact]]).result
        let registered = try await client.call("telephony.externalCall.register", start(world)).result
        #expect(registered["CRM_ENTITY_TYPE"] == "CONTACT" && registered["CRM_ENTITY_ID"] == contact && registered["CRM_CREATED_LEAD"] == .null)
        _ = try await client.call("telephony.externalCall.finish", ["CALL_ID": registered["CALL_ID"]!, "DURATION": 0])
        #expect(try await kinds(world, DocumentID(.deal, deal.int!)).contains("missed_call"))
        #expect(try await client.call("crm.deal.get", ["id": deal]).result["STAGE_ID"] == "QUOTE")
        let found = try await client.call("telephony.externalCall.searchCrmEntities", ["PHONE_NUMBER": "89161234567"]).result
        #expect(found[0]?["CRM_ENTITY_TYPE"] == "CONTACT" && found[0]?["CRM_ENTITY_ID"] == contact && found[0]?["ASSIGNED_BY"]?["ID"] != nil)
    }

    @Test func `a call is shown to its person and taken off again`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let manager = world.people.manager
        func shown() async throws -> Int {
            try await world.portal.read { try $0.count("select count(*) from notifications where person = $1 and kind = 'external_call'", [manager]) }
        }
        let code = try #require(try await client.call("telephony.externalCall.register", start(world, ["SHOW": 0])).result["CALL_ID"])
        #expect(try await shown() == 0)
        _ = try await client.call("telephony.externalCall.show", ["CALL_ID": code])
        #expect(try await shown() == 1)
        _ = try await client.call("telephony.externalCall.hide", ["CALL_ID": code, "USER_ID": [.int(manager.rawValue)]])
        #expect(try await shown() == 0)
    }

    @Test func `another person's calls are for administrators only`() async throws {
        let world = try await RESTWorld.make()
        let clerk = try await world.client(of: world.people.clerk)
        let code = try #require(try await world.administrator.call("telephony.externalCall.register", start(world)).result["CALL_ID"])
        #expect(try await clerk.post("telephony.externalCall.register", start(world)).description == "Access denied.")
        #expect(try await clerk.post("telephony.externalCall.finish", ["CALL_ID": code]).error == "ERROR_CORE")
        #expect(try await clerk.post("telephony.externalLine.add", ["NUMBER": "1"]).status == 400)
        _ = try await world.administrator.call("telephony.externalCall.finish", ["CALL_ID": code, "DURATION": 5])
        #expect(try await clerk.call("voximplant.statistic.get").total == 0)
        #expect(try await world.administrator.call("voximplant.statistic.get").total == 1)
        let own = try await clerk.call("telephony.externalCall.register", start(world, ["USER_ID": .int(world.people.clerk.rawValue)]))
        #expect(own.result["CALL_ID"]?.string != nil)
    }

    @Test func `lines are kept, and decide about leads of outgoing calls`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        #expect(try await client.call("telephony.externalLine.add", ["NUMBER": "101", "NAME": "Офис"]).result["ID"]?.int != nil)
        #expect(try await client.refusal("telephony.externalLine.add", ["NUMBER": "101"]).error == "ERROR_CORE")
        #expect(try await client.call("telephony.externalLine.get").result == [["NUMBER": "101", "NAME": "Офис", "CRM_AUTO_CREATE": "Y"]])
        let made = try await client.call("telephony.externalCall.register", start(world, ["TYPE": 1, "LINE_NUMBER": "101"])).result
        #expect(made["CRM_CREATED_LEAD"]?.int != nil)
        _ = try await client.call("telephony.externalLine.update", ["NUMBER": "101", "CRM_AUTO_CREATE": "N"])
        let other = try await client.call("telephony.externalCall.register", start(world, ["TYPE": 1, "LINE_NUMBER": "101", "PHONE_NUMBER": "+79990000000"])).result
        #expect(other["CRM_CREATED_LEAD"] == .null && other["CRM_ENTITY_ID"] == 0)
        #expect(try await client.call("telephony.externalLine.delete", ["NUMBER": "101"]).result == [])
        #expect(try await client.refusal("telephony.externalLine.delete", ["NUMBER": "101"]).error == "ERROR_CORE")
    }
}
