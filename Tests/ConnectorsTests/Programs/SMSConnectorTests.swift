import Automation
import CRM
import Connectors
import Kernel
import Robots
import Storage
import TestSupport
import Testing

/// The robot «Отправить SMS» on a real deal, to the real handler of a provider.
@Suite struct SMSConnectorTests {
    @Test func `the provider gets the number, the text and the name under which it answers`() async throws {
        let company = try await Prom2BWorld.make(connectors: [.sms])
        let receiver = try Receiver { _, number in number == 1 ? .answer(429) : .answer(200) }
        defer { receiver.stop() }
        let transfers = CurlTransfers()
        defer { transfers.close() }
        let box = try SecretBox(key: SecretBox.newKey())
        let address = receiver.address
        try await company.act(company.people.administrator) { command in
            try ProgramSender.add(
                "smsc", type: "SMS", about: "", Connection.Settings(name: "SMS centre", address: address, allowsPrivate: true),
                program: "webhook/7", box, in: command)
        }
        try await company.database.write { transaction in
            let robot = RobotSetting(id: "sms", kind: "send_sms", title: "SMS", parameters: ["text": "{=Document:TITLE} готов"])
            _ = try company.assembly.automation.publish(
                PipelineAutomation(stages: [StageAutomation(stage: "QUOTE", process: [.robot(robot)])]), to: "DEAL:0", among: [], by: nil,
                in: transaction, at: company.clock.now)
        }
        let deal = try await company.act(company.people.manager) { [items = company.items] command in
            let contact = try items.create(ItemDraft(.contact, [.name: .string("Oleg"), .phone: .string("+7 912 345-67-89")]), command)
            let values: [FieldCode: Value] = [.title: .string("Pump"), .amount: .money(Money(minorUnits: 500_000)), .contact: .item(contact.id)]
            return try items.create(ItemDraft(.deal, values), command).id
        }
        try await company.act(company.people.administrator) { [items = company.items] in _ = try items.move(deal, to: "QUOTE", $0) }
        let connector = SMSConnector(
            HandlerPost(
                database: company.database, clock: company.clock, box: box, transfers: transfers,
                publicAddress: try PublicAddress(parsing: "https://portal.example")))
        let deliverer = Deliverer(engine: company.assembly.engine, connectors: [connector], dice: { 0.5 })
        func delivery() async throws -> Delivery {
            try await company.portal.read { try #require(try OutboxReader.deliveries(by: .sms, .all, limit: 1, in: $0).first) }
        }
        try await deliverer.deliverDue()
        company.clock.advance(to: try await delivery().next)
        try await deliverer.deliverDue()

        let sent = try await delivery()
        #expect(sent.state == .delivered)
        let forms = receiver.requests.map { request in
            Dictionary(request.body.split(separator: "&").map { pair -> (String, String) in
                let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (percentDecoded(halves[0]), percentDecoded(halves[1]))
            }) { $1 }
        }
        try #require(forms.count == 2)
        let form = forms[1]
        #expect(form["message_to"] == "+79123456789" && form["message_body"] == "Pump готов" && form["type"] == "SMS" && form["code"] == "smsc")
        #expect(form["properties[phone_number]"] == "+79123456789" && form["properties[message_text]"] == "Pump готов")
        #expect(form["module_id"] == "crm" && form["bindings[0][OWNER_TYPE_ID]"] == "2" && form["bindings[0][OWNER_ID]"] == String(deal.id))
        #expect(form["document_id[2]"] == "DEAL_\(deal.id)" && form["document_type[2]"] == "DEAL")
        #expect(form["message_id"] == sent.smsID && forms[0]["message_id"] == sent.smsID, "the same for every attempt")
        #expect(form["auth[application_token]"] == box.applicationToken(of: "webhook/7"))
        let kinds = try await company.portal.read { try $0.query("select kind from timeline where item = $1 and kind like 'sms_%' order by id", [deal]) { $0.text(0) } }
        #expect(kinds == ["sms_queued", "sms_sent"])
    }
}
