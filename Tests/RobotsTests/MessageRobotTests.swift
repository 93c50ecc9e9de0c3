import Automation
import CRM
// Foundation for the path of a folder.
import Foundation
import Kernel
import Robots
import Storage
import TestSupport
import Testing

/// Letters and SMS: whom they go to, what they say, and what happens when they cannot go.
@Suite struct MessageRobotTests {
    @Test func `a letter to the client waits in the outbox with subject, text and sender filled in`() async throws {
        let world = try await Prom2BWorld.make(connectors: [.mail])
        try await world.connect(.mail)
        let deal = try await world.run(
            RobotSetting(
                "send_mail",
                ["subject": "Offer for\n{=Document:TITLE}", "text": "Sum: {=Document:OPPORTUNITY}", "from": ["responsible"]]))

        let delivery = try #require(try await world.deliveries(.mail).first)
        let message = MailMessage(json: delivery.payload)
        #expect(delivery.item == deal && delivery.promise == .atLeastOnce && delivery.state == .queued)
        #expect(message.to == ["oleg@client.test"] && message.subject == "Offer for Compressors" && message.text.hasPrefix("Sum: 5"))
        #expect(message.senderName == "Nikita Vorontsov" && message.replyTo == "nikita@prom2b.test" && message.isForClient)
        #expect(try await world.history(of: deal, "mail_queued") == ["Mail “Offer for Compressors” queued: oleg@client.test"])
        #expect(try await world.incidents().isEmpty)
    }

    @Test func `a delivered letter stands on the card as sent mail, and only once`() async throws {
        let world = try await Prom2BWorld.make(connectors: [.mail])
        try await world.connect(.mail)
        let deal = try await world.run(RobotSetting("send_mail", ["subject": "Offer", "text": "Here it is", "waits": true]))
        try await world.deliver(.mail)

        #expect(try await world.deliveries(.mail).map(\.state) == [.delivered])
        let mails = try await world.portal.read { reader in
            try reader.query("select subject, address, direction, status from activities where kind = 'mail'") {
                [$0.text(0), $0.text(1), $0.text(2), $0.text(3)]
            }
        }
        #expect(mails == [["Offer", "oleg@client.test", "out", "done"]])
        #expect(try await world.history(of: deal, "outgoing_mail") == ["Mail sent: “Offer”"])
    }

    @Test func `a letter that went out when its item was already gone is no error`() async throws {
        let world = try await Prom2BWorld.make(connectors: [.mail])
        try await world.connect(.mail)
        let deal = try await world.run(RobotSetting("send_mail", ["subject": "Offer", "text": "Here it is"]))
        try await world.act(world.people.administrator) { [items = world.items] in try items.delete(deal, $0) }
        try await world.deliver(.mail)

        #expect(try await world.deliveries(.mail).map(\.state) == [.delivered])
    }

    @Test func `letters go to colleagues and to addresses that were typed`() async throws {
        let world = try await Prom2BWorld.make(connectors: [.mail])
        try await world.connect(.mail)
        _ = try await world.run(
            RobotSetting(
                "send_mail", id: "a",
                ["to": "people", "people": ["constant:Lawyer", "constant:Clerk"], "subject": "S", "text": "T"]),
            RobotSetting(
                "send_mail", id: "b",
                ["to": "address", "address": "{=Document:CONTACT.EMAIL}; Boss <boss@client.test>", "subject": "S", "text": "T"]))

        let messages = try await world.deliveries(.mail).map { MailMessage(json: $0.payload) }
        #expect(
            Set(messages.map(\.to)) == [["ilya@prom2b.test", "maria@prom2b.test"], ["oleg@client.test", "boss@client.test"]])
        #expect(messages.first { $0.to.contains("ilya@prom2b.test") }?.isForClient == false)
    }

    @Test func `a typed address that is none stops the robot and says which`() async throws {
        let world = try await Prom2BWorld.make(connectors: [.mail])
        try await world.connect(.mail)
        _ = try await world.run(RobotSetting("send_mail", ["to": "address", "address": "nobody", "subject": "S", "text": "T"]))
        #expect(try await world.incidents().map(\.message.english) == ["“nobody” is no mail address."])
    }

    @Test func `a client without an address is skipped with a reason, or stops the robot when that is wanted`() async throws {
        let world = try await Prom2BWorld.make(connectors: [.mail])
        try await world.connect(.mail)
        let deal = try await world.run(
            RobotSetting("send_mail", id: "a", ["subject": "Offer", "text": "T"]),
            RobotSetting("send_mail", id: "b", ["subject": "Offer", "text": "T", "missing": "stop"]), on: [.contact: .null])

        #expect(try await world.skips(on: deal) == ["the receiver has no mail address"])
        #expect(try await world.history(of: deal, "mail_unaddressed").count == 1)
        #expect(try await world.incidents().first?.message.english.hasPrefix("There is nowhere to send it") == true)
        #expect(try await world.deliveries(.mail).isEmpty)
    }

    @Test func `without a connector, and without a connection, the administrator is told what to do`() async throws {
        let without = try await Prom2BWorld.make()
        _ = try await without.run(RobotSetting("send_mail", ["subject": "S", "text": "T"]))
        #expect(try await without.incidents().first?.message.english.hasPrefix("There is no mail connection, the letter was not sent. This version") == true)

        let unconnected = try await Prom2BWorld.make(connectors: [.mail, .sms])
        _ = try await unconnected.run(RobotSetting("send_sms", ["text": "T"]))
        #expect(try await unconnected.incidents().first?.message.english.contains("Add a provider") == true)
    }

    @Test func `files of file fields are attached by number, other fields give none`() async throws {
        let world = try await Prom2BWorld.make(connectors: [.mail])
        try await world.connect(.mail)
        try await world.act(world.people.administrator) { [catalog = world.items.catalog] command in
            _ = try FieldStore(catalog).create(
                FieldDraft(.deal, "UF_CRM_SCAN", type: "file", title: Text(verbatim: "Scan"), isMultiple: true), command)
        }
        let store = try FileStore(directory: TestDatabase.folder().path, portal: world.portal)
        let file = try await store.add(
            named: "offer.pdf", bytes: Array("%PDF-1.4 offer".utf8), as: .person(world.people.administrator)
        ).id
        _ = try await world.run(
            RobotSetting("send_mail", ["subject": "S", "text": "T", "files": ["UF_CRM_SCAN", "TITLE"]]),
            on: ["UF_CRM_SCAN": .list([.file(file)])])

        #expect(try await world.deliveries(.mail).map { MailMessage(json: $0.payload).files } == [[file]])
    }

    @Test func `an SMS goes to the client's mobile number, normalised, at most once`() async throws {
        let world = try await Prom2BWorld.make(connectors: [.sms])
        try await world.connect(.sms)
        let deal = try await world.run(RobotSetting("send_sms", ["text": "Order {=Document:TITLE} is ready"]))
        let delivery = try #require(try await world.deliveries(.sms).first)
        let message = SMSMessage(json: delivery.payload)
        #expect(message.to == "+79123456789" && message.text == "Order Compressors is ready" && delivery.promise == .atMostOnce)
        try await world.deliver(.sms)
        #expect(
            try await world.history(of: deal, "sms_sent") == ["SMS sent: +79123456789. Order Compressors is ready"])
    }

    @Test func `a rehearsal answers for mail and SMS without any connection`() async throws {
        let world = try await Prom2BWorld.make()
        var order = try await world.order("DEAL:0", .invented(stage: "QUOTE", fields: [:]), days: 1)
        let robots = [
            RobotSetting("send_mail", ["to": "address", "address": "a@b.test", "subject": "Hello", "text": "T"]),
            RobotSetting("send_sms", ["to": "address", "address": "+7 912 000-00-00", "text": "Hi"]),
        ]
        order.body = PipelineAutomation(stages: [StageAutomation(stage: "QUOTE", process: robots.map(Block.robot))])
        let simulation = try await world.simulator().simulate(order)
        #expect(simulation.counts.deliveries == 2 && simulation.counts.failed == 0)
    }
}

extension Prom2BWorld {
    /// A connection of this connector, switched on.
    func connect(_ kind: ConnectorKind) async throws {
        try await act(people.administrator) { command in
            _ = try ConnectionStore.create(
                kind.rawValue, Connection.Settings(name: kind.rawValue, address: "https://relay.test"), SecretBox(key: SecretBox.newKey()),
                in: command)
        }
    }

    func deliveries(_ kind: ConnectorKind) async throws -> [Delivery] {
        try await portal.read { try OutboxReader.deliveries(by: kind, .all, limit: 10, in: $0) }
    }

    /// Everything due is taken by a receiver that always answers well.
    func deliver(_ kind: ConnectorKind) async throws {
        _ = try await Deliverer(engine: assembly.engine, connectors: [StubConnector(kind, succeeds: true)], dice: { 0.5 }).deliverDue()
    }

    /// The sentences of one kind in the item's history.
    func history(of item: DocumentID, _ kind: String) async throws -> [String] {
        try await portal.read { [items] reader in
            let entries = try TimelineStore.page(of: item, in: reader).filter { $0.line.kind == kind }
            let names = try items.names(of: [], in: reader)
            return entries.map { $0.text(.english, names) }
        }
    }
}
