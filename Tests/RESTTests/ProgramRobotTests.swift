import Automation
import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing

@testable import REST

/// Robots that programs register: from the registration to the answer.
@Suite struct ProgramRobotTests {
    private static let invoice: JSONValue = [
        "CODE": "make.invoice", "HANDLER": "http://127.0.0.1:9/robot", "NAME": ["ru": "Выставить счёт", "en": "Make an invoice"],
        "USE_SUBSCRIPTION": "Y",
        "PROPERTIES": [
            "subject": ["Name": "Тема", "Type": "string", "Required": "Y"], "copies": ["Name": "Копий", "Type": "int", "Default": 2],
            "urgent": ["Name": "Срочно", "Type": "bool"], "who": ["Name": "Кому", "Type": "user", "Multiple": "Y"],
            "kind": ["Name": "Вид", "Type": "select", "Options": ["a": "Обычный", "b": "Особый"]],
        ],
        "RETURN_PROPERTIES": ["number": ["Name": "Номер", "Type": "string"], "sum": ["Name": "Сумма", "Type": "double"]],
    ]
    private static let kind = RobotKind(ProgramRobot.kind(of: "make.invoice"))

    /// The robot of the program, and one that uses what it gave back.
    private func publish(_ world: RESTWorld, _ parameters: [String: JSONValue] = [:]) async throws {
        var given: [String: JSONValue] = [
            "subject": "Счёт по {=Document:TITLE}", "urgent": true, "who": [.string("user:\(world.people.manager)")], "kind": "b",
        ]
        given.merge(parameters) { $1 }
        try await world.process([
            RobotSetting(id: "invoice", kind: Self.kind, title: "Счёт", parameters: given),
            RobotSetting(
                id: "note", kind: "social_message", title: "Note", timing: .afterPreviousRobot,
                parameters: ["to": ["responsible"], "text": "№ {=invoice:number} {=invoice:sum} {=invoice:Expired}"]),
        ])
    }

    private func deal(_ world: RESTWorld) async throws -> DocumentID {
        let added = try await world.administrator.call("crm.deal.add", ["fields": ["TITLE": "Насосы", "ASSIGNED_BY_ID": .int(world.people.manager.rawValue)]])
        let deal = DocumentID(.deal, try #require(added.result.int))
        _ = try await world.administrator.call("crm.deal.update", ["id": .int(deal.id), "fields": ["STAGE_ID": "QUOTE"]])
        return deal
    }

    private func messages(_ world: RESTWorld) async throws -> [String] {
        try await world.portal.read { try $0.query("select body from messages order by id") { $0.text(0) } }
    }

    @Test func `the program is told, the process waits for its answer, and later robots use it`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        #expect(try await client.call("bizproc.robot.add", Self.invoice).result == true)
        #expect(try await client.call("bizproc.robot.list").result == ["make.invoice"])
        try await publish(world)
        let deal = try await deal(world)
        let call = try #require(try await world.calls().first)
        let payload = try #require(try await world.payload(of: call.delivery))
        let user = world.people.manager
        #expect(
            payload["fields"]?.text == """
                {"workflow_id":"\(try #require(payload["fields"]?["workflow_id"]?.string))","code":"make.invoice",\
                "document_id":["crm","CCrmDocumentDeal","DEAL_\(deal.id)"],"document_type":["crm","CCrmDocumentDeal","DEAL"],\
                "properties":{"subject":"Счёт по Насосы","copies":"2","urgent":"Y","who":["user_\(user)"],"kind":"b"},\
                "use_subscription":"Y","timeout_duration":0,"ts":\(world.company.clock.now.seconds),"user_id":\(world.people.administrator)}
                """)
        #expect(try await messages(world).isEmpty, "the process waits")
        let token = world.secrets.eventToken(of: call)
        #expect(try await client.call("bizproc.activity.log", ["EVENT_TOKEN": .string(token), "LOG_MESSAGE": "Готовлю счёт"]).result == true)
        let answer: JSONValue = [
            "EVENT_TOKEN": .string(token), "RETURN_VALUES": ["number": "С-17", "sum": "1250.5", "other": 1], "LOG_MESSAGE": "Счёт готов",
        ]
        #expect(try await client.call("bizproc.event.send", answer).result == true)
        #expect(try await messages(world) == ["№ С-17 1250.5 Нет"])
        let journal = try await world.journal(deal)
        let noted = journal.filter { $0.kind == .deliveryNoted }.compactMap { $0.reason?.russian }
        #expect(noted.count == 2 && noted[0].hasPrefix("приложение сообщает: Готовлю счёт") && noted[1].contains("вебхук «Сайт»"))
        #expect(journal.contains { $0.kind == .resumed && $0.reason?.russian.contains("приложение ответило роботу «Счёт»") == true })
        // Twice is refused: nobody waits any more.
        let again = try await client.refusal("bizproc.event.send", answer)
        #expect((again.status, again.error) == (400, "ERROR_WRONG_WORKFLOW_ID"))
    }

    @Test func `a program that does not answer in time is not waited for`() async throws {
        let world = try await RESTWorld.make()
        _ = try await world.administrator.call("bizproc.robot.add", Self.invoice)
        try await publish(world, ["_timeout": 30])
        _ = try await deal(world)
        let call = try #require(try await world.calls().first)
        #expect(call.deadline == world.company.clock.now + .minutes(30))
        world.company.clock.advance(to: world.company.clock.now + .minutes(29))
        try await ReminderClock(portal: world.portal).giveDue()
        #expect(try await messages(world).isEmpty)
        world.company.clock.advance(to: world.company.clock.now + .minutes(1))
        try await ReminderClock(portal: world.portal).giveDue()
        #expect(try await messages(world).count == 1)
        let late = try await world.administrator.refusal("bizproc.event.send", ["EVENT_TOKEN": .string(world.secrets.eventToken(of: call))])
        #expect(late.error == "ERROR_WRONG_WORKFLOW_ID")
    }

    @Test func `without a subscription the process goes on at once`() async throws {
        let world = try await RESTWorld.make()
        var invoice = Self.invoice.object ?? JSONObject()
        invoice["USE_SUBSCRIPTION"] = "N"
        _ = try await world.administrator.call("bizproc.robot.add", .object(invoice))
        try await publish(world)
        _ = try await deal(world)
        #expect(try await messages(world).count == 1)
        let call = try #require(try await world.calls().first)
        #expect(try await world.payload(of: call.delivery)?["fields"]?["use_subscription"] == "N")
        #expect(try await world.administrator.refusal("bizproc.event.send", ["EVENT_TOKEN": .string(world.secrets.eventToken(of: call))]).status == 400)
    }

    @Test func `a robot whose program is gone is named by the check and stops with an incident; installed anew it goes on`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        _ = try await client.call("bizproc.robot.add", Self.invoice)
        try await publish(world)
        #expect(try await client.call("bizproc.robot.delete", ["CODE": "make.invoice"]).result == true)
        let deal = try await deal(world)
        let assembly = world.company.assembly
        let incidents = try await world.portal.read { try Automation.AutomationReader(store: assembly.automation).openIncidents(in: $0) }
        let incident = try #require(incidents.first { $0.item == deal })
        #expect(incident.message.russian.contains("не зарегистрирован"))
        let active = try await world.portal.read { try #require(try assembly.automation.active("DEAL:0", in: $0)) }
        let findings = assembly.automation.check(active, of: "DEAL:0", among: [])
        #expect(findings.contains { $0.severity == .error && $0.place == "stages[QUOTE].robots[0].kind" && $0.message.russian.contains("не зарегистрирован") }, "\(findings)")
        _ = try await client.call("bizproc.robot.add", Self.invoice)
        try await world.portal.perform(as: .person(world.people.administrator)) { command in
            try assembly.engine.retry(incident: incident.id, by: command.actor.user, in: command.transaction, at: command.now)
        }
        #expect(try await world.calls().count == 1)
    }

    @Test func `registrations are checked, changed and removed by those who set up automation`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        func refusal(_ method: String, _ change: [String: JSONValue]) async throws -> String? {
            var sent = Self.invoice.object ?? JSONObject()
            for (name, value) in change { sent[name] = value }
            return try await client.refusal(method, .object(sent)).error
        }
        #expect(try await refusal("bizproc.robot.add", ["CODE": ""]) == "ERROR_ACTIVITY_VALIDATION_FAILURE")
        #expect(try await refusal("bizproc.robot.add", ["CODE": "а б"]) == "ERROR_ACTIVITY_VALIDATION_FAILURE")
        #expect(try await refusal("bizproc.robot.add", ["NAME": ""]) == "ERROR_ACTIVITY_VALIDATION_FAILURE")
        #expect(try await refusal("bizproc.robot.add", ["HANDLER": "ftp://a.ru/x"]) == "ERROR_UNSUPPORTED_PROTOCOL")
        #expect(try await refusal("bizproc.robot.add", ["HANDLER": "nowhere"]) == "ERROR_WRONG_HANDLER_URL")
        #expect(try await refusal("bizproc.robot.add", ["PROPERTIES": ["1x": ["Name": "X"]]]) == "ERROR_ACTIVITY_VALIDATION_FAILURE")
        #expect(try await refusal("bizproc.robot.add", ["PROPERTIES": ["x": ["Name": ""]]]) == "ERROR_ACTIVITY_VALIDATION_FAILURE")
        #expect(try await refusal("bizproc.robot.add", ["AUTH_USER_ID": 99999]) == "ERROR_ACTIVITY_VALIDATION_FAILURE")
        _ = try await client.call("bizproc.activity.add", Self.invoice)
        #expect(try await refusal("bizproc.robot.add", [:]) == "ERROR_ACTIVITY_ALREADY_INSTALLED")
        #expect(try await client.call("bizproc.robot.list").result == [])
        #expect(try await client.call("bizproc.activity.list").result == ["make.invoice"])
        #expect(try await refusal("bizproc.robot.delete", [:]) == "ERROR_ACTIVITY_NOT_FOUND")
        let change: JSONValue = ["CODE": "make.invoice", "FIELDS": ["NAME": "Счёт 2", "DOCUMENT_TYPE": ["crm", "CCrmDocumentLead", "LEAD"]]]
        #expect(try await client.call("bizproc.activity.update", change).result == true)
        let robot = try #require(world.company.assembly.automation.catalog[robot: Self.kind])
        #expect(robot.title.russian == "Счёт 2" && robot.isForProcesses && robot.suits("LEAD") && !robot.suits("DEAL:0"))
        #expect(robot.parameters.map(\.name).contains("subject"), "what was not sent stays")
        let clerk = try await world.client(of: world.people.clerk)
        #expect(try await clerk.refusal("bizproc.activity.list").error == "ACCESS_DENIED")
        #expect(try await clerk.refusal("bizproc.event.send", ["EVENT_TOKEN": "1_abc"]).error == "ACCESS_DENIED")
        #expect(try await client.call("bizproc.activity.delete", ["CODE": "make.invoice"]).result == true)
    }
}

extension RESTWorld {
    /// The first pipeline of deals has nothing but these robots on `QUOTE`.
    func process(_ robots: [RobotSetting]) async throws {
        try await portal.perform(as: .system, .interactive) { [assembly = company.assembly] command in
            let body = PipelineAutomation(stages: [StageAutomation(stage: "QUOTE", process: robots.map(Block.robot))])
            try assembly.automation.publish(body, to: "DEAL:0", among: [], by: nil, in: command.transaction, at: command.now)
        }
    }

    func calls() async throws -> [ProgramCall] {
        try await portal.read { reader in
            try reader.query("select delivery from program_calls order by delivery") { $0.int64(0) }.compactMap { try ProgramCall.call($0, in: reader) }
        }
    }

    func payload(of delivery: Int64) async throws -> JSONValue? {
        try await portal.read { try $0.first("select payload from automation_outbox where id = $1", [delivery]) { try JSONValue(parsing: $0.text(0)) } }
    }

    func journal(_ item: DocumentID) async throws -> [JournalEntry] {
        try await portal.read { [store = company.assembly.automation] in try Automation.AutomationReader(store: store).journal(of: item, in: $0) }
    }
}
