import Kernel
import Storage

/// What is in the outbox, for people. Reads only.
package enum OutboxReader {
    /// What a list shows of the outbox.
    package enum Filter: String, Sendable, CaseIterable {
        case all
        /// Waits or is under way.
        case underWay
        /// Needs a person.
        case stopped
        case delivered

        fileprivate var condition: String {
            switch self {
            case .all: "1 = 1"
            case .underWay: "state in (0, 1)"
            case .stopped: "state in (3, 5)"
            case .delivered: "state = 2"
            }
        }
    }

    /// The latest deliveries of a connector, newest first.
    package static func deliveries(
        by connector: ConnectorKind, _ filter: Filter, limit: Int, offset: Int = 0, in reader: any Reader
    ) throws -> [Delivery] {
        try reader.query(
            """
            select \(Delivery.columns) from automation_outbox where connector = $1 and \(filter.condition)
            order by id desc limit $2 offset $3
            """, [connector.rawValue, limit, offset], Delivery.init)
    }

    package static func count(by connector: ConnectorKind, _ filter: Filter, in reader: any Reader) throws -> Int {
        try reader.count(
            "select count(*) from automation_outbox where connector = $1 and \(filter.condition)", [connector.rawValue])
    }

    package static func delivery(_ id: Int64, in reader: any Reader) throws -> Delivery? {
        try reader.first("select \(Delivery.columns) from automation_outbox where id = $1", [id], Delivery.init)
    }

    /// Receivers whose circuit breaker is open, and until when they are left in peace.
    package static func openCircuits(_ connector: ConnectorKind, at now: Timestamp, in reader: any Reader) throws
        -> [String: Timestamp]
    {
        let pairs = try reader.query(
            "select channel, open_until from automation_channels where connector = $1 and open_until > $2",
            [connector.rawValue, now]
        ) { ($0.text(0), $0.timestamp(1)) }
        return Dictionary(pairs) { $1 }
    }

    /// What an item's robots have sent lately, oldest first.
    static func deliveries(of item: DocumentID, in reader: any Reader) throws -> [Delivery] {
        try reader.query(
            "select \(Delivery.columns) from automation_outbox where item = $1 order by id desc limit 200", [item],
            Delivery.init
        ).reversed()
    }
}
