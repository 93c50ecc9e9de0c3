import Automation
import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing

/// Processes beside the stages on real items: what they ask people outlives stages and goes when they are stopped; for each over
/// products and contacts; waits for real events.
@Suite struct ProcessRobotTests {
    private let approval = Block.robot(
        RobotSetting(
            "approve", [
                "subject": "Contract of {=Document:TITLE}", "comment": "no", "rule": "any", "to": ["constant:Lawyer"],
            ]))

    private func comment(_ text: String) -> Block {
        .robot(RobotSetting(id: "say", kind: "add_comment", title: "Say", timing: .afterPreviousRobot, parameters: ["text": .string(text)]))
    }

    @Test func `an approval of a process stays open when the item changes its stage, and its answer goes on with the process`() async throws {
        let world = try await Prom2BWorld.make()
        try await world.publish([
            StageAutomation(stage: "@check", process: [approval, comment("{=approve:Approved > int}")], named: NamedProcess(title: "Check"))
        ])
        let deal = try await world.deal()
        try await world.start("@check", on: deal)
        let open = try #require(try await world.open(deal).first)

        try await world.move(deal, to: "QUOTE")
        #expect(try await world.open(deal).map(\.id) == [open.id])
        try await world.act(world.people.lawyer) { [people = world.people] in
            try Assignment.answer(open.id, .approve, comment: "", by: people.lawyer, in: $0)
        }

        #expect(try await world.comments(deal) == ["1"])
    }

    @Test func `stopping a process takes back what it asks`() async throws {
        let world = try await Prom2BWorld.make()
        try await world.publish([StageAutomation(stage: "@check", process: [approval], named: NamedProcess(title: "Check"))])
        let deal = try await world.deal()
        try await world.start("@check", on: deal)
        let run = try #require(try await world.runningProcess(on: deal))

        try await world.portal.perform(as: .system, .interactive) { [assembly = world.assembly] command in
            try assembly.engine.stopProcess(run: run, on: deal, by: nil, in: command.transaction, at: command.now)
        }

        #expect(try await world.open(deal).isEmpty)
    }

    @Test func `a robot goes through the products of a deal and its contacts`() async throws {
        let world = try await Prom2BWorld.make()
        let each = Block.each(
            id: "list", title: "", .rows(.products), limit: 10,
            body: [comment("{=list:number}. {=list:NAME} × {=list:QUANTITY} = {=list:SUM}")])
        let contacts = Block.each(
            id: "people", title: "", .rows(.contacts), limit: 10,
            body: [.robot(RobotSetting(id: "call", kind: "add_comment", title: "", timing: .afterPreviousRobot, parameters: ["text": "{=people:NAME} {=people:PHONE}"]))])
        try await world.publish([StageAutomation(stage: "QUOTE", process: [each, contacts])])
        let deal = try await world.deal()
        try await world.act(world.people.administrator) { [items = world.items] command in
            let rows = [ProductRow(name: "Насос", price: 150_00, quantity: 2000), ProductRow(name: "Шланг", price: 10_50, quantity: 1500)]
            _ = try items.setProducts(deal, rows, command)
        }

        try await world.move(deal, to: "QUOTE")

        let said = try await world.comments(deal)
        #expect(said.sorted() == ["1. Насос × 2 = 300.00", "2. Шланг × 1.5 = 15.75", "Oleg +7 912 345-67-89"])
    }

    @Test func `a wait on a stage ends by the client's call, in the words of the explanation`() async throws {
        let world = try await Prom2BWorld.make()
        let wait = Block.wait(
            id: "wait", title: "", WaitRule(.event(kind: "incoming_call", parameters: [:], condition: nil), deadline: Timing(amount: 3, unit: .days)),
            came: [comment("called")], missed: [])
        try await world.publish([StageAutomation(stage: "QUOTE", process: [wait])])
        let deal = try await world.deal()
        try await world.move(deal, to: "QUOTE")
        #expect(try await world.comments(deal) == [])

        try await world.act(world.people.manager) { command in
            var report = CallReport(.incoming, phone: "+7 912 345-67-89", outcome: .answered)
            report.item = deal
            _ = try Activity.registerCall(report, in: command)
        }

        #expect(try await world.comments(deal) == ["called"])
    }
}

/// Questions for information in the list of assignments, and what conditions are called.
@Suite struct QuestionTests {
    @Test func `a question is listed for those asked, and handed over with its activity`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.run(
            RobotSetting("request_information", ["to": ["constant:Lawyer"], "text": "When?", "fields": ["UF_CRM_SHIP_DATE"]]))
        let (lawyer, clerk, manager) = (world.people.lawyer, world.people.clerk, world.people.manager)
        let asked = try #require(try await world.questions(.waiting, [lawyer]).first)
        #expect(asked.item == deal && asked.recipients == [lawyer])
        #expect(try await world.questions(.waiting, [clerk]).isEmpty)
        #expect(try await world.questions(.waiting, [clerk, lawyer]).map(\.id) == [asked.id])

        let stranger = await #expect(throws: Failure.self) { try await world.hand(asked.id, from: manager, to: clerk) }
        #expect(stranger?.code == .forbidden)
        let again = await #expect(throws: Failure.self) { try await world.hand(asked.id, from: lawyer, to: lawyer) }
        #expect(again?.field == "person")
        try await world.hand(asked.id, from: lawyer, to: clerk)

        #expect(try await world.questions(.waiting, [lawyer]).isEmpty)
        #expect(try await world.questions(.waiting, [clerk]).map(\.id) == [asked.id])
        let activity = try #require(asked.activity)
        #expect(try await world.portal.read { try Activity.find(activity, in: $0).responsible } == clerk)
    }

    @Test func `conditions on linked items and further data are called by words`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.deal()
        let documents = CRMDocuments(portal: world.portal, items: world.items, calendars: world.assembly.calendars)
        func title(_ field: String) async throws -> String? {
            try await world.portal.read { try documents.title(of: FieldReference(object: "Document", field: field), on: deal, in: $0)?.russian }
        }

        #expect(try await title("ORIGINAL.TITLE") == "Исходная сделка: Название")
        #expect(try await title("PREVIOUS_STAGE_ID") == "Предыдущая стадия")
        #expect(try await title("CONTACT.FULL_NAME") == "Контакт: Полное имя")
        #expect(try await title("ORIGINAL.NOTHING") == nil)
    }
}

extension Prom2BWorld {
    fileprivate func questions(_ part: Assignment.Part, _ people: [UserID]) async throws -> [InformationRequest] {
        try await portal.read { try InformationRequest.list(part, of: people, in: $0) }
    }

    fileprivate func hand(_ id: InformationRequestID, from person: UserID, to other: UserID) async throws {
        try await act(person) { try InformationRequest.delegate(id, from: person, to: other, in: $0) }
    }

    fileprivate func publish(_ stages: [StageAutomation]) async throws {
        try await portal.perform(as: .system, .interactive) { [assembly] command in
            let outlines = try assembly.pipelines.all(in: command.transaction).outlines
            try assembly.automation.publish(
                PipelineAutomation(stages: stages), to: "DEAL:0", among: outlines, by: nil, in: command.transaction, at: command.now)
        }
    }

    fileprivate func start(_ code: String, on deal: DocumentID) async throws {
        try await portal.perform(as: .system, .interactive) { [assembly] command in
            try assembly.engine.startProcess(code, on: deal, [:], by: nil, in: command.transaction, at: command.now)
        }
    }

    fileprivate func runningProcess(on deal: DocumentID) async throws -> Int64? {
        let reader = Automation.AutomationReader(store: assembly.automation)
        let explanation = try await portal.read { try reader.explanation(of: deal, in: $0) }
        return explanation?.visits.first { $0.process != nil }?.run
    }

    fileprivate func open(_ deal: DocumentID) async throws -> [Assignment] {
        try await portal.read { try Assignment.open(of: deal, in: $0) }
    }

    fileprivate func comments(_ deal: DocumentID) async throws -> [String] {
        try await portal.read { try Comment.list(of: .item(deal), in: $0).map(\.text) }
    }
}
