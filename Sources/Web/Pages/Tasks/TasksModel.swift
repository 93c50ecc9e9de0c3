import CRM
import Kernel
import Storage

/// What the page of tasks shows, read on one snapshot.
struct TasksModel: Sendable {
    enum Content: Sendable {
        case board(TaskBoard)
        case list(TaskPage)
        case column([TaskItem], total: Int)
    }

    let filter: TaskFilter
    let content: Content
    /// Nil for a single column.
    let counters: TaskCounters?
    let links: TaskLinks
    let face: TaskFaces

    /// A fixed number of queries, however many tasks.
    static func read(_ filter: TaskFilter, _ page: PageRequest, perColumn: Int = 30) async throws -> TasksModel {
        let people = try await page.services.people.snapshot()
        let (viewer, zone, now) = (try page.viewer, page.dates.zone, page.now)
        let days = TaskBoardDays(now: now, zone: zone)
        return try await page.services.portal.read { [items = page.services.items] reader in
            let access = try TaskAccess.reading(viewer, in: reader)
            let content = try content(filter, access, days, perColumn: perColumn, in: reader)
            return TasksModel(
                filter: filter, content: content,
                counters: try TaskCounters.of(viewer.user, now: now, tomorrow: days.tomorrow, in: reader),
                links: try TaskLinks(of: content.tasks, for: viewer, items, in: reader),
                face: TaskFaces(people: people, access: access, days: days, writer: page.dates))
        }
    }

    /// Cards of one column and the count of all of them.
    static func column(
        _ column: TaskColumn, _ filter: TaskFilter, offset: Int, limit: Int, _ page: PageRequest
    ) async throws -> TasksModel {
        let people = try await page.services.people.snapshot()
        let (viewer, zone, now) = (try page.viewer, page.dates.zone, page.now)
        let days = TaskBoardDays(now: now, zone: zone)
        return try await page.services.portal.read { [items = page.services.items] reader in
            let access = try TaskAccess.reading(viewer, in: reader)
            let counts = try TaskBoard.load(filter.query, for: access, days: days, perColumn: 0, in: reader)
            let tasks = try TaskBoard.page(
                of: column, filter.query, for: access, days: days, limit: limit, offset: offset, in: reader)
            let total = counts.columns.first { $0.column == column }?.count ?? 0
            return TasksModel(
                filter: filter, content: .column(tasks, total: total), counters: nil,
                links: try TaskLinks(of: tasks, for: viewer, items, in: reader),
                face: TaskFaces(people: people, access: access, days: days, writer: page.dates))
        }
    }

    private static func content(
        _ filter: TaskFilter, _ access: TaskAccess, _ days: TaskBoardDays, perColumn: Int, in reader: any Reader
    ) throws -> Content {
        switch filter.look {
        case .board:
            .board(try TaskBoard.load(filter.query, for: access, days: days, perColumn: perColumn, in: reader))
        case .list:
            .list(
                try TaskItem.list(
                    filter.query, for: access, order: filter.order, limit: TaskFilter.pageSize,
                    offset: (filter.page - 1) * TaskFilter.pageSize, in: reader))
        }
    }
}

extension TasksModel.Content {
    var tasks: [TaskItem] {
        switch self {
        case .board(let board): board.columns.flatMap(\.tasks)
        case .list(let page): page.tasks
        case .column(let tasks, _): tasks
        }
    }
}

/// The CRM items of tasks, as far as the viewer may see them: their titles by id.
struct TaskLinks: Sendable {
    private let titles: [DocumentID: String]

    init(of tasks: some Sequence<TaskItem>, for viewer: Viewer, _ items: ItemStore, in reader: any Reader) throws {
        try self.init(Set(tasks.flatMap(\.items)), for: viewer, items, in: reader)
    }

    init(_ ids: Set<DocumentID>, for viewer: Viewer, _ items: ItemStore, in reader: any Reader) throws {
        self = try TaskLinks([:]).adding(ids, of: nil, for: viewer, items, in: reader)
    }

    private init(_ titles: [DocumentID: String]) { self.titles = titles }

    /// Together with further items; of those only the ones that `person` is responsible for, when somebody is given.
    func adding(
        _ ids: Set<DocumentID>, of person: UserID?, for viewer: Viewer, _ items: ItemStore, in reader: any Reader
    ) throws -> TaskLinks {
        let unknown = ids.filter { titles[$0] == nil }
        let found = try unknown.isEmpty ? [:] : items.load(unknown, in: reader)
        let more = found.filter { _, item in
            !item.isDeleted && viewer.may(.read, item.entity, responsible: item.responsible)
                && person.map { item.responsible == $0 } ?? true
        }
        return TaskLinks(titles.merging(more.mapValues { $0.title.isEmpty ? "№ \($0.id.id)" : $0.title }) { known, _ in known })
    }

    subscript(id: DocumentID) -> String? { titles[id] }

    /// Those that the viewer may open, in the task's order.
    func of(_ ids: [DocumentID]) -> [(id: DocumentID, title: String)] {
        ids.compactMap { id in titles[id].map { (id, $0) } }
    }
}
