import Automation
import CRM
import Connectors
import Kernel
import Robots
import Storage
import TestSupport
import Testing

/// The robot «Исходящий вебхук» on a real deal, through the outbox, to a real server and back.
struct OutgoingWebhookTests {
    private func publish(_ parameters: [String: JSONValue], in world: WebhookWorld) async throws {
        let store = world.company.assembly.automation
        let now = world.company.clock.now
        var settings: [String: JSONValue] = ["connection": .string(world.connection.description)]
        settings.merge(parameters) { $1 }
        let robot = RobotSetting(id: "hook", kind: "outgoing_webhook", title: "Tell the shop", parameters: settings)
        let notify = RobotSetting(
            id: "note", kind: "social_message", title: "Note", timing: .afterPreviousRobot,
            parameters: ["to": ["responsible"], "text": "order {=hook:answer.id}"])
        try await world.company.database.write { transaction in
            _ = try store.publish(
                PipelineAutomation(stages: [StageAutomation(stage: "SELECTION", process: [.robot(robot), .robot(notify)])]), to: "DEAL:0",
                among: [], by: nil, in: transaction, at: now)
        }
    }

    private func deal(_ world: WebhookWorld, title: String = "Pump") async throws -> DocumentID {
        let items = world.company.items
        return try await world.company.act(world.company.people.manager) { command in
            try items.create(ItemDraft(.deal, [.title: .string(title)]), command).id
        }
    }

    private func deliveries(_ world: WebhookWorld) async throws -> [Delivery] {
        try await world.company.portal.read { try OutboxReader.deliveries(by: "webhook", .all, limit: 10, in: $0) }
    }

    private func deliverer(_ world: WebhookWorld) -> Deliverer {
        Deliverer(engine: world.company.assembly.engine, connectors: [world.connector], dice: { 0.5 })
    }

    @Test func `the next robot uses the receiver's answer`() async throws {
        let world = try await WebhookWorld.make { _, number in number == 1 ? .answer(503) : .answer(200, body: #"{"id":4711}"#) }
        defer { world.close() }
        try await publish(["fields": ["TITLE"], "waits": true], in: world)
        let deal = try await deal(world)

        try await deliverer(world).deliverDue()
        let waiting = try #require(try await deliveries(world).first)
        #expect(waiting.state == .queued && waiting.attempt == 1 && waiting.error?.english.contains("503") == true)
        world.company.clock.advance(to: waiting.next)
        try await deliverer(world).deliverDue()

        let requests = world.receiver.requests
        #expect(requests.count == 2)
        #expect(requests[0].headers["webhook-id"] == requests[1].headers["webhook-id"])
        let body = try JSONValue(parsing: requests[1].body)
        #expect(body["fields"]?["TITLE"] == "Pump" && body["id"] == .int(deal.id) && body["type"] == "deal")
        let texts = try await world.company.portal.read { try $0.query("select body from messages") { $0.text(0) } }
        #expect(texts == ["order 4711"])
    }

    @Test func `values cannot break out of JSON of one's own, and numbers stay numbers`() async throws {
        let world = try await WebhookWorld.make { _, _ in .answer(200) }
        defer { world.close() }
        try await publish(["format": "json", "body": #"{"t":"{=Document:TITLE}","id":"{=Document:ID}","n":[1,null]}"#], in: world)
        let deal = try await deal(world, title: #"a","admin":"yes"#)

        try await deliverer(world).deliverDue()

        let body = try JSONValue(parsing: try #require(world.receiver.requests.first).body)
        #expect(body == ["t": #"a","admin":"yes"#, "id": .int(deal.id), "n": [1, nil]])
    }

    @Test func `fields go out as a web form too`() async throws {
        let world = try await WebhookWorld.make { _, _ in .answer(200) }
        defer { world.close() }
        try await publish(["format": "form", "fields": ["TITLE"]], in: world)
        let deal = try await deal(world, title: "Насос & Co")

        try await deliverer(world).deliverDue()

        let request = try #require(world.receiver.requests.first)
        #expect(request.headers["content-type"] == "application/x-www-form-urlencoded")
        #expect(request.body == "id=\(deal.id)&TITLE=%D0%9D%D0%B0%D1%81%D0%BE%D1%81+%26+Co")
    }

    @Test func `a robot without a receiver, with bad JSON or headers stops and says why`() async throws {
        let cases: [([String: JSONValue], String)] = [
            (["connection": ""], "No receiver"), (["connection": "", "address": "ftp://x"], "begins with https://"),
            (["format": "json", "body": "{oops"], "no JSON"), (["headers": ["nonsense"]], "cannot be read"),
        ]
        for (parameters, complaint) in cases {
            let world = try await WebhookWorld.make { _, _ in .answer(200) }
            defer { world.close() }
            try await publish(parameters, in: world)
            _ = try await deal(world)

            let reader = AutomationReader(store: world.company.assembly.automation)
            let incidents = try await world.company.portal.read { try reader.openIncidents(in: $0) }
            #expect(incidents.first?.message.english.contains(complaint) == true, "\(complaint)")
            #expect(try await deliveries(world).isEmpty)
        }
    }

    @Test func `the database holds no secret in the clear`() async throws {
        let world = try await WebhookWorld.make { _, _ in .answer(200) }
        defer { world.close() }
        try await publish([:], in: world)
        _ = try await deal(world)
        try await deliverer(world).deliverDue()

        let secret = String(world.secret.text.dropFirst("whsec_".count))
        let hits = try await world.company.portal.read { reader in
            try ["connections", "automation_outbox", "automation_journal", "automation_versions", "timeline"].flatMap { table in
                try reader.query("select * from \(table)", []) { row in
                    (0..<8).contains { column in
                        switch row.value(column) {
                        case .text(let text): text.contains(secret)
                        case .blob(let bytes): String(decoding: bytes, as: UTF8.self).contains(secret)
                        case .null, .integer, .real: false
                        }
                    }
                }
            }
        }
        #expect(!hits.isEmpty && !hits.contains(true))
        #expect("\(world.secret)" == "WebhookSecret(…)")
    }
}
