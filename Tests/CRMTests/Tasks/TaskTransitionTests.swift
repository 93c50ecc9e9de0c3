import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct TaskTransitionTests {
    /// The whole table for an uncontrolled task, written down again by hand: state, role, what may be done.
    static let allowed: [(TaskState, TaskRole, Set<TaskAction>)] = [
        (.waiting, .author, [.start, .postpone, .complete]),
        (.waiting, .responsible, [.start, .postpone, .complete, .decline]),
        (.waiting, .participant, [.start, .postpone, .complete]),
        (.waiting, .observer, []),
        (.inProgress, .author, [.pause, .postpone, .complete]),
        (.inProgress, .responsible, [.pause, .postpone, .complete, .decline]),
        (.inProgress, .participant, [.pause, .postpone, .complete]),
        (.inProgress, .observer, []),
        (.awaitingControl, .author, [.accept, .sendBack]),
        (.awaitingControl, .responsible, [.reopen]),
        (.awaitingControl, .participant, [.reopen]),
        (.awaitingControl, .observer, []),
        (.completed, .author, [.reopen]),
        (.completed, .responsible, [.reopen]),
        (.completed, .participant, []),
        (.completed, .observer, []),
        (.deferred, .author, [.start, .complete]),
        (.deferred, .responsible, [.start, .complete, .decline]),
        (.deferred, .participant, [.start, .complete]),
        (.deferred, .observer, []),
        (.declined, .author, [.complete, .reopen]),
        (.declined, .responsible, [.complete, .reopen]),
        (.declined, .participant, [.complete]),
        (.declined, .observer, []),
    ]

    static let moves: Set<TaskAction> = [
        .start, .pause, .complete, .submit, .accept, .sendBack, .decline, .postpone, .reopen,
    ]

    static let people: [TaskRole: UserID] = [
        .author: WorkWorld.author, .responsible: WorkWorld.doer, .participant: WorkWorld.mate,
        .observer: WorkWorld.watcher,
    ]

    @Test func `every state offers every role exactly its moves`() async throws {
        let world = try await WorkWorld.make()
        let id = try await world.task()

        #expect(Self.allowed.count == TaskState.allCases.count * TaskRole.allCases.count)
        for (state, role, expected) in Self.allowed {
            let task = try await put(world, id, in: state)
            let offered = task.actions(for: world.access(Self.people[role]!)).intersection(Self.moves)
            #expect(offered == expected, "\(state) \(role)")
        }
    }

    @Test func `a controlled task is submitted by those who do it and completed by its author`() async throws {
        let world = try await WorkWorld.make()
        let task = try await put(world, try await world.task { $0.isControlled = true }, in: .inProgress)
        let (doer, author) = (world.access(WorkWorld.doer), world.access(WorkWorld.author))

        #expect(task.allows(.submit, for: doer) && !task.allows(.complete, for: doer))
        #expect(task.allows(.complete, for: author) && !task.allows(.submit, for: author))
    }

    @Test func `every state can be reached and every state can be left`() {
        let reached = Set(TaskItem.transitions.map(\.to))
        let left = TaskItem.transitions.reduce(into: Set<TaskState>()) { $0.formUnion($1.from) }

        #expect(reached == Set(TaskState.allCases))
        #expect(left == Set(TaskState.allCases))
    }

    @Test func `stored names of states and roles never change`() {
        #expect(
            TaskState.allCases.map(\.rawValue)
                == ["waiting", "in_progress", "awaiting_control", "completed", "deferred", "declined"])
        #expect(TaskRole.allCases.map(\.rawValue) == ["author", "responsible", "participant", "observer"])
        #expect(TaskState.allCases.map(\.code) == [2, 3, 4, 5, 6, 7])
    }

    private func put(_ world: WorkWorld, _ id: TaskItemID, in state: TaskState) async throws -> TaskItem {
        try await world.perform { command in
            try command.transaction.execute("update tasks set state = $2 where id = $1", [id, state.rawValue])
            return try TaskItem.find(id, for: .portal, in: command.transaction)
        }
    }
}
