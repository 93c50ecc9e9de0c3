import CRM
import Kernel
import Storage

/// `/`: «Мой день», the first screen after signing in.
package enum HomePage {
    package static let routes: [Route] = [
        .get("/") { page in .page(HomeView(try await HomeModel.read(page), page).page()) }
    ]
}

/// What asks for a person's attention today: a fixed number of queries.
struct HomeModel: Sendable {
    static let few = 8

    let taskCounters: TaskCounters
    let activityCounters: ActivityCounters
    let unreadNotices: Int
    let unreadMessages: Int
    let overdueTasks: [TaskItem]
    let todayTasks: [TaskItem]
    let toControl: [TaskItem]
    let assignments: [Assignment]
    let incoming: [Activity]
    let overdueActivities: [Activity]
    let todayActivities: [Activity]
    /// Whether the viewer is somebody's head.
    let hasTeam: Bool
    let links: TaskLinks
    let face: TaskFaces

    static func read(_ page: PageRequest) async throws -> HomeModel {
        let people = try await page.services.people.snapshot()
        return try await page.services.portal.read { reader in try HomeReading(page: page, people: people, reader: reader).model() }
    }
}

private struct HomeReading {
    let page: PageRequest
    let people: PeopleSnapshot
    let reader: any Reader

    func model() throws -> HomeModel {
        let viewer = try page.viewer
        let zone = page.dates.zone
        let days = TaskBoardDays(now: page.now, zone: zone)
        let access = try TaskAccess.reading(viewer, in: reader)
        let mine = TaskQuery(roles: [.responsible, .participant], states: [.waiting, .inProgress])
        let control = TaskQuery(roles: [.author], states: [.awaitingControl])
        func tasks(_ column: TaskColumn) throws -> [TaskItem] {
            try TaskBoard.page(of: column, mine, for: access, days: days, limit: HomeModel.few, offset: 0, in: reader)
        }
        func activities(_ part: ActivityAgenda.Part) throws -> [Activity] {
            try ActivityAgenda.page(part, of: [viewer.user], days: days, limit: HomeModel.few, in: reader).activities
        }
        let incoming = try activities(.incoming)
        let known = Set(incoming.map(\.id))
        let (overdue, today) = (try tasks(.overdue), try tasks(.today))
        let waiting = try TaskItem.list(control, for: access, limit: HomeModel.few, in: reader).tasks
        let overdueActivities = try activities(.overdue).filter { !known.contains($0.id) }
        let todayActivities = try activities(.today).filter { !known.contains($0.id) }
        let assignments = try Assignment.list(.waiting, of: [viewer.user], limit: HomeModel.few, in: reader)
        let items = (overdue + today + waiting).flatMap(\.items) + assignments.map(\.item) + (incoming + overdueActivities + todayActivities).flatMap(\.items)
        return HomeModel(
            taskCounters: try TaskCounters.of(viewer.user, now: page.now, tomorrow: days.tomorrow, in: reader),
            activityCounters: try ActivityCounters.of(viewer.user, now: page.now, tomorrow: days.tomorrow, in: reader),
            unreadNotices: try Notice.unreadCount(of: viewer.user, in: reader),
            unreadMessages: try Dialogue.unreadCount(of: viewer.user, in: reader), overdueTasks: overdue, todayTasks: today,
            toControl: waiting, assignments: assignments, incoming: incoming, overdueActivities: overdueActivities, todayActivities: todayActivities,
            hasTeam: access.isHead, links: try TaskLinks(Set(items), for: viewer, page.services.items, in: reader),
            face: TaskFaces(people: people, access: access, days: days, writer: page.dates))
    }
}
