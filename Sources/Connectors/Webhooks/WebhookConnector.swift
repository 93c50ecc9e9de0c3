import Automation
import CRM
import Kernel
import Storage

/// Sends webhooks as Standard Webhooks (standardwebhooks.com) describes them: `webhook-id` is the same for every attempt,
/// `webhook-timestamp` is that of the attempt, `webhook-signature` proves who sent it.
package struct WebhookConnector: Connector {
    package let kind = ConnectorKind(WebhookMessage.connector)
    package let limits: ChannelLimits
    private let database: any Database
    private let clock: any WallClock
    private let box: SecretBox
    private let transfers: CurlTransfers

    package init(
        database: any Database, clock: any WallClock, box: SecretBox, transfers: CurlTransfers,
        limits: ChannelLimits = ChannelLimits()
    ) {
        self.database = database
        self.clock = clock
        self.box = box
        self.transfers = transfers
        self.limits = limits
    }

    package func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        await send(WebhookMessage(json: delivery.payload), id: delivery.messageID)
    }

    /// One attempt of a message that need not be in the outbox: the test on the page of connections.
    package func send(_ message: WebhookMessage, id: String) async -> DeliveryOutcome {
        await WebhookAnswers.outcome(at: clock) {
            try await transfers.answer(to: request(message, to: try await receiver(of: message), id: id))
        }
    }

    private struct Receiver: Sendable {
        let address: String
        let allowsPrivate: Bool
        let secret: WebhookSecret?
    }

    private func receiver(of message: WebhookMessage) async throws -> Receiver {
        switch message.target {
        case .address(let text): return Receiver(address: text, allowsPrivate: false, secret: nil)
        case .connection(let id):
            return try await database.read { [box] reader in
                guard let connection = try ConnectionStore.connection(id, in: reader) else {
                    throw Failure(.notFound, ConnectionTexts.none)
                }
                let settings = connection.settings
                guard settings.isActive else {
                    throw Failure(.unavailable, ConnectionTexts.inactive.with(["name": settings.name]))
                }
                let secret = try WebhookSecret(ConnectionStore.secret(of: id, box, in: reader))
                return Receiver(address: settings.address, allowsPrivate: settings.allowsPrivate, secret: secret)
            }
        }
    }

    private func request(_ message: WebhookMessage, to receiver: Receiver, id: String) -> OutgoingRequest {
        let now = clock.now
        let body = Array(message.body.utf8)
        var request = OutgoingRequest(method: message.method, address: receiver.address, body: body, timeout: limits.timeout)
        request.allowsPrivate = receiver.allowsPrivate
        request.headers = message.headers.compactMap(Self.header)
        request.headers.append(("User-Agent", "Prom2B"))
        if let type = message.contentType { request.headers.append(("Content-Type", type)) }
        request.headers.append(("webhook-id", id))
        request.headers.append(("webhook-timestamp", String(now.seconds)))
        if let secret = receiver.secret {
            request.headers.append(("webhook-signature", secret.signature(id: id, timestamp: now, body: body)))
        }
        return request
    }

    /// Names that would let a robot's settings forge what we say ourselves.
    private static let reserved: Set<String> = [
        "host", "content-length", "content-type", "transfer-encoding", "connection", "expect", "user-agent", "webhook-id",
        "webhook-timestamp", "webhook-signature",
    ]

    private static func header(_ line: String) -> (name: String, value: String)? {
        guard let colon = line.firstIndex(of: ":"), !line.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return nil }
        let name = String(line[..<colon])
        guard !name.isEmpty, !reserved.contains(name.lowercased()), name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        return (name, String(line[line.index(after: colon)...].drop { $0 == " " }))
    }
}
