import CRM
import Kernel
import Storage

/// A task's card as it was read: one snapshot, the same number of queries however much there is.
struct TaskCardModel: Sendable {
    let task: TaskItem
    let actions: Set<TaskAction>
    let links: TaskLinks
    let files: [FileID: StoredFile]
    /// Oldest first.
    let comments: [Comment]
    let commentCount: Int
    /// Newest first.
    let history: [TimelineEntry]
    let parent: TaskItem?
    let subtasks: [TaskItem]
    /// What the task comes after, as far as the viewer sees it.
    let before: [(task: TaskItem, kind: TaskLink.Kind)]
    /// The latest first.
    let time: [TaskTime]
    let isFavorite: Bool
    let people: PeopleSnapshot
    let face: TaskFaces
    let viewer: Viewer
    let csrf: String
    let isBeside: Bool

    var address: String { "/tasks/\(task.id)" }
    var language: Language { face.language }

    private static let fewComments = 30

    /// - Throws: `Failure` `.notFound` for a task that the viewer takes no part in.
    static func load(_ page: PageRequest, _ id: TaskItemID) async throws -> TaskCardModel {
        let people = try await page.services.people.snapshot()
        return try await page.services.portal.read { reader in
            try TaskReading(page: page, people: people, reader: reader).card(
                id, comments: page.query.flag("comments") ? 1000 : fewComments)
        }
    }
}

/// Reads a task's card within one snapshot.
private struct TaskReading {
    let page: PageRequest
    let people: PeopleSnapshot
    let reader: any Reader

    func card(_ id: TaskItemID, comments limit: Int) throws -> TaskCardModel {
        let viewer = try page.viewer
        let access = try TaskAccess.reading(viewer, in: reader)
        let task = try TaskItem.find(id, for: access, in: reader)
        let comments = try Comment.list(of: .task(id), limit: limit, in: reader)
        let zone = page.dates.zone
        return TaskCardModel(
            task: task, actions: task.actions(for: access),
            links: try TaskLinks(of: [task], for: viewer, page.services.items, in: reader),
            files: try files(task.files + comments.flatMap(\.files)), comments: comments.reversed(),
            commentCount: try Comment.count(of: .task(id), in: reader), history: try TaskHistory.of(id, in: reader),
            parent: try task.parent.flatMap { try visible($0, access) },
            subtasks: try TaskItem.subtasks(of: id, in: reader).filter { $0.isVisible(to: access) }, before: try before(id, access),
            time: try TaskTime.of(id, in: reader),
            isFavorite: try TaskFavorites.of(viewer.user, among: [id], in: reader).contains(id), people: people,
            face: TaskFaces(
                people: people, access: access, days: TaskBoardDays(now: page.now, zone: zone), writer: page.dates), viewer: viewer, csrf: page.csrf, isBeside: page.isInSlideover)
    }

    private func files(_ ids: [FileID]) throws -> [FileID: StoredFile] {
        if ids.isEmpty { return [:] }
        return Dictionary(try FileLinks.files(ids, in: reader).map { ($0.id, $0) }) { first, _ in first }
    }

    private func before(_ id: TaskItemID, _ access: TaskAccess) throws -> [(task: TaskItem, kind: TaskLink.Kind)] {
        let links = try TaskLink.of(id, in: reader)
        let tasks = try TaskItem.load(links.map(\.after), in: reader).filter { $0.isVisible(to: access) }
        return tasks.compactMap { task in links.first { $0.after == task.id }.map { (task, $0.kind) } }
    }

    private func visible(_ id: TaskItemID, _ access: TaskAccess) throws -> TaskItem? {
        guard let task = try TaskItem.find(id, in: reader), task.isVisible(to: access) else { return nil }
        return task
    }
}

/// What a card shows again after a refusal: the words typed and the message beside them.
struct TaskRefusal: Sendable {
    /// The form that was refused: an action's raw value, `comment`, `checklist`.
    let place: String
    let failure: Failure
    let typed: FormFields
}
