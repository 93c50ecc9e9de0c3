import Automation
import CRM
import Kernel
import Storage

/// Tells a program of an event the way the REST API's clients expect: a form with the event, the number of what it happened to,
/// and the token by which the receiver knows the portal.
package struct EventConnector: Connector {
    package let kind = ConnectorKind(EventNotice.connector)
    package let limits: ChannelLimits
    private let database: any Database
    private let clock: any WallClock
    private let box: SecretBox
    private let transfers: CurlTransfers
    private let origin: String

    /// - Parameter publicAddress: how receivers reach the portal, for its addresses in the message.
    package init(
        database: any Database, clock: any WallClock, box: SecretBox, transfers: CurlTransfers, publicAddress: PublicAddress? = nil,
        limits: ChannelLimits = ChannelLimits()
    ) {
        self.database = database
        self.clock = clock
        self.box = box
        self.transfers = transfers
        self.limits = limits
        origin = publicAddress?.origin ?? "http://localhost"
    }

    package func deliver(_ delivery: Delivery) async -> DeliveryOutcome { await tell(EventNotice(json: delivery.payload)) }

    /// One attempt of a notice that need not be in the outbox.
    package func tell(_ notice: EventNotice) async -> DeliveryOutcome {
        await WebhookAnswers.outcome(at: clock) { try await transfers.answer(to: try await request(notice)) }
    }

    private func request(_ notice: EventNotice) async throws -> OutgoingRequest {
        let (handler, token) = try await database.read { [box] reader -> (EventHandler, String) in
            guard let handler = try EventHandlerStore.handler(notice.handler, in: reader) else {
                throw Failure(.notFound, IntegrationTexts.noHandler)
            }
            return (handler, try EventHandlerStore.token(of: notice.handler, box, in: reader))
        }
        guard let address = handler.address else { throw Failure(.notFound, IntegrationTexts.noHandler) }
        let fields = form(notice, token) + (try await accessFields(handler))
        let body = fields.map { "\(percentEncoded($0))=\(percentEncoded($1))" }.joined(separator: "&")
        var request = OutgoingRequest(method: "POST", address: address, body: Array(body.utf8), timeout: limits.timeout)
        request.allowsPrivate = handler.allowsPrivate
        request.headers = [("Content-Type", "application/x-www-form-urlencoded"), ("User-Agent", "Prom2B")]
        return request
    }

    /// With which an application calls back in the name of who subscribed it; nothing for others.
    private func accessFields(_ handler: EventHandler) async throws -> [(String, String)] {
        guard let id = handler.application else { return [] }
        let (now, user) = (clock.now, handler.user)
        let made = try await database.write(.bulk) { transaction in
            try ApplicationStore.application(id, in: transaction).flatMap { application in
                try ApplicationGrants.access(id, for: user, at: now, in: transaction).map { (application.scopes.stored, $0.token, $0.expires) }
            }
        }
        guard let (scope, token, expires) = made else { return [] }
        return [
            ("auth[access_token]", token.text), ("auth[expires]", String(expires.seconds)), ("auth[expires_in]", String((expires - now).milliseconds / 1000)),
            ("auth[scope]", scope), ("auth[status]", "L"), ("auth[user_id]", "\(user)"),
        ]
    }

    private func form(_ notice: EventNotice, _ token: String) -> [(String, String)] {
        var fields: [(String, String)] = [("event", notice.event), ("event_handler_id", "\(notice.handler)")]
        add(notice.data, "data", to: &fields)
        fields += [
            ("ts", String(notice.at.seconds)), ("auth[domain]", PublicAddress.domain(of: origin)), ("auth[client_endpoint]", origin + "/rest/"),
            ("auth[server_endpoint]", origin + "/rest/"), ("auth[member_id]", MemberID.of(origin)), ("auth[application_token]", token),
        ]
        return fields
    }

    private func add(_ json: JSONValue, _ name: String, to fields: inout [(String, String)]) {
        switch json {
        case .object(let object): for (key, value) in object { add(value, "\(name)[\(key)]", to: &fields) }
        case .array(let elements): for (place, value) in elements.enumerated() { add(value, "\(name)[\(place)]", to: &fields) }
        case .string(let text): fields.append((name, text))
        case .int(let number): fields.append((name, String(number)))
        case .null, .bool, .double: fields.append((name, json.text))
        }
    }
}
