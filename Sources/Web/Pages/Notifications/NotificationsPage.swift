import CRM
import Kernel
import Storage

/// The bell: what a person was told.
package enum NotificationsPage {
    static let pageSize = 50

    package static let routes: [Route] = [
        .get("/notifications") { page in try await show(page) },
        .get("/notifications/bell") { page in
            let user = try page.viewer.user
            return .fragment(.bellCounter(try await page.services.portal.read { try Notice.unreadCount(of: user, in: $0) }))
        },
        .post("/notifications/read") { page in try await markAllRead(page) },
        .post("/notifications/:id/open") { page in try await open(page) },
        .post("/notifications/:id/read") { page in try await markRead(page) },
    ]

    private static func show(_ page: PageRequest) async throws -> PageResponse {
        let view = NotificationsView(try await NotificationsModel.read(page), page)
        return .page(view.page())
    }

    /// Marks one as read and goes where it leads.
    private static func open(_ page: PageRequest) async throws -> PageResponse {
        let id: NoticeID = try page.id()
        let user = try page.viewer.user
        let notice = try await page.services.portal.perform(as: page.actor) { command in
            guard let notice = try Notice.find(id, of: user, in: command.transaction) else {
                throw Failure(.notFound, NotificationTexts.notFound)
            }
            try Notice.markRead(id, of: user, in: command)
            return notice
        }
        return .redirect(notice.link?.address ?? "/notifications")
    }

    private static func markRead(_ page: PageRequest) async throws -> PageResponse {
        let id: NoticeID = try page.id()
        let user = try page.viewer.user
        try await page.services.portal.perform(as: page.actor) { command in try Notice.markRead(id, of: user, in: command) }
        return try await answer(page)
    }

    /// `upTo`: the newest that was on the screen; one that arrived meanwhile stays unread.
    private static func markAllRead(_ page: PageRequest) async throws -> PageResponse {
        let user = try page.viewer.user
        let last: NoticeID = page.form.id("upTo") ?? NoticeID(.max)
        try await page.services.portal.perform(as: page.actor) { command in
            try Notice.markAllRead(of: user, upTo: last, in: command)
        }
        return try await answer(page)
    }

    private static func answer(_ page: PageRequest) async throws -> PageResponse {
        guard page.isFragment else { return .redirect("/notifications") }
        return .fragment(NotificationsView(try await NotificationsModel.read(page), page).body)
    }
}

/// A page of notifications: what is unread above everything on the first page, then what was read, newest first.
struct NotificationsModel: Sendable {
    let unread: [Notice]
    let read: [Notice]
    /// The id below which the next page begins.
    let next: NoticeID?
    let isFirst: Bool
    let people: PeopleSnapshot

    static func read(_ page: PageRequest) async throws -> NotificationsModel {
        let people = try await page.services.people.snapshot()
        let user = try page.viewer.user
        let before: NoticeID? = page.query.id("before")
        return try await page.services.portal.read { reader in
            let size = NotificationsPage.pageSize
            let found = try Notice.list(of: user, before: before, limit: size + 1, in: reader)
            let shown = found.prefix(size)
            return NotificationsModel(
                unread: before == nil ? try Notice.unread(of: user, in: reader) : [],
                read: shown.filter { $0.isRead || before != nil }, next: found.count > size ? shown.last?.id : nil,
                isFirst: before == nil, people: people)
        }
    }

    var isEmpty: Bool { unread.isEmpty && read.isEmpty }
}
