import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct TaskBoardTests {
    /// A moment of Moscow.
    private func moscow(_ day: Int, _ hour: Int, _ minute: Int = 0, month: Int = 11) -> Timestamp {
        WorkWorld.zone.resolve(
            LocalDateTime(LocalDate(year: 2026, month: month, day: day)!, LocalTime(hour: hour, minute: minute)!))
    }

    @Test func `borders of columns are midnights of the portal's zone`() {
        // Wednesday, 25 November 2026, 12:00 in Moscow.
        let days = TaskBoardDays(now: moscow(25, 12), zone: WorkWorld.zone)
        func column(_ deadline: Timestamp?) -> TaskColumn { days.column(state: .waiting, deadline: deadline) }

        #expect(column(moscow(25, 12) - .seconds(1)) == .overdue)
        #expect(column(moscow(25, 12)) == .today)
        #expect(column(moscow(25, 23, 59)) == .today)
        #expect(column(moscow(26, 0)) == .thisWeek)
        #expect(column(moscow(29, 23, 59)) == .thisWeek)
        #expect(column(moscow(30, 0)) == .nextWeek)
        #expect(column(moscow(6, 23, 59, month: 12)) == .nextWeek)
        #expect(column(moscow(7, 0, month: 12)) == .later)
        #expect(column(nil) == .withoutDeadline)
        #expect(days.column(state: .completed, deadline: moscow(1, 0)) == .completed)
    }

    @Test func `on the last day of a week nothing is left of this week`() {
        let sunday = TaskBoardDays(now: moscow(29, 12), zone: WorkWorld.zone)
        #expect(sunday.column(state: .waiting, deadline: moscow(30, 0)) == .nextWeek)
        let american = TaskBoardDays(now: moscow(29, 12), zone: WorkWorld.zone, firstWeekday: 7)
        #expect(american.column(state: .waiting, deadline: moscow(30, 0)) == .thisWeek)
    }

    @Test func `a card dropped on a column gets a deadline inside it`() {
        let days = TaskBoardDays(now: moscow(25, 12), zone: WorkWorld.zone)
        let closing = LocalTime(hour: 18, minute: 0)!

        for column in TaskColumn.allCases where column != .overdue && column != .completed {
            guard let deadline = days.deadline(droppedOn: column, closing: closing) else {
                Issue.record("\(column) takes cards")
                continue
            }
            #expect(days.column(state: .waiting, deadline: deadline) == column)
        }
        #expect(days.deadline(droppedOn: .overdue, closing: closing) == nil)
        #expect(days.deadline(droppedOn: .completed, closing: closing) == nil)
        let evening = TaskBoardDays(now: moscow(25, 20), zone: WorkWorld.zone)
        #expect(
            evening.column(state: .waiting, deadline: evening.deadline(droppedOn: .today, closing: closing) ?? nil)
                == .today)
    }

    @Test func `the board counts and orders what the person does, and only that`() async throws {
        let world = try await WorkWorld.make(at: moscow(25, 12))
        let deadlines: [Timestamp?] = [
            moscow(24, 12), moscow(25, 11), moscow(25, 18), moscow(27, 18), moscow(1, 18, month: 12),
            moscow(20, 18, month: 12), nil,
        ]
        var ids: [TaskItemID] = []
        for deadline in deadlines { ids.append(try await world.task { $0.deadline = deadline }) }
        let done = try await world.task { $0.deadline = TestPortal.monday }
        _ = try await world.perform { try TaskItem.complete(done, by: .portal, in: $0) }
        _ = try await world.task { $0.responsible = WorkWorld.boss }

        let query = TaskQuery(roles: [.responsible])
        let (access, days) = (world.access(WorkWorld.doer), world.days)
        let board = try await world.read { try TaskBoard.load(query, for: access, days: days, in: $0) }

        #expect(board.columns.map(\.column) == TaskColumn.allCases)
        #expect(board.columns.map(\.count) == [2, 1, 1, 1, 1, 1, 1])
        #expect(board.columns[0].tasks.map(\.id) == [ids[0], ids[1]])
        #expect(board.columns[6].tasks.map(\.id) == [done])
        for column in board.columns {
            #expect(column.tasks.allSatisfy { days.column(state: $0.state, deadline: $0.deadline) == column.column })
        }
        let counters = try await world.read {
            try TaskCounters.of(WorkWorld.doer, now: days.now, tomorrow: days.tomorrow, in: $0)
        }
        #expect([counters.overdue, counters.today, counters.doing, counters.toControl] == [2, 1, 7, 0])
    }

    @Test func `lists follow role, state, words in any case, and rights`() async throws {
        let world = try await WorkWorld.make()
        let pump = try await world.task { $0.title = "Подобрать НАСОС 100%" }
        let other = try await world.task {
            $0.title = "Договор"
            $0.description = "на насосы_2"
            $0.responsible = WorkWorld.boss
            $0.participants = []
            $0.observers = [WorkWorld.doer]
        }
        func ids(_ query: TaskQuery, _ access: TaskAccess) async throws -> Set<TaskItemID> {
            Set(try await world.read { try TaskItem.list(query, for: access, in: $0) }.tasks.map(\.id))
        }
        let doer = world.access(WorkWorld.doer)
        func words(_ text: String) -> TaskQuery {
            var query = TaskQuery()
            query.text = text
            return query
        }

        #expect(try await ids(TaskQuery(), doer) == [pump, other])
        #expect(try await ids(TaskQuery(roles: [.responsible]), doer) == [pump])
        #expect(try await ids(TaskQuery(roles: [.observer]), doer) == [other])
        #expect(try await ids(TaskQuery(roles: [.author]), doer) == [])
        #expect(try await ids(TaskQuery(roles: []), doer) == [])
        #expect(try await ids(TaskQuery(states: [.completed]), doer) == [])
        #expect(try await ids(words("насос"), doer) == [pump, other])
        #expect(try await ids(words("100%"), doer) == [pump])
        #expect(try await ids(words("насосы_"), doer) == [other])
        #expect(try await ids(words("%"), doer) == [pump])
        #expect(try await ids(TaskQuery(), world.access(WorkWorld.mate)) == [pump])
        #expect(try await ids(TaskQuery(), world.access(WorkWorld.stranger)) == [])
        #expect(try await ids(TaskQuery(), world.access(WorkWorld.stranger, heads: [WorkWorld.boss])) == [other])
        #expect(try await ids(TaskQuery(), world.access(WorkWorld.stranger, isAdministrator: true)) == [pump, other])
    }

    @Test func `pages of a list do not overlap and know the total`() async throws {
        let world = try await WorkWorld.make()
        for number in 1...7 { _ = try await world.task { $0.title = "Задача \(number)" } }
        let doer = world.access(WorkWorld.doer)

        let first = try await world.read {
            try TaskItem.list(TaskQuery(), for: doer, order: .created, limit: 4, in: $0)
        }
        let second = try await world.read {
            try TaskItem.list(TaskQuery(), for: doer, order: .created, limit: 4, offset: 4, in: $0)
        }

        #expect(first.total == 7 && second.total == 7)
        #expect(first.tasks.count == 4 && second.tasks.count == 3)
        #expect(Set((first.tasks + second.tasks).map(\.id)).count == 7)
    }
}
