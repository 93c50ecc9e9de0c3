import CRM
import HTTPTypes
import Kernel
import Storage

/// Conversations between people, and what robots write to them.
package enum MessagesPage {
    package static let routes: [Route] = [
        .get("/messages") { page in try await list(page) },
        .get("/messages/list") { page in try await part(page, page.query.id("with")) { $0.list } },
        .get("/messages/:user") { page in try await show(page) },
        .get("/messages/:user/thread") { page in try await thread(page) },
        .post("/messages/:user") { page in try await send(page) },
    ]

    private static func list(_ page: PageRequest) async throws -> PageResponse {
        .page(MessagesView(try await MessagesModel.read(page, with: nil), page).page(), rail: .messages)
    }

    /// Opening a conversation reads it.
    private static func show(_ page: PageRequest) async throws -> PageResponse {
        let other = try await companion(page)
        try await markRead(page, other)
        return .page(MessagesView(try await MessagesModel.read(page, with: other), page).page(), rail: .messages)
    }

    private static func thread(_ page: PageRequest) async throws -> PageResponse {
        let other = try await companion(page)
        try await markRead(page, other)
        return try await part(page, other) { $0.thread }
    }

    private static func part(_ page: PageRequest, _ other: UserID?, _ part: (MessagesView) -> HTML) async throws -> PageResponse {
        .fragment(part(MessagesView(try await MessagesModel.read(page, with: other), page)))
    }

    private static func send(_ page: PageRequest) async throws -> PageResponse {
        let other = try await companion(page)
        let user = try page.viewer.user
        do {
            guard other != PersonalMessage.portal else { throw Failure(.invalid, MessagesTexts.portalDoesNotRead, field: "text") }
            try await page.services.portal.perform(as: page.actor) { command in
                guard try UserStore.active([other], in: command.transaction) == [other] else {
                    throw Failure(.invalid, MessagesTexts.dismissed, field: "text")
                }
                try PersonalMessage.send(page.form["text"] ?? "", from: user, to: other, in: command)
            }
        } catch let failure as Failure where failure.code == .invalid {
            var view = MessagesView(try await MessagesModel.read(page, with: other), page)
            view.refused = (page.form["text"] ?? "", failure)
            if page.isFragment { return .fragment(view.conversation, status: .unprocessableContent) }
            return .page(view.page(), rail: .messages, status: .unprocessableContent)
        }
        if page.isFragment { return try await part(page, other) { $0.conversation } }
        return .redirect("/messages/\(other)")
    }

    /// The other side: somebody who exists, or the portal itself (0).
    private static func companion(_ page: PageRequest) async throws -> UserID {
        let other: UserID = try page.id("user")
        let exists = other == PersonalMessage.portal ? true : try await page.services.people.snapshot()[other] != nil
        guard exists, other != (try page.viewer.user) else { throw Failure(.notFound, MessagesTexts.nobody) }
        return other
    }

    /// Writes only when there is something to mark, so that looking again costs no transaction.
    private static func markRead(_ page: PageRequest, _ other: UserID) async throws {
        let user = try page.viewer.user
        let unread = try await page.services.portal.read { reader in
            try Dialogue.messages(of: user, with: other, limit: MessagesModel.fewMessages, in: reader)
                .contains { $0.recipient == user && $0.readAt == nil }
        }
        guard unread else { return }
        try await page.services.portal.perform(as: page.actor) { command in
            try Dialogue.markRead(of: user, with: other, in: command)
        }
    }
}

/// A person's conversations, and one of them.
struct MessagesModel: Sendable {
    static let fewMessages = 50

    let dialogues: [Dialogue]
    let companion: UserID?
    /// Oldest first.
    let messages: [PersonalMessage]
    let hasEarlier: Bool
    let links: TaskLinks
    let people: PeopleSnapshot
    let user: UserID

    static func read(_ page: PageRequest, with companion: UserID?) async throws -> MessagesModel {
        let people = try await page.services.people.snapshot()
        let viewer = try page.viewer
        let limit = page.query.flag("all") ? 1000 : fewMessages
        return try await page.services.portal.read { [items = page.services.items] reader in
            let found = try companion.map { try Dialogue.messages(of: viewer.user, with: $0, limit: limit + 1, in: reader) } ?? []
            let shown = Array(found.prefix(limit))
            return MessagesModel(
                dialogues: try Dialogue.list(of: viewer.user, in: reader), companion: companion, messages: shown.reversed(),
                hasEarlier: found.count > limit,
                links: try TaskLinks(Set(shown.compactMap(\.item)), for: viewer, items, in: reader), people: people,
                user: viewer.user)
        }
    }
}
