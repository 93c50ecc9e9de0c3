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
        var request = OutgoingRequest(method: "POST", address: address, body: Array(form(notice, token).utf8), timeout: limits.timeout)
        request.allowsPrivate = handler.allowsPrivate
        request.headers = [("Content-Type", "application/x-www-form-urlencoded"), ("User-Agent", "Prom2B")]
        return request
    }

    private func form(_ notice: EventNotice, _ token: String) -> String {
        let domain = origin.drop { $0 != "/" }.drop { $0 == "/" }
        var fields: [(String, String)] = [("event", notice.event), ("event_handler_id", "\(notice.handler)")]
        add(notice.data, "data", to: &fields)
        fields += [
            ("ts", String(notice.at.seconds)), ("auth[domain]", String(domain)), ("auth[client_endpoint]", origin + "/rest/"),
            ("auth[server_endpoint]", origin + "/rest/"), ("auth[member_id]", MemberID.of(origin)), ("auth[application_token]", token),
        ]
        return fields.map { "\(percentEncoded($0))=\(percentEncoded($1))" }.joined(separator: "&")
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

/// By which receivers of several portals tell them apart: the same for ever as long as the portal keeps its address.
enum MemberID {
    /// 32 hexadecimal digits.
    static func of(_ origin: String) -> String {
        [origin, "member " + origin].map { text in
            let digits = String(stableHash(text), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
