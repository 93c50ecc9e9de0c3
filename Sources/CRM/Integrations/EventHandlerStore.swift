import Kernel
import Storage

/// The rows of `event_handlers`.
package enum EventHandlerStore {
    private static let columns = "id, event, address, allows_private, title, user_id, application_id, created_at"
    /// How many handlers a portal may have: each costs a delivery for each event.
    package static let countLimit = 200

    /// Subscribes an address to events, or a program that comes and asks when there is no address. What is subscribed already
    /// stays as it is.
    /// - Parameters:
    ///   - allowsPrivate: whether the address may lie in our own network.
    ///   - application: which application subscribes; its messages carry its own token and one to call back with.
    /// - Returns: the handlers, and the token by which the receiver knows the portal; nil when nothing new was made.
    /// - Throws: `Failure` `.invalid` at `event` or `address`, `.limited`, `.forbidden`.
    @discardableResult
    package static func bind(
        _ events: [String], to address: String?, title: String, allowsPrivate: Bool, for application: ApplicationID? = nil, _ box: SecretBox,
        in command: Command
    ) throws -> SecretToken? {
        try command.require(.configurePortal)
        let wanted = events.map { $0.uppercased() }
        guard !wanted.isEmpty, wanted.allSatisfy(EventCatalog.names.contains) else {
            throw Failure(.invalid, IntegrationTexts.noEvent, field: "events")
        }
        let checked = try address.map { try WebAddress($0, field: "address").text }
        let known = try all(in: command.transaction)
        let fresh = wanted.filter { event in !known.contains { $0.event == event && $0.address == checked && $0.application == application } }
        guard known.count + fresh.count <= countLimit else {
            throw Failure(.limited, IntegrationTexts.tooManyHandlers.with(["limit": String(countLimit)]))
        }
        guard let user = command.actor.user, !fresh.isEmpty else { return nil }
        let token = SecretToken()
        for event in fresh {
            let id = EventHandlerID(try command.transaction.nextID("event_handlers"))
            try command.transaction.execute(
                """
                insert into event_handlers (id, event, address, allows_private, token, title, user_id, application_id, created_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                [
                    id, event, checked, allowsPrivate, try box.seal(token.text, for: purpose(id)), String(title.prefix(100)), user, application,
                    command.now,
                ])
        }
        command.raise(EventHandlersChanged())
        return token
    }

    /// Ends subscriptions.
    /// - Parameter application: ends this application's only; nil ends everybody's.
    /// - Returns: how many there were.
    @discardableResult
    package static func unbind(
        _ event: String, from address: String?, for application: ApplicationID? = nil, in command: Command
    ) throws -> Int {
        try command.require(.configurePortal)
        let gone = try all(in: command.transaction).filter {
            $0.event == event.uppercased() && $0.address == address && (application == nil || $0.application == application)
        }
        for handler in gone { try delete(handler.id, in: command) }
        return gone.count
    }

    package static func delete(_ id: EventHandlerID, in command: Command) throws {
        try command.require(.configurePortal)
        try command.transaction.execute("delete from offline_events where handler = $1", [id])
        try command.transaction.execute("delete from event_handlers where id = $1", [id])
        command.raise(EventHandlersChanged())
    }

    /// Everybody's, the oldest first.
    package static func all(in reader: any Reader) throws -> [EventHandler] {
        try reader.query("select \(columns) from event_handlers order by id", read)
    }

    package static func handler(_ id: EventHandlerID, in reader: any Reader) throws -> EventHandler? {
        try reader.first("select \(columns) from event_handlers where id = $1", [id], read)
    }

    /// The token in the clear, for the connector that sends it and for nobody else.
    /// - Throws: `Failure` `.notFound`, or `.unavailable` when the portal's key is another one.
    package static func token(of handler: EventHandler, _ box: SecretBox, in reader: any Reader) throws -> String {
        if let application = handler.application { return try ApplicationStore.token(of: application, box, in: reader) }
        let sealed = try reader.first("select token from event_handlers where id = $1", [handler.id]) { $0.blob(0) }
        guard let sealed else { throw Failure(.notFound, IntegrationTexts.noHandler) }
        return try box.open(sealed, for: purpose(handler.id))
    }

    private static func purpose(_ id: EventHandlerID) -> String { "event_handler/\(id)" }

    private static func read(_ row: Row) -> EventHandler {
        EventHandler(
            id: row.id(0), event: row.text(1), address: row.optionalText(2), allowsPrivate: row.bool(3), title: row.text(4), user: row.id(5),
            application: row.optionalID(6), createdAt: row.timestamp(7))
    }
}
