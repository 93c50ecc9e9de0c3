import Automation
import CRM
import HTTPTypes
import Hummingbird
import Kernel

/// «Исходящие вебхуки»: who receives them, and what became of each.
enum WebhooksPage {
    static let routes: [Route] = [
        .get("/settings/webhooks") { page in
            try page.require(.configurePortal)
            return try await list(page)
        },
        .get("/settings/webhooks/new") { page in
            try page.require(.configurePortal)
            return try await edit(page, id: nil, Attempt(page))
        },
        .post("/settings/webhooks/new") { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await create(page) } again: { try await edit(page, id: nil, $0) }
        },
        .get("/settings/webhooks/:id") { page in
            try page.require(.configurePortal)
            return try await edit(page, id: page.id(), Attempt(page))
        },
        .post("/settings/webhooks/:id") { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await save(page) } again: { try await edit(page, id: page.id(), $0) }
        },
        .post("/settings/webhooks/:id/secret") { page in
            let id: ConnectionID = try page.id()
            let box = page.services.webhooks.secrets
            let secret = try await page.services.portal.perform(as: page.actor) {
                try ConnectionStore.renewSecret(of: id, box, in: $0)
            }
            return try await edit(page, id: id, Attempt(page), secret: secret)
        },
        .post("/settings/webhooks/:id/test") { page in
            try page.require(.configurePortal)
            return try await test(page)
        },
        .post("/settings/webhooks/:id/delete") { page in
            let id: ConnectionID = try page.id()
            try await page.services.portal.perform(as: page.actor) { try ConnectionStore.delete(id, in: $0) }
            return .redirect("/settings/webhooks", notice: WebhookPageTexts.deleted)
        },
        .post("/settings/webhooks/deliveries/:id/retry") { page in
            try await decide(page, WebhookPageTexts.retried) { engine, id, user, command in
                try engine.retry(delivery: id, by: user, in: command.transaction, at: command.now)
            }
        },
        .post("/settings/webhooks/deliveries/:id/cancel") { page in
            try await decide(page, WebhookPageTexts.cancelled) { engine, id, user, command in
                try engine.cancel(delivery: id, by: user, in: command.transaction, at: command.now)
            }
        },
    ]

    private static func list(_ page: PageRequest) async throws -> PageResponse {
        let model = try await WebhooksModel.load(page)
        let add: HTML = .linkButton(
            WebhookPageTexts.add[page.language], to: "/settings/webhooks/new", kind: .primary, icon: .plus, attributes: " data-new")
        return page.settings(.webhooks, actions: [add], layout: .normal, WebhooksView(model: model, csrf: page.csrf, writer: page.dates).html)
    }

    private static func edit(_ page: PageRequest, id: ConnectionID?, _ attempt: Attempt, secret: WebhookSecret? = nil) async throws
        -> PageResponse
    {
        let connection = try await page.services.portal.read { reader in try id.flatMap { try ConnectionStore.connection($0, in: reader) } }
        if id != nil, connection == nil { throw Failure(.notFound, ConnectionTexts.none) }
        let view = ConnectionEditor(connection: connection, secret: secret, attempt: attempt, csrf: page.csrf)
        return page.settings(
            .webhooks, title: connection.map { Text(verbatim: $0.settings.name) } ?? WebhookPageTexts.add, status: attempt.status, view.html)
    }

    /// The secret is on the page that answers the form, and nowhere else ever.
    private static func create(_ page: PageRequest) async throws -> PageResponse {
        let settings = ConnectionEditor.settings(page.form)
        let box = page.services.webhooks.secrets
        let made = try await page.services.portal.perform(as: page.actor) {
            try ConnectionStore.create(WebhookMessage.connector, settings, box, in: $0)
        }
        return try await edit(page, id: made.id, Attempt(page), secret: made.secret)
    }

    private static func save(_ page: PageRequest) async throws -> PageResponse {
        let id: ConnectionID = try page.id()
        let settings = ConnectionEditor.settings(page.form)
        try await page.services.portal.perform(as: page.actor) { try ConnectionStore.change(id, to: settings, in: $0) }
        return .redirect("/settings/webhooks/\(id)", notice: SettingsPageTexts.saved)
    }

    private static func test(_ page: PageRequest) async throws -> PageResponse {
        let id: ConnectionID = try page.id()
        let body: JSONValue = ["event": "test", "sentAt": .int(page.now.seconds)]
        let message = WebhookMessage(to: .connection(id), method: "POST", contentType: "application/json", body: body.text)
        let notice: Text =
            switch await page.services.webhooks.send(message, "test/\(page.now.milliseconds)") {
            case .delivered(let receipt): WebhookPageTexts.testDelivered.with(["answer": receipt.summary])
            case .refused(let failure), .unknown(let failure): WebhookPageTexts.testFailed.with(["problem": failure.message])
            }
        return .redirect("/settings/webhooks/\(id)", notice: notice)
    }

    private static func decide(
        _ page: PageRequest, _ notice: Text,
        _ decision: @escaping @Sendable (Engine, Int64, UserID?, Command) throws -> Void
    ) async throws -> PageResponse {
        try page.require(.configurePortal)
        let id: ConnectionID = try page.id()
        let (engine, user) = (page.services.engine, try page.viewer.user)
        try await page.services.portal.perform(as: page.actor) { try decision(engine, id.rawValue, user, $0) }
        return .redirect("/settings/webhooks", notice: notice)
    }
}
