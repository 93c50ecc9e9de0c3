import Automation
import CRM
import Kernel

/// «Исходящие вебхуки событий»: which addresses are told of what happens, and what became of the latest messages.
enum EventHandlersPage {
    static let routes: [Route] = [
        .get("/settings/integrations/events") { page in
            try page.require(.configurePortal)
            return try await list(page, Attempt(page))
        },
        .post("/settings/integrations/events") { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await create(page) } again: { try await list(page, $0) }
        },
        .post("/settings/integrations/events/:id/delete") { page in
            let id: EventHandlerID = try page.id()
            try await page.services.portal.perform(as: page.actor) { try EventHandlerStore.delete(id, in: $0) }
            return .redirect("/settings/integrations/events", notice: EventHandlerTexts.deleted)
        },
        .post("/settings/integrations/events/deliveries/:id/retry") { page in
            try page.require(.configurePortal)
            guard let id = page.parameters["id"].flatMap({ Int64($0) }) else { throw Failure(.notFound, HTTPTexts.unknownPage) }
            let (user, engine) = (try page.viewer.user, page.services.engine)
            try await page.services.portal.perform(as: page.actor) { command in
                try engine.retry(delivery: id, by: user, in: command.transaction, at: command.now)
            }
            return .redirect("/settings/integrations/events", notice: WebhookPageTexts.retried)
        },
    ]

    /// The token is on the page that answers the form, and nowhere else ever.
    private static func create(_ page: PageRequest) async throws -> PageResponse {
        let (events, address, title) = (page.form.all("events"), page.form["address"] ?? "", page.form["title"] ?? "")
        let (allowsPrivate, box) = (page.form.flag("allowsPrivate"), page.services.webhooks.secrets)
        let token = try await page.services.portal.perform(as: page.actor) { command in
            try EventHandlerStore.bind(events, to: address, title: title, allowsPrivate: allowsPrivate, box, in: command)
        }
        return try await list(page, Attempt(page), token: token)
    }

    private static func list(_ page: PageRequest, _ attempt: Attempt, token: SecretToken? = nil) async throws -> PageResponse {
        let (handlers, deliveries) = try await page.services.portal.read { reader in
            (
                try EventHandlerStore.all(in: reader),
                try OutboxReader.deliveries(by: ConnectorKind(EventNotice.connector), .all, limit: 30, offset: 0, in: reader)
            )
        }
        let view = EventHandlersView(
            handlers: handlers, deliveries: deliveries, token: token, attempt: attempt, csrf: page.csrf, writer: page.dates, now: page.now)
        return page.settings(.integrations, title: EventHandlerTexts.title, layout: .normal, status: attempt.status, view.html)
    }
}
