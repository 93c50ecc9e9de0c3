import Automation
import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing

@testable import REST

/// Providers of SMS that programs register, and what they say became of a message.
@Suite struct SenderMethodTests {
    private static let provider: JSONValue = ["CODE": "smsc", "TYPE": "SMS", "HANDLER": "http://127.0.0.1:9/sms", "NAME": ["ru": "СМС-центр", "en": "SMS centre"]]

    private func deal(_ world: RESTWorld) async throws -> DocumentID {
        let client = world.administrator
        let contact = try await client.call("crm.contact.add", ["fields": ["NAME": "Олег", "PHONE": [["VALUE": "+79123456789", "VALUE_TYPE": "WORK"]]]]).result
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы", "CONTACT_ID": contact]]).result
        _ = try await client.call("crm.deal.update", ["id": deal, "fields": ["STAGE_ID": "QUOTE"]])
        return DocumentID(.deal, try #require(deal.int))
    }

    private func history(_ world: RESTWorld, _ deal: DocumentID) async throws -> [String] {
        try await world.portal.read { try $0.query("select kind from timeline where item = $1 and kind like 'sms_%' order by id", [deal]) { $0.text(0) } }
    }

    @Test func `a robot sends through the provider, and its statuses stand in the history`() async throws {
        let world = try await RESTWorld.make(connectors: [.sms])
        let client = world.administrator
        #expect(try await client.call("messageservice.sender.add", Self.provider).result == true)
        #expect(try await client.call("messageservice.sender.list").result == ["smsc"])
        try await world.process([RobotSetting(id: "sms", kind: "send_sms", title: "SMS", parameters: ["text": "Заказ {=Document:TITLE} готов"])])
        let deal = try await deal(world)
        let delivery = try #require(try await world.portal.read { try OutboxReader.deliveries(by: .sms, .all, limit: 1, in: $0).first })
        let message = SMSMessage(json: delivery.payload)
        #expect(message.to == "+79123456789" && message.text == "Заказ Насосы готов" && message.connection != nil)
        func status(_ status: String, of id: String) -> JSONValue { ["CODE": "smsc", "MESSAGE_ID": .string(id), "STATUS": .string(status)] }
        for _ in 1...2 { #expect(try await client.call("messageservice.message.status.update", status("delivered", of: delivery.smsID)).result == true) }
        _ = try await client.call("messageservice.message.status.update", status("Failed", of: delivery.smsID))
        #expect(try await history(world, deal) == ["sms_queued", "sms_delivered", "sms_failed"], "each once")
        #expect(try await client.refusal("messageservice.message.status.update", status("seen", of: delivery.smsID)).error == "ERROR_MESSAGE_STATUS_INCORRECT")
        #expect(try await client.refusal("messageservice.message.status.update", status("sent", of: "\(delivery.id)-1")).error == "ERROR_MESSAGE_NOT_FOUND")
        #expect(try await client.refusal("messageservice.message.status.update", status("sent", of: "x")).error == "ERROR_MESSAGE_NOT_FOUND")
    }

    @Test func `providers are checked, changed and removed by administrators`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        func refusal(_ method: String, _ change: [String: JSONValue]) async throws -> String? {
            var sent = Self.provider.object ?? JSONObject()
            for (name, value) in change { sent[name] = value }
            return try await client.refusal(method, .object(sent)).error
        }
        #expect(try await refusal("messageservice.sender.add", ["CODE": ""]) == "ERROR_SENDER_VALIDATION_FAILURE")
        #expect(try await refusal("messageservice.sender.add", ["TYPE": "PIGEON"]) == "ERROR_SENDER_VALIDATION_FAILURE")
        #expect(try await refusal("messageservice.sender.add", ["HANDLER": "x"]) == "ERROR_SENDER_VALIDATION_FAILURE")
        #expect(try await refusal("messageservice.sender.update", [:]) == "ERROR_SENDER_NOT_FOUND")
        _ = try await client.call("messageservice.sender.add", Self.provider)
        #expect(try await refusal("messageservice.sender.add", [:]) == "ERROR_SENDER_ALREADY_INSTALLED")
        #expect(try await client.refusal("messageservice.sender.update", ["CODE": "smsc"]).error == "ERROR_SENDER_OTHER_PARAMS_REQUIRED")
        #expect(try await client.call("messageservice.sender.update", ["CODE": "smsc", "NAME": "Новый"]).result == true)
        let connections = try await world.portal.read { try ConnectionStore.all(SMSMessage.connector, in: $0) }
        #expect(connections.map(\.settings.name) == ["Новый"] && connections[0].settings.address == "http://127.0.0.1:9/sms")
        let manager = try await world.client(of: world.people.manager)
        #expect(try await manager.refusal("messageservice.sender.list").error == "ACCESS_DENIED")
        #expect(try await client.call("messageservice.sender.delete", ["CODE": "smsc"]).result == true)
        #expect(try await world.portal.read { try ConnectionStore.all(SMSMessage.connector, in: $0) }.isEmpty)
    }
}
