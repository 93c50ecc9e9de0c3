import Automation
import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing

/// Processes that ask people for a decision and wait.
@Suite struct AssignmentTests {
    @Test func `the first answer decides, and the process goes on with it`() async throws {
        let world = try await Prom2BWorld.make()
        let (deal, id) = try await world.asked(["rule": "any", "to": ["constant:Lawyer", "constant:Clerk"]])
        #expect(try await world.answers(on: deal) == [])

        try await world.answer(id, .approve, "Fine", by: world.people.clerk)

        #expect(try await world.answers(on: deal) == ["yes Fine"])
        #expect(try await world.assignment(id).state == .approved)
        let late = await refused { try await world.answer(id, .approve, by: world.people.lawyer) }
        #expect(late?.code == .conflict)
    }

    @Test func `one rejection rejects what all must approve, and needs a reason`() async throws {
        let world = try await Prom2BWorld.make()
        let (deal, id) = try await world.asked(["rule": "all", "to": ["constant:Lawyer", "constant:Clerk", "constant:Accountant"]])

        try await world.answer(id, .approve, by: world.people.lawyer)
        #expect(try await world.answers(on: deal) == [])
        let silent = await refused { try await world.answer(id, .reject, " ", by: world.people.clerk) }
        #expect(silent?.field == "comment")
        try await world.answer(id, .reject, "Too dear", by: world.people.clerk)

        #expect(try await world.answers(on: deal) == ["no Too dear"])
    }

    @Test func `as many approvals as asked for`() async throws {
        let world = try await Prom2BWorld.make()
        let people = ["constant:Lawyer", "constant:Clerk", "constant:Accountant"] as JSONValue
        let (deal, id) = try await world.asked(["rule": "votes", "votes": 2, "to": people])
        try await world.answer(id, .reject, "No", by: world.people.lawyer)
        try await world.answer(id, .approve, by: world.people.clerk)
        #expect(try await world.answers(on: deal) == [])
        try await world.answer(id, .approve, by: world.people.accountant)
        #expect(try await world.answers(on: deal) == ["yes"])

        let (other, second) = try await world.asked(["rule": "votes", "votes": 2, "to": people])
        try await world.answer(second, .reject, "No", by: world.people.lawyer)
        try await world.answer(second, .reject, "Never", by: world.people.clerk)
        #expect(try await world.answers(on: other) == ["no Never"])
    }

    @Test func `more approvals than people cannot be asked for`() async throws {
        let world = try await Prom2BWorld.make()
        try await world.automate([Self.approval(["rule": "votes", "votes": 3, "to": ["constant:Lawyer"]])])
        try await world.move(try await world.deal(), to: "QUOTE")
        #expect(try await world.incidents().count == 1)
        #expect(try await world.portal.read { try $0.count("select count(*) from assignments") } == 0)
    }

    @Test(arguments: [("expired", "expired"), ("approved", "yes"), ("rejected", "no")])
    func `a deadline that passes lets the process go on`(_ onDeadline: String, _ told: String) async throws {
        let world = try await Prom2BWorld.make()
        let (deal, id) = try await world.asked([
            "to": ["constant:Lawyer"], "deadline": "=dateadd({=System:Now}; '2h')", "onDeadline": .string(onDeadline),
        ])
        world.clock.advance(by: .minutes(119))
        try await world.remind()
        #expect(try await world.assignment(id).isOpen)
        world.clock.advance(by: .minutes(1))
        #expect(try await world.portal.read { try Reminders.nextMoment(in: $0) } == world.clock.now)
        try await world.remind()

        #expect(try await world.answers(on: deal) == [told])
        #expect(try await world.waiting(world.people.lawyer).isEmpty)
    }

    @Test func `an item that leaves the stage is not asked about any more`() async throws {
        let world = try await Prom2BWorld.make()
        let (deal, id) = try await world.asked(["to": ["constant:Lawyer"]])
        #expect(try await world.waiting(world.people.lawyer) == [id])
        try await world.move(deal, to: "CONTRACT")

        #expect(try await world.assignment(id).state == .cancelled)
        #expect(try await world.waiting(world.people.lawyer).isEmpty)
        #expect(await refused { try await world.answer(id, .approve, by: world.people.lawyer) }?.code == .conflict)
    }

    @Test func `a question is handed over once to one person`() async throws {
        let world = try await Prom2BWorld.make()
        let (deal, id) = try await world.asked(["rule": "all", "to": ["constant:Lawyer", "constant:Clerk"]])
        let (lawyer, clerk, head) = (world.people.lawyer, world.people.clerk, world.people.head)
        #expect(await refused { try await world.delegate(id, lawyer, clerk) }?.field == "person")
        #expect(await refused { try await world.delegate(id, head, clerk) }?.code == .forbidden)
        try await world.delegate(id, lawyer, head)

        #expect(try await world.waiting(lawyer).isEmpty)
        #expect(try await world.waiting(head) == [id])
        #expect(await refused { try await world.answer(id, .approve, by: lawyer) }?.code == .forbidden)
        try await world.answer(id, .approve, by: head)
        try await world.answer(id, .approve, by: clerk)
        #expect(try await world.answers(on: deal) == ["yes"])
    }

    @Test func `who is dismissed gives the question to the substitute, or drops out when that one is asked too`() async throws {
        let world = try await Prom2BWorld.make()
        let (lawyer, clerk, head) = (world.people.lawyer, world.people.clerk, world.people.head)
        try await world.portal.perform(as: .system) { command in
            for role in ["Lawyer", "Clerk"] { try ConstantStore.setValue(of: role, to: .user(head), in: command) }
        }
        let (deal, id) = try await world.asked(["rule": "all", "to": [.string("user:\(lawyer)"), .string("user:\(clerk)")]])
        try await world.automate([])
        try await world.dismiss(lawyer, head)
        #expect(try await world.waiting(head) == [id])
        try await world.answer(id, .approve, by: head)
        #expect(try await world.assignment(id).isOpen)
        try await world.dismiss(clerk, head)

        #expect(try await world.assignment(id).state == .approved)
        #expect(try await world.answers(on: deal) == ["yes"])
    }

    @Test func `everybody has taken note`() async throws {
        let world = try await Prom2BWorld.make()
        let note = RobotSetting("acquaint", ["subject": "Read the rules", "to": ["constant:Lawyer", "constant:Clerk"], "rule": "all"])
        let deal = try await world.run(note, RobotSetting("add_comment", ["text": "All have read"]))
        let id = try #require(try await world.waiting(world.people.clerk).first)
        #expect(await refused { try await world.answer(id, .approve, by: world.people.clerk) }?.code == .invalid)
        try await world.answer(id, .acquaint, by: world.people.clerk)
        #expect(try await world.answers(on: deal) == [])
        try await world.answer(id, .acquaint, by: world.people.lawyer)
        #expect(try await world.answers(on: deal) == ["All have read"])
    }

    @Test func `the history tells who was asked and what they said`() async throws {
        let world = try await Prom2BWorld.make()
        let (deal, id) = try await world.asked(["to": ["constant:Lawyer"]])
        try await world.answer(id, .reject, "Too dear", by: world.people.lawyer)

        let lines = try await world.portal.read { [items = world.items] reader in
            let entries = try TimelineStore.page(of: deal, in: reader)
            let names = try items.names(of: entries.flatMap(\.references), in: reader)
            return entries.map { $0.text(.english, names) }
        }
        #expect(lines.contains("For approval: “Contract of Compressors”, asked: Ilya Gorsky"))
        #expect(lines.contains("Rejected: “Contract of Compressors” — Too dear"))
    }

    static func approval(_ parameters: [String: JSONValue]) -> RobotSetting {
        let basics: [String: JSONValue] = ["subject": "Contract of {=Document:TITLE}", "comment": "reject"]
        return RobotSetting("approve", basics.merging(parameters) { $1 })
    }
}

extension Prom2BWorld {
    /// A deal that waits for an approval; what comes of it is written as a comment.
    fileprivate func asked(_ parameters: [String: JSONValue]) async throws -> (DocumentID, AssignmentID) {
        let word = "{{=if({=approve:Expired}; 'expired'; if({=approve:Approved}; 'yes'; 'no'))}} {=approve:Comment}"
        let deal = try await run(AssignmentTests.approval(parameters), RobotSetting("add_comment", ["text": .string(word)]))
        let open = try await portal.read { try Assignment.open(of: deal, in: $0) }
        return (deal, try #require(open.first).id)
    }

    fileprivate func answers(on deal: DocumentID) async throws -> [String] {
        try await portal.read { try Comment.list(of: .item(deal), in: $0).map(\.text) }
    }

    fileprivate func assignment(_ id: AssignmentID) async throws -> Assignment {
        try #require(try await portal.read { try Assignment.find(id, in: $0) })
    }

    fileprivate func waiting(_ person: UserID) async throws -> [AssignmentID] {
        try await portal.read { try Assignment.list(.waiting, of: [person], in: $0).map(\.id) }
    }

    fileprivate func answer(_ id: AssignmentID, _ answer: Assignment.Answer, _ comment: String = "", by person: UserID) async throws {
        try await act(person) { try Assignment.answer(id, answer, comment: comment, by: person, in: $0) }
    }

    fileprivate func delegate(_ id: AssignmentID, _ person: UserID, _ other: UserID) async throws {
        try await act(person) { try Assignment.delegate(id, from: person, to: other, in: $0) }
    }

    fileprivate func dismiss(_ person: UserID, _ substitute: UserID) async throws {
        try await act(people.administrator) { [staff = assembly.staff] in try staff.dismiss(person, substitute: substitute, in: $0) }
    }

    func remind() async throws {
        _ = try await portal.perform(as: .system) { try Reminders.give(in: $0) }
    }
}

/// What refused it.
private func refused(_ body: () async throws -> Void) async -> Failure? {
    do {
        try await body()
        return nil
    } catch {
        return error as? Failure
    }
}
