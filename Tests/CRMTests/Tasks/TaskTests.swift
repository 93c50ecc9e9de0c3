import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct TaskTests {
    @Test func `a new task waits, tells everybody but its author and shows on its lead`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()
        world.events.forget()

        let deadline = world.now + .hours(5)
        let id = try await world.task {
            $0.items = [lead]
            $0.deadline = deadline
            $0.checkList = ["Позвонить", "  ", "Записать"]
        }

        let task = try await world.find(id)
        #expect(task.state == .waiting)
        #expect(task.author == WorkWorld.author)
        #expect(task.checkList.map(\.title) == ["Позвонить", "Записать"])
        #expect(try await world.notices(of: WorkWorld.author).isEmpty)
        for person in [WorkWorld.doer, WorkWorld.mate, WorkWorld.watcher] {
            #expect(try await world.notices(of: person).map(\.kind) == ["task_created"])
        }
        let created = try #require(world.events.all("task.created").first)
        #expect(created.document == lead)
        #expect(created.payload["task"] == .int(id.rawValue))
        #expect(created.line == "task_created")
        #expect(try await world.item(lead).nextActivityAt == deadline)
    }

    @Test func `a robot's step that is replayed makes one task, also when it was deleted meanwhile`() async throws {
        let world = try await WorkWorld.make()
        let give: @Sendable (Command) throws -> TaskItemID = { command in
            var draft = TaskDraft(title: "Заказать", responsible: WorkWorld.doer)
            draft.author = WorkWorld.author
            draft.robotKey = "run 7 node 3"
            return try TaskItem.create(draft, by: .portal, in: command)
        }

        let first = try await world.perform(give)
        let second = try await world.perform(give)
        try await world.perform { try TaskItem.delete(first, by: .portal, in: $0) }
        let third = try await world.perform(give)

        #expect(first == second && second == third)
        #expect(try await world.read { try $0.count("select count(*) from tasks") } == 1)
        #expect(try await world.read { try TaskItem.isDeleted(first, in: $0) })
    }

    @Test(arguments: ["title", "planEnd", "planStart", "reversed", "responsible"])
    func `a wrong draft is refused at its field and leaves nothing`(_ field: String) async throws {
        let world = try await WorkWorld.make()
        let now = world.now

        await #expect {
            try await world.task { draft in
                switch field {
                case "title": draft.title = " \n"
                case "planEnd": draft.planStart = now
                case "planStart": draft.planEnd = now
                case "reversed": (draft.planStart, draft.planEnd) = (now, now)
                default: draft.responsible = 0
                }
            }
        } throws: { error in
            (error as? Failure)?.field == (field == "reversed" ? "planEnd" : field)
        }

        #expect(try await world.read { try $0.count("select count(*) from tasks") } == 0)
        #expect(try await world.read { try $0.count("select count(*) from task_members") } == 0)
    }

    @Test func `only an administrator gives a task in another's name`() async throws {
        let world = try await WorkWorld.make()
        let give: @Sendable (TaskAccess) -> @Sendable (Command) throws -> TaskItemID = { access in
            { command in
                var draft = TaskDraft(title: "От имени", responsible: WorkWorld.doer)
                draft.author = WorkWorld.boss
                return try TaskItem.create(draft, by: access, in: command)
            }
        }

        await #expect { try await world.perform(as: 6, give(world.access(6))) } throws: {
            ($0 as? Failure)?.code == .forbidden
        }
        let id = try await world.perform(as: 1, give(world.access(1, isAdministrator: true)))
        #expect(try await world.find(id).author == WorkWorld.boss)
    }

    @Test func `completion by the responsible reaches every linked item with who and when`() async throws {
        let world = try await WorkWorld.make()
        let leads = [try await world.lead(), try await world.lead()]
        let id = try await world.task {
            $0.items = leads
            $0.deadline = TestPortal.monday + .hours(1)
        }
        world.events.forget()

        world.portal.clock.advance(by: .minutes(10))
        try await world.perform(as: WorkWorld.doer) {
            try TaskItem.complete(id, result: " Насос КМ-80 ", by: world.access(WorkWorld.doer), in: $0)
        }

        let task = try await world.find(id)
        #expect(task.state == .completed && task.result == "Насос КМ-80")
        #expect(task.completedAt == world.now && task.completedBy == WorkWorld.doer)
        let completed = world.events.all("task.completed")
        #expect(completed.map(\.document) == leads)
        #expect(completed.allSatisfy { $0.payload["completedBy"] == .user(WorkWorld.doer) })
        #expect(completed.allSatisfy { $0.payload["completedAt"] == .dateTime(world.now) })
        #expect(completed.allSatisfy { $0.payload["task"] == .int(id.rawValue) })
        #expect(
            world.events.all("task.status_changed").allSatisfy {
                $0.line == nil && $0.payload["status"] == .string("completed")
            })
        #expect(try await world.notices(of: WorkWorld.author).map(\.kind) == ["task_completed"])
        #expect(try await world.item(leads[0]).nextActivityAt == nil)
    }

    @Test func `a controlled task is done only when its author accepts it`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()
        let id = try await world.task {
            $0.isControlled = true
            $0.items = [lead]
        }
        let doer = world.access(WorkWorld.doer)
        let author = world.access(WorkWorld.author)

        let submitted = try await world.perform(as: WorkWorld.doer) {
            try TaskItem.complete(id, result: "Готово", by: doer, in: $0)
        }
        #expect(submitted.state == .awaitingControl && submitted.completedAt == nil)
        #expect(world.events.all("task.completed").isEmpty)
        await #expect {
            try await world.perform(as: WorkWorld.doer) { try TaskItem.move(id, .accept, by: doer, in: $0) }
        } throws: { ($0 as? Failure)?.code == .forbidden }

        let returned = try await world.perform(as: WorkWorld.author) {
            try TaskItem.move(id, .sendBack, note: "Нет цены", by: author, in: $0)
        }
        #expect(returned.state == .waiting && returned.result == "Нет цены")

        _ = try await world.perform(as: WorkWorld.doer) {
            try TaskItem.complete(id, result: "С ценой", by: doer, in: $0)
        }
        let accepted = try await world.perform(as: WorkWorld.author) {
            try TaskItem.move(id, .accept, by: author, in: $0)
        }
        #expect(accepted.state == .completed && accepted.completedBy == WorkWorld.doer && accepted.result == "С ценой")
        #expect(world.events.all("task.completed").count == 1)
    }

    @Test func `reopening says so to the items and brings the task back to its board`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()
        let deadline = world.now + .days(1)
        let id = try await world.task {
            $0.items = [lead]
            $0.deadline = deadline
        }
        _ = try await world.perform(as: WorkWorld.author) {
            try TaskItem.complete(id, by: world.access(WorkWorld.author), in: $0)
        }
        world.events.forget()

        _ = try await world.perform(as: WorkWorld.author) {
            try TaskItem.move(id, .reopen, by: world.access(WorkWorld.author), in: $0)
        }

        #expect(world.events.kinds == ["task.status_changed", "task.reopened"])
        #expect(try await world.find(id).completedAt == nil)
        #expect(try await world.item(lead).nextActivityAt == deadline)
    }

    @Test func `declining needs a reason, and delegating a declined task makes it wait again`() async throws {
        let world = try await WorkWorld.make()
        let id = try await world.task()
        let doer = world.access(WorkWorld.doer)

        await #expect {
            try await world.perform(as: WorkWorld.doer) { try TaskItem.move(id, .decline, note: " ", by: doer, in: $0) }
        } throws: { ($0 as? Failure)?.field == "note" }
        _ = try await world.perform(as: WorkWorld.doer) {
            try TaskItem.move(id, .decline, note: "В отпуске", by: doer, in: $0)
        }
        #expect(try await world.notices(of: WorkWorld.author).first?.text.russian.contains("В отпуске") == true)

        let delegated = try await world.perform(as: WorkWorld.author) {
            try TaskItem.delegate(id, to: WorkWorld.boss, by: world.access(WorkWorld.author), in: $0)
        }
        #expect(delegated.state == .waiting && delegated.responsible == WorkWorld.boss)
        #expect(try await world.notices(of: WorkWorld.boss).map(\.kind) == ["task_delegated"])
    }

    @Test func `the responsible moves the deadline only when allowed, and the event tells from when`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()
        let old = world.now + .hours(1)
        let new = world.now + .hours(9)
        let fixed = try await world.task { $0.deadline = old }
        let movable = try await world.task {
            $0.deadline = old
            $0.mayChangeDeadline = true
            $0.items = [lead]
        }
        let doer = world.access(WorkWorld.doer)
        world.events.forget()

        await #expect {
            try await world.perform(as: WorkWorld.doer) {
                try TaskItem.changeDeadline(fixed, to: new, by: doer, in: $0)
            }
        } throws: { ($0 as? Failure)?.code == .forbidden }
        let moved = try await world.perform(as: WorkWorld.doer) {
            try TaskItem.changeDeadline(movable, to: new, by: doer, in: $0)
        }

        #expect(moved.deadline == new)
        #expect(world.events.kinds == ["task.deadline_changed"])
        #expect(world.events.all("task.deadline_changed").first?.payload["from"] == .dateTime(old))
        #expect(try await world.item(lead).nextActivityAt == new)
    }

    @Test func `a deleted task is found nowhere, its items hear of it, its subtasks stay`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead()
        let id = try await world.task {
            $0.items = [lead]
            $0.deadline = TestPortal.monday + .hours(2)
        }
        let child = try await world.task { $0.parent = id }
        world.events.forget()

        await #expect {
            try await world.perform(as: WorkWorld.doer) {
                try TaskItem.delete(id, by: world.access(WorkWorld.doer), in: $0)
            }
        } throws: { ($0 as? Failure)?.code == .forbidden }
        try await world.perform(as: WorkWorld.author) {
            try TaskItem.delete(id, by: world.access(WorkWorld.author), in: $0)
        }

        #expect(world.events.kinds == ["task.deleted"])
        #expect(try await world.read { try TaskItem.find(id, in: $0) } == nil)
        #expect(try await world.read { try TaskItem.linked(to: lead, in: $0) }.isEmpty)
        #expect(try await world.find(child).parent == nil)
        #expect(try await world.item(lead).nextActivityAt == nil)
    }

    @Test func `a stranger finds no task, a head sees those of his people and acts as their author`() async throws {
        let world = try await WorkWorld.make()
        let id = try await world.task()

        await #expect {
            try await world.read { try TaskItem.find(id, for: world.access(WorkWorld.stranger), in: $0) }
        } throws: { ($0 as? Failure)?.code == .notFound }
        let head = world.access(WorkWorld.boss, heads: [WorkWorld.doer])
        let seen = try await world.read { try TaskItem.find(id, for: head, in: $0) }
        #expect(seen.allows(.changeDeadline, for: head) && seen.allows(.delete, for: head))
        let observer = world.access(WorkWorld.watcher)
        #expect(seen.actions(for: observer) == [.comment])
    }

    @Test func `a task never becomes a subtask of itself`() async throws {
        let world = try await WorkWorld.make()
        let parent = try await world.task()
        let child = try await world.task { $0.parent = parent }

        await #expect {
            try await world.perform(as: WorkWorld.author) { command in
                var changes = TaskChanges()
                changes.parent = .some(child)
                try TaskItem.edit(parent, changes, by: world.access(WorkWorld.author), in: command)
            }
        } throws: { ($0 as? Failure)?.field == "parent" }
    }

    @Test func `the check list is ticked, renamed, reordered and cut by those who do the task`() async throws {
        let world = try await WorkWorld.make()
        let id = try await world.task { $0.checkList = ["A", "B", "C"] }
        let list = try await world.find(id).checkList.map(\.id)
        let mate = world.access(WorkWorld.mate)

        try await world.perform(as: WorkWorld.mate) { command in
            try TaskItem.tick(id, list[1], done: true, by: mate, in: command)
            try TaskItem.renameCheckListItem(id, list[0], to: "A2", by: mate, in: command)
            try TaskItem.reorderCheckList(id, [list[2], list[0], list[1]], by: mate, in: command)
            try TaskItem.removeFromCheckList(id, list[2], by: mate, in: command)
            try TaskItem.addToCheckList(id, ["D"], by: mate, in: command)
        }

        let result = try await world.find(id).checkList
        #expect(result.map(\.title) == ["A2", "B", "D"])
        #expect(result[1].doneBy == WorkWorld.mate && result[1].isDone && !result[0].isDone)
        await #expect {
            try await world.perform(as: WorkWorld.mate) {
                try TaskItem.reorderCheckList(id, [list[0]], by: mate, in: $0)
            }
        } throws: { ($0 as? Failure)?.code == .conflict }
        await #expect {
            try await world.perform(as: WorkWorld.watcher) {
                try TaskItem.tick(id, list[0], done: true, by: world.access(WorkWorld.watcher), in: $0)
            }
        } throws: { ($0 as? Failure)?.code == .forbidden }
    }
}
