import Automation
import CRM
import Kernel
import Robots
import TestSupport
import Testing

/// Robots that give colleagues something to do, take it back, or choose who shall do it.
@Suite struct EmployeeRobotTests {
    @Test func `a meeting has a beginning, an end, a place and a responsible`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.run(
            RobotSetting(
                "plan_meeting",
                [
                    "subject": "Show {=Document:TITLE}", "responsible": ["constant:Consultant"], "start": "24.11.2026", "place": "Office 3",
                    "end": "={=Document:UF_CRM_SHIP_DATE}",
                ]),
            on: ["UF_CRM_SHIP_DATE": .date(LocalDate(year: 2026, month: 11, day: 25)!)])

        let meeting = try #require(try await world.portal.read { try Activity.planned(on: deal, in: $0).first })
        #expect(meeting.kind == .meeting && meeting.subject == "Show Compressors" && meeting.address == "Office 3")
        #expect(meeting.responsible == world.people.consultant)
        #expect(meeting.start == (try world.moment("2026-11-24 09:00")) && meeting.deadline == meeting.start)
        #expect(meeting.end == (try world.moment("2026-11-25 09:00")))
    }

    @Test func `a meeting that ends before it begins stops the robot and leaves nothing`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.run(
            RobotSetting(
                "plan_meeting", ["subject": "Visit", "responsible": ["responsible"], "start": "24.11.2026", "end": "23.11.2026"]))

        #expect(try await world.incidents().map(\.item) == [deal])
        #expect(try await world.portal.read { try Activity.planned(on: deal, in: $0) }.isEmpty)
    }

    @Test func `a to-do stands on the item with its deadline`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.run(
            RobotSetting("plan_todo", ["subject": "Check the stock", "responsible": ["responsible"], "deadline": "25.11.2026"]))

        let todo = try #require(try await world.portal.read { try Activity.planned(on: deal, in: $0).first })
        #expect(todo.kind == .todo && todo.responsible == world.people.manager)
        #expect(todo.deadline == (try world.moment("2026-11-25 09:00")))
    }

    @Test func `tasks of the chosen stages are completed, those of people and of other stages stay`() async throws {
        let world = try await Prom2BWorld.make()
        let task = RobotSetting("create_task", ["subject": "By a robot", "responsible": ["responsible"], "waits": false])
        let deal = try await world.run(task)
        _ = try await world.portal.perform(as: .system) { [people = world.people] command in
            var draft = TaskDraft(title: "By a person", responsible: people.manager)
            draft.items = [deal]
            draft.author = people.head
            try TaskItem.create(draft, by: .portal, in: command)
        }
        try await world.automate([RobotSetting("complete_tasks", ["stages": ["CONTACTED"]])], on: "FEEDBACK")
        try await world.move(deal, to: "FEEDBACK")
        #expect(try await world.skips(on: deal) == ["There are no open tasks of robots."])
        try await world.automate([RobotSetting("complete_tasks", ["stages": ["QUOTE"], "result": "Signed"])], on: "CONTRACT")
        try await world.move(deal, to: "CONTRACT")

        let tasks = try await world.portal.read { try TaskItem.linked(to: deal, in: $0) }
        #expect(tasks.filter { $0.state == .completed }.map(\.title) == ["By a robot"])
        #expect(tasks.first { $0.title == "By a robot" }?.result == "Signed")
        #expect(tasks.filter { $0.state == .waiting }.map(\.title) == ["By a person"])
    }

    @Test func `a role that nobody has is named by its title`() async throws {
        let world = try await Prom2BWorld.make()
        try await world.portal.perform(as: .system) { try ConstantStore.setValue(of: "Clerk", to: .null, in: $0) }
        _ = try await world.run(RobotSetting("notify", ["to": ["constant:Clerk"], "text": "Papers"]))
        #expect(try await world.incidents().first?.message.english.contains("nobody stands behind “Делопроизводитель”") == true)
    }

    @Test(arguments: ["turn", "least_busy", "random", "first"])
    func `one of several people is chosen`(_ choice: String) async throws {
        let world = try await Prom2BWorld.make()
        let (lawyer, clerk) = (world.people.lawyer, world.people.clerk)
        try await world.automate([
            RobotSetting("choose_employee", ["people": [.string("user:\(lawyer)"), .string("user:\(clerk)")], "choice": .string(choice)]),
            RobotSetting(
                "modify_item", ["fields": ["ASSIGNED_BY_ID": "{=choose_employee:user}"]]),
        ])
        var chosen: [UserID] = []
        for _ in 0..<4 {
            let deal = try await world.deal()
            try await world.move(deal, to: "QUOTE")
            let person = try #require(try await world.item(deal).responsible)
            chosen.append(person)
            _ = try await world.portal.perform(as: .system) { command in
                var draft = TaskDraft(title: "More work", responsible: person)
                draft.author = person
                return try TaskItem.create(draft, by: .portal, in: command)
            }
        }
        switch choice {
        case "first": #expect(chosen == [lawyer, lawyer, lawyer, lawyer])
        case "random": #expect(Set(chosen).isSubset(of: [lawyer, clerk]))
        default: #expect(chosen == [lawyer, clerk, lawyer, clerk])
        }
    }
}
