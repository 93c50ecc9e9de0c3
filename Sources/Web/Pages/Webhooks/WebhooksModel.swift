import Automation
import CRM
import Kernel

/// Connections and one page of deliveries, read on one snapshot.
struct WebhooksModel: Sendable {
    static let pageSize = 30

    let connections: [Connection]
    let deliveries: [Delivery]
    let filter: OutboxReader.Filter
    let counts: [OutboxReader.Filter: Int]
    let window: PageWindow
    /// Receivers that are left in peace, until when.
    let openCircuits: [String: Timestamp]
    let now: Timestamp

    static func load(_ page: PageRequest) async throws -> WebhooksModel {
        let filter = page.query["state"].flatMap(OutboxReader.Filter.init) ?? .all
        let number = max(1, page.query.number("page") ?? 1)
        let now = page.now
        return try await page.services.portal.read { reader in
            let kind = ConnectorKind(WebhookMessage.connector)
            var counts: [OutboxReader.Filter: Int] = [:]
            for filter in OutboxReader.Filter.allCases { counts[filter] = try OutboxReader.count(by: kind, filter, in: reader) }
            let window = PageWindow(page: number, pageSize: pageSize, total: counts[filter] ?? 0)
            return WebhooksModel(
                connections: try ConnectionStore.all(WebhookMessage.connector, in: reader),
                deliveries: try OutboxReader.deliveries(
                    by: kind, filter, limit: pageSize, offset: (number - 1) * pageSize, in: reader),
                filter: filter, counts: counts, window: window,
                openCircuits: try OutboxReader.openCircuits(kind, at: now, in: reader),
                now: now)
        }
    }

    func connection(of delivery: Delivery) -> Connection? {
        guard case .connection(let id) = WebhookMessage(json: delivery.payload).target else { return nil }
        return connections.first { $0.id == id }
    }

    func openUntil(_ connection: Connection) -> Timestamp? { openCircuits["\(WebhookMessage.connector):\(connection.id)"] }
}
