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
        var form = HandlerForm()
        form.add(["event": .string(notice.event), "event_handler_id": .int(notice.handler.rawValue), "data": notice.data, "ts": .int(notice.at.seconds)])
        let authorization = HandlerAuthorization(database: database, clock: clock, box: box, origin: origin)
        try await authorization.add(to: &form, token, handler.application, for: handler.user)
        return form.request(to: address, allowsPrivate: handler.allowsPrivate, timeout: limits.timeout)
    }
}
