import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct ActivityTests {
    private func plan(
        _ world: WorkWorld, on items: [DocumentID],
        _ change: @Sendable @escaping (inout ActivityDraft) -> Void = { _ in }
    ) async throws -> ActivityID {
        try await world.perform(as: WorkWorld.author) { command in
            var draft = ActivityDraft(.call, subject: "Позвонить", responsible: WorkWorld.doer, items: items)
            change(&draft)
            return try Activity.plan(draft, in: command)
        }
    }

    private func find(_ world: WorkWorld, _ id: ActivityID) async throws -> Activity {
        try await world.read { try Activity.find(id, in: $0) }
    }

    @Test func `a card shows the nearest of what is planned on it`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()
        let (soon, later) = (world.now + .hours(1), world.now + .days(2))

        let first = try await plan(world, on: [lead]) { $0.deadline = later }
        #expect(try await world.item(lead).nextActivityAt == later)
        let second = try await plan(world, on: [lead]) { $0.deadline = soon }
        #expect(try await world.item(lead).nextActivityAt == soon)
        _ = try await world.perform(as: WorkWorld.doer) { try Activity.complete(second, result: "Дозвонился", in: $0) }
        #expect(try await world.item(lead).nextActivityAt == later)
        try await world.perform { try Activity.delete(first, in: $0) }
        #expect(try await world.item(lead).nextActivityAt == nil)

        #expect(try await world.read { try Activity.planned(on: lead, in: $0) }.isEmpty)
        #expect(try await world.read { try Activity.done(on: lead, in: $0) }.map(\.result) == ["Дозвонился"])
        #expect(
            world.events.kinds.suffix(4) == [
                "activity.planned", "activity.planned", "activity.completed", "activity.deleted",
            ])
    }

    @Test func `an activity of several items stands on all of them and raises its events for each`() async throws {
        let world = try await WorkWorld.make()
        let leads = [try await world.lead(), try await world.lead()]
        world.events.forget()

        let id = try await plan(world, on: leads + leads) { $0.deadline = TestPortal.monday + .hours(3) }
        _ = try await world.perform { try Activity.complete(id, in: $0) }

        #expect(world.events.all("activity.planned").map(\.document) == leads)
        #expect(world.events.all("activity.completed").map(\.document) == leads)
        #expect(world.events.all("activity.planned").allSatisfy { $0.payload["activity"] == .int(id.rawValue) })
    }

    @Test func `a replayed robot's step plans one activity`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()

        let first = try await plan(world, on: [lead]) { $0.robotKey = "run 1 node 2" }
        let second = try await plan(world, on: [lead]) { $0.robotKey = "run 1 node 2" }

        #expect(first == second)
        #expect(try await world.read { try $0.count("select count(*) from activities") } == 1)
        #expect(try await world.notices(of: WorkWorld.doer).count == 1)
    }

    @Test(arguments: ["subject", "items", "reminder", "end", "responsible"])
    func `a wrong activity is refused at its field`(_ field: String) async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()

        await #expect {
            try await plan(world, on: [lead]) { draft in
                switch field {
                case "subject": draft.subject = "  "
                case "items": draft.items = []
                case "reminder": draft.reminderMinutes = 15
                case "responsible": draft.responsible = 0
                default: (draft.start, draft.end) = (TestPortal.monday, TestPortal.monday - .minutes(1))
                }
            }
        } throws: { ($0 as? Failure)?.field == field }
        #expect(try await world.read { try $0.count("select count(*) from activities") } == 0)
    }

    @Test func `done twice is a conflict, reopened counts again`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()
        let deadline = world.now + .hours(2)
        let id = try await plan(world, on: [lead]) { $0.deadline = deadline }

        _ = try await world.perform { try Activity.complete(id, in: $0) }
        await #expect {
            try await world.perform { try Activity.complete(id, in: $0) }
        } throws: { ($0 as? Failure)?.code == .conflict }
        _ = try await world.perform { try Activity.reopen(id, in: $0) }
        await #expect {
            try await world.perform { try Activity.reopen(id, in: $0) }
        } throws: { ($0 as? Failure)?.code == .conflict }

        #expect(try await find(world, id).isPlanned)
        #expect(try await world.item(lead).nextActivityAt == deadline)
    }

    @Test func `rescheduling moves the meeting along and is told with the old time`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()
        let start = world.now + .hours(2)
        let id = try await plan(world, on: [lead]) {
            $0.kind = .meeting
            $0.start = start
            $0.end = start + .hours(1)
            $0.deadline = start
        }

        let moved = try await world.perform { try Activity.reschedule(id, to: start + .days(1), in: $0) }

        #expect(moved.start == start + .days(1) && moved.end == start + .days(1) + .hours(1))
        #expect(world.events.all("activity.changed").map(\.line) == ["activity_rescheduled"])
    }

    @Test func `leaving a stage closes what was flagged for it and nothing else`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()
        let flagged = try await plan(world, on: [lead]) { $0.completesOnStageChange = true }
        let plain = try await plan(world, on: [lead])

        try await world.perform { [items = world.items] command in
            _ = try items.update(lead, ["STATUS_ID": .string("WORK")], command)
        }

        #expect(try await find(world, flagged).status == .autoDone)
        #expect(try await find(world, plain).status == .planned)
        #expect(world.events.all("activity.completed").count == 1)
    }

    @Test func `what a lead has planned goes on on what it becomes`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead([.title: .string("Заявка"), .name: .string("Пётр")])
        let deadline = world.now + .hours(3)
        let open = try await plan(world, on: [lead]) { $0.deadline = deadline }
        let done = try await plan(world, on: [lead])
        _ = try await world.perform { try Activity.complete(done, in: $0) }
        let task = try await world.task { $0.items = [lead] }
        let note = try await world.perform { try Comment.add("Важно", to: .item(lead), by: .portal, in: $0) }

        let deal = try await world.perform { [items = world.items] in try items.convert(lead, $0).deal }

        #expect(try await find(world, open).items.contains(deal))
        #expect(try await find(world, done).items == [lead])
        let taskItems = try await world.find(task).items
        #expect(taskItems.first == lead && taskItems.contains(deal))
        #expect(try await world.read { try Comment.list(of: .item(deal), in: $0) }.map(\.id) == [note])
        #expect(try await world.item(deal).nextActivityAt == deadline)
    }

    @Test func `a reminder is given once, at its moment, and anew after rescheduling`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()
        let deadline = world.now + .hours(1)
        let id = try await plan(world, on: [lead]) {
            $0.deadline = deadline
            $0.reminderMinutes = 15
            $0.responsible = WorkWorld.author
        }
        let clock = ReminderClock(portal: world.portal.portal)

        world.portal.clock.advance(to: deadline - .minutes(15) - .seconds(1))
        #expect(try await clock.giveDue() == 0)
        #expect(try await world.read { try Reminders.nextMoment(in: $0) } == deadline - .minutes(15))
        world.portal.clock.advance(by: .seconds(1))
        #expect(try await clock.giveDue() == 1)
        #expect(try await clock.giveDue() == 0)
        #expect(try await world.notices(of: WorkWorld.author).map(\.kind) == ["reminder"])

        _ = try await world.perform { try Activity.reschedule(id, to: deadline + .days(1), in: $0) }
        world.portal.clock.advance(by: .days(2))
        #expect(try await clock.giveDue() == 1)
    }

    @Test func `what is done is not reminded of`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()
        let id = try await plan(world, on: [lead]) {
            $0.deadline = TestPortal.monday + .hours(1)
            $0.reminderMinutes = 0
        }
        _ = try await world.perform { try Activity.complete(id, in: $0) }

        world.portal.clock.advance(by: .days(1))

        #expect(try await ReminderClock(portal: world.portal.portal).giveDue() == 0)
    }

    @Test func `a passed deadline of a task is told once to those who do it and its author`() async throws {
        let world = try await WorkWorld.make()
        let id = try await world.task { $0.deadline = TestPortal.monday + .hours(1) }
        let clock = ReminderClock(portal: world.portal.portal)

        world.portal.clock.advance(by: .hours(2))
        #expect(try await clock.giveDue() == 1)
        #expect(try await clock.giveDue() == 0)
        for person in [WorkWorld.author, WorkWorld.doer, WorkWorld.mate] {
            #expect(try await world.notices(of: person).first?.kind == "task_overdue")
        }
        #expect(try await world.notices(of: WorkWorld.watcher).first?.kind == "task_created")

        _ = try await world.perform { try TaskItem.changeDeadline(id, to: world.now + .hours(1), by: .portal, in: $0) }
        world.portal.clock.advance(by: .hours(2))
        #expect(try await clock.giveDue() == 1)
    }

    @Test func `counters and the agenda follow the days of the portal's zone`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()
        let days = world.days
        for deadline in [
            days.now - .seconds(1), days.now, days.tomorrow - .seconds(1), days.tomorrow, days.dayAfterTomorrow,
        ] {
            _ = try await plan(world, on: [lead]) { $0.deadline = deadline }
        }
        _ = try await plan(world, on: [lead])

        let counters = try await world.read {
            try ActivityCounters.of(WorkWorld.doer, now: days.now, tomorrow: days.tomorrow, in: $0)
        }
        var sizes: [ActivityAgenda.Part: Int] = [:]
        for part in ActivityAgenda.Part.allCases {
            sizes[part] = try await world.read {
                try ActivityAgenda.page(part, of: [WorkWorld.doer], days: days, in: $0)
            }.total
        }

        #expect([counters.overdue, counters.today, counters.incoming] == [1, 2, 0])
        #expect(sizes == [.incoming: 0, .overdue: 1, .today: 2, .tomorrow: 1, .later: 1, .withoutDeadline: 1])
    }
}
