import Automation
import CRM
import Kernel
import Storage

/// Tells a program of an event the way the REST API's clients expect: a form with the event, the number of what it happened to,
/// and the token by which the receiver knows the portal.
package struct EventConnector: Connector {
    package let kind = ConnectorKind(EventNotice.connector)
    package let limits: ChannelLimits
    private let post: HandlerPost

    package init(_ post: HandlerPost, limits: ChannelLimits = ChannelLimits()) {
        self.post = post
        self.limits = limits
    }

    package func deliver(_ delivery: Delivery) async -> DeliveryOutcome { await tell(EventNotice(json: delivery.payload)) }

    /// One attempt of a notice that need not be in the outbox.
    package func tell(_ notice: EventNotice) async -> DeliveryOutcome {
        await WebhookAnswers.outcome(at: post.clock) { try await post.transfers.answer(to: try await request(notice)) }
    }

    private func request(_ notice: EventNotice) async throws -> OutgoingRequest {
        let (handler, token) = try await post.database.read { [box = post.box] reader -> (EventHandler, String) in
            guard let handler = try EventHandlerStore.handler(notice.handler, in: reader) else {
                throw Failure(.notFound, IntegrationTexts.noHandler)
            }
            return (handler, try EventHandlerStore.token(of: handler, box, in: reader))
        }
        guard let address = handler.address else { throw Failure(.notFound, IntegrationTexts.noHandler) }
        var form = HandlerForm()
        form.add(["event": .string(notice.event), "event_handler_id": .int(notice.handler.rawValue), "data": notice.data, "ts": .int(notice.at.seconds)])
        try await post.add(to: &form, token, handler.application, for: handler.user)
        return form.request(to: address, allowsPrivate: handler.allowsPrivate, timeout: limits.timeout)
    }
}
