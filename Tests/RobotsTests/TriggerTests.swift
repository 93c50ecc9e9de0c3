import Automation
import CRM
import Kernel
import Robots
import TestSupport
import Testing

/// Each trigger moves the item on its own event, and on no other.
@Suite struct TriggerTests {
    @Test func `an outgoing call that ended as asked`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.waiting(for: "outgoing_call", ["outcome": "no_answer"])
        try await world.call(deal, .outgoing, .answered)
        #expect(try await world.item(deal).stage == "SELECTION")
        try await world.call(deal, .outgoing, .noAnswer)
        #expect(try await world.item(deal).stage == "QUOTE")
    }

    @Test func `a letter to the client`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.waiting(for: "outgoing_mail")
        try await world.mail(deal, .incoming)
        #expect(try await world.item(deal).stage == "SELECTION")
        try await world.mail(deal, .outgoing)
        #expect(try await world.item(deal).stage == "QUOTE")
    }

    @Test func `a new responsible`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.waiting(for: "responsible_changed")
        try await world.act(world.people.administrator) { [items = world.items, people = world.people] command in
            _ = try items.update(deal, [.title: .string("Pumps")], command)
            #expect(try items.item(deal, in: command.transaction)?.stage == "SELECTION")
            _ = try items.assign(deal, to: people.clerk, command)
        }
        #expect(try await world.item(deal).stage == "QUOTE")
    }

    @Test func `an activity of the chosen kind that is done`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.waiting(for: "activity_completed", ["type": "meeting"])
        try await world.plan(.todo, on: deal)
        #expect(try await world.item(deal).stage == "SELECTION")
        try await world.plan(.meeting, on: deal)
        #expect(try await world.item(deal).stage == "QUOTE")
    }

    @Test func `a task whose deadline passes, once`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.waiting(for: "task_overdue")
        _ = try await world.portal.perform(as: .system) { [people = world.people] command in
            var draft = TaskDraft(title: "Offer", responsible: people.manager)
            draft.items = [deal]
            draft.author = people.head
            draft.deadline = command.now + .hours(1)
            try TaskItem.create(draft, by: .portal, in: command)
        }
        try await world.remind()
        #expect(try await world.item(deal).stage == "SELECTION")
        world.clock.advance(by: .hours(2))
        try await world.remind()
        #expect(try await world.item(deal).stage == "QUOTE")
        let lines = try await world.portal.read { try TimelineStore.page(of: deal, in: $0) }
        #expect(lines.filter { $0.line.kind == "task_overdue" }.count == 1)
    }
}

extension Prom2BWorld {
    /// A deal on the first stage, and a trigger that takes it to `QUOTE`.
    fileprivate func waiting(for trigger: String, _ parameters: [String: JSONValue] = [:]) async throws -> DocumentID {
        try await automate([], triggers: [TriggerSetting(id: "t", kind: trigger, title: trigger, parameters: parameters)])
        return try await deal()
    }

    fileprivate func call(_ deal: DocumentID, _ direction: ActivityDirection, _ outcome: CallOutcome) async throws {
        try await act(people.manager) { command in
            var report = CallReport(direction, phone: "+7 912 345-67-89", outcome: outcome)
            report.item = deal
            _ = try Activity.registerCall(report, in: command)
        }
    }

    fileprivate func mail(_ deal: DocumentID, _ direction: ActivityDirection) async throws {
        try await act(people.manager) { command in
            var report = MailReport(direction, address: "oleg@client.test", subject: "Offer", text: "")
            report.item = deal
            _ = try Activity.registerMail(report, in: command)
        }
    }

    fileprivate func plan(_ kind: ActivityKind, on deal: DocumentID) async throws {
        try await act(people.manager) { [people] command in
            let id = try Activity.plan(ActivityDraft(kind, subject: "Done soon", responsible: people.manager, items: [deal]), in: command)
            try Activity.complete(id, in: command)
        }
    }
}
