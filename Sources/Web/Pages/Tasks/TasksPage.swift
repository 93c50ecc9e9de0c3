import CRM
import Kernel
import Storage

/// `/tasks`: the board by deadline and the list.
package enum TasksPage {
    private static let largestColumn = 300

    package static let routes: [Route] = [
        .get("/tasks") { page in try await show(page) },
        .get("/tasks/columns/:column") { page in try await column(page) },
        .post("/tasks/:id/move") { page in try await move(page) },
    ]

    private static func show(_ page: PageRequest) async throws -> PageResponse {
        let filter = TaskFilter(page.query)
        let model = try await TasksModel.read(filter, page)
        let chosen = Set([filter.responsible?.description].compactMap(\.self))
        let people = model.face.people.options(including: chosen).map { Option($0.value, $0.label) }
        return .page(TasksView(model: model, responsible: people, language: page.language).page(), rail: .tasks)
    }

    /// Further cards of a column (`offset`), or its first ones anew together with its head.
    private static func column(_ page: PageRequest) async throws -> PageResponse {
        guard let column = page.parameters["column"].flatMap(TaskColumn.init(rawValue:)) else {
            throw Failure(.notFound, HTTPTexts.unknownPage)
        }
        let offset = max(page.query.number("offset") ?? 0, 0)
        let limit = offset > 0 ? 30 : min(max(page.query.number("limit") ?? 30, 30), largestColumn)
        let model = try await TasksModel.column(column, TaskFilter(page.query), offset: offset, limit: limit, page)
        guard case .column(let tasks, let total) = model.content else { throw Failure(.notFound, HTTPTexts.unknownPage) }
        let view = TasksView(model: model, responsible: [], language: page.language)
        let shown = view.column(column, total, tasks, offset: offset)
        let cards = HTML.kanbanCards(shown, page.language)
        return .fragment(offset > 0 ? cards : "\(cards)\(.kanbanHead(shown, isOutOfBand: true))")
    }

    /// A drop on a column (`stage`): another deadline, or completing and reopening. Answers with the heads of all columns.
    private static func move(_ page: PageRequest) async throws -> PageResponse {
        let id: TaskItemID = try page.id()
        guard let column = TaskColumn(rawValue: try page.required("stage", TaskPageTexts.column)) else {
            throw Failure(.invalid, TaskPageTexts.noSuchColumn, field: "stage")
        }
        let days = TaskBoardDays(now: page.now, zone: page.dates.zone)
        let closing = try await closing(page)
        let viewer = try page.viewer
        try await page.services.portal.perform(as: page.actor) { command in
            let access = try TaskAccess.reading(viewer, in: command.transaction)
            try drop(id, on: column, days, closing: closing, access, command)
        }
        guard page.isFragment else { return .redirect("/tasks/\(id)", notice: TaskPageTexts.moved.with(["column": column.title])) }
        let model = try await TasksModel.read(TaskFilter(page.query.setting("view", "board")), page, perColumn: 0)
        guard case .board(let board) = model.content else { return .done }
        let view = TasksView(model: model, responsible: [], language: page.language)
        return .fragment(
            "\(each: board.columns, { .kanbanHead(view.column($0.column, $0.count, []), isOutOfBand: true) })")
    }

    private static func drop(
        _ id: TaskItemID, on column: TaskColumn, _ days: TaskBoardDays, closing: LocalTime, _ access: TaskAccess, _ command: Command
    ) throws {
        let task = try TaskItem.find(id, for: access, in: command.transaction)
        if column == .completed {
            try TaskItem.complete(id, by: access, in: command)
            return
        }
        guard let deadline = days.deadline(droppedOn: column, closing: closing) else {
            throw Failure(.invalid, TaskPageTexts.noDropThere, field: "stage")
        }
        if task.state == .completed { try TaskItem.move(id, .reopen, by: access, in: command) }
        try TaskItem.changeDeadline(id, to: deadline, by: access, in: command)
    }

    /// When the working day ends; six in the evening on a day off.
    private static func closing(_ page: PageRequest) async throws -> LocalTime {
        let calendar = try await page.services.calendar.current().calendar
        let today = calendar.zone.local(page.now).date
        let close = calendar.hours.day(today)?.hours.intervals.last?.close ?? 18 * 60
        return LocalTime(secondOfDay: min(close, 1439) * 60)
    }
}
