import Automation
import CRM
import Connectors
import Kernel
import Robots
import Storage
import TestSupport
import Testing

/// A robot of a program on a real deal, through the outbox, to a real handler and back.
@Suite struct ProgramConnectorTests {
    private struct World {
        let company: Prom2BWorld
        let receiver: Receiver
        let transfers = CurlTransfers()
        let box: SecretBox
        let deliverer: Deliverer

        init(_ answers: @escaping @Sendable (Receiver.Request, Int) -> Receiver.Behaviour) async throws {
            company = try await Prom2BWorld.make()
            receiver = try Receiver(answers)
            box = try SecretBox(key: SecretBox.newKey())
            let connector = ProgramConnector(
                HandlerPost(
                    database: company.database, clock: company.clock, box: box, transfers: transfers,
                    publicAddress: try PublicAddress(parsing: "https://portal.example")))
            deliverer = Deliverer(engine: company.assembly.engine, connectors: [connector], dice: { 0.5 })
            let robot = ProgramRobot(
                code: "greet", isActivity: false, handler: receiver.address, allowsPrivate: true, user: company.people.manager, waits: true,
                name: Text(verbatim: "Greet"), properties: [ProgramProperty("text", Text(verbatim: "Text"), .text)],
                results: [ProgramProperty("reply", Text(verbatim: "Reply"), .string)], program: "webhook/7")
            try await company.act(company.people.administrator) { [items = company.items] in try ProgramRobotStore(items.catalog).add(robot, in: $0) }
            try await company.database.write { [company] transaction in
                let robot = RobotSetting(id: "greet", kind: "rest_greet", title: "Greet", parameters: ["text": "Привет & {=Document:TITLE}"])
                let note = RobotSetting(
                    id: "note", kind: "social_message", title: "Note", timing: .afterPreviousRobot,
                    parameters: ["to": ["responsible"], "text": "it said {=greet:reply}"])
                _ = try company.assembly.automation.publish(
                    PipelineAutomation(stages: [StageAutomation(stage: "SELECTION", process: [.robot(robot), .robot(note)])]), to: "DEAL:0",
                    among: [], by: nil, in: transaction, at: company.clock.now)
            }
        }

        func close() {
            transfers.close()
            receiver.stop()
        }

        func deal() async throws -> DocumentID {
            try await company.act(company.people.manager) { [items = company.items] in try items.create(ItemDraft(.deal, [.title: .string("Pump")]), $0).id }
        }

        func form(_ number: Int) throws -> [String: String] {
            try #require(receiver.requests.count > number)
            let pairs = receiver.requests[number].body.split(separator: "&").map { pair -> (String, String) in
                let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (percentDecoded(halves[0]), percentDecoded(halves[1]))
            }
            return Dictionary(pairs) { $1 }
        }

        func messages() async throws -> [String] {
            try await company.portal.read { try $0.query("select body from messages") { $0.text(0) } }
        }

        func answer(_ token: String, _ reply: String) async throws {
            try await company.portal.perform(as: .person(company.people.administrator)) { [box] command in
                let call = try #require(try box.call(token, in: command.transaction))
                try ProgramCall.answer(call.delivery, ["reply": .string(reply)], in: command)
            }
        }
    }

    @Test func `the handler gets the form that the original sends, and its answer goes to the next robot`() async throws {
        let world = try await World { _, _ in .answer(200) }
        defer { world.close() }
        let deal = try await world.deal()
        try await world.deliverer.deliverDue()

        let form = try world.form(0)
        #expect(form["code"] == "greet" && form["properties[text]"] == "Привет & Pump")
        #expect([0, 1, 2].map { form["document_id[\($0)]"] } == ["crm", "CCrmDocumentDeal", "DEAL_\(deal.id)"])
        #expect([0, 1, 2].map { form["document_type[\($0)]"] } == ["crm", "CCrmDocumentDeal", "DEAL"])
        #expect(form["use_subscription"] == "Y" && form["timeout_duration"] == "0" && form["ts"] == String(world.company.clock.now.seconds))
        #expect(form["user_id"] == String(world.company.people.manager.rawValue) && form["workflow_id"]?.isEmpty == false)
        #expect(form["auth[application_token]"] == world.box.applicationToken(of: "webhook/7") && form["auth[domain]"] == "portal.example")
        #expect(try await world.messages().isEmpty)
        let token = try #require(form["event_token"])
        try await world.answer(token, "hello")
        #expect(try await world.messages() == ["it said hello"])
        let forged = String(token.dropLast()) + (token.last == "0" ? "1" : "0")
        let found = try await world.company.portal.read { [box = world.box] reader in try box.call(forged, in: reader) }
        #expect(found == nil)
    }

    @Test func `a lost answer is repeated under the same token, but not when the program has answered meanwhile`() async throws {
        let world = try await World { _, number in number == 3 ? .answer(200) : .answer(502) }
        defer { world.close() }
        _ = try await world.deal()
        try await world.deliverer.deliverDue()
        func next() async throws -> Delivery {
            try await world.company.portal.read { try #require(try OutboxReader.deliveries(by: ConnectorKind.program, .all, limit: 1, in: $0).first) }
        }
        let waiting = try await next()
        #expect(waiting.state == .queued && waiting.isUnsure)
        world.company.clock.advance(to: waiting.next)
        try await world.deliverer.deliverDue()
        #expect(try world.form(0)["event_token"] == world.form(1)["event_token"])
        try await world.answer(try #require(try world.form(0)["event_token"]), "done long ago")
        world.company.clock.advance(to: try await next().next)
        try await world.deliverer.deliverDue()
        #expect(world.receiver.requests.count == 2, "it is not told a third time")
        #expect(try await next().state == .delivered)
        #expect(try await world.messages() == ["it said done long ago"])
    }

    @Test func `a handler that refuses stops the robot; what it answers later is not lost`() async throws {
        let world = try await World { _, _ in .answer(404, body: "no such page") }
        defer { world.close() }
        let deal = try await world.deal()
        try await world.deliverer.deliverDue()
        let assembly = world.company.assembly
        func incidents() async throws -> [Incident] {
            try await world.company.portal.read { try Automation.AutomationReader(store: assembly.automation).openIncidents(in: $0) }
        }
        let incident = try #require(try await incidents().first)
        #expect(incident.item == deal && incident.message.english.contains("404"))
        try await world.answer(try #require(try world.form(0)["event_token"]), "late")
        #expect(try await world.messages().isEmpty, "a person decides")
        try await world.company.portal.perform(as: .person(world.company.people.administrator)) { command in
            try assembly.engine.retry(incident: incident.id, by: command.actor.user, in: command.transaction, at: command.now)
        }
        #expect(try await world.messages() == ["it said late"])
        #expect(world.receiver.requests.count == 1, "it is not told again")
    }
}
