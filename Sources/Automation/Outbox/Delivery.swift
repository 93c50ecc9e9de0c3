import Kernel
import Storage

/// What a delivery is doing. `docs/automation/outbox.md` draws the ways between.
package enum DeliveryState: Int64, Sendable, CaseIterable {
    /// Waits for its moment.
    case queued = 0
    /// A node has claimed it and may be talking to the receiver right now.
    case sending = 1
    case delivered = 2
    /// Given up: it was certainly not carried out. A person decides.
    case dead = 3
    /// Nobody wants it any more.
    case cancelled = 4
    /// Given up: it may have been carried out. A person finds out and decides.
    case unknown = 5
}

/// One effect outside the portal, as it stands in the outbox.
package struct Delivery: Sendable, Hashable {
    package let id: Int64
    package let connector: ConnectorKind
    /// The receiver: what shares a limit, a circuit breaker and a queue.
    package let channel: String
    package let promise: DeliveryPromise
    package let item: DocumentID
    package let run: Int64
    /// The stay on the stage that it belongs to.
    package let visit: Int64
    /// The robot's id and title.
    package let node: String
    package let title: String
    /// The key of the robot's step: unique in this portal.
    package let key: String
    package let payload: JSONValue
    package let isOnlyOnStage: Bool
    package let state: DeliveryState
    /// The number of the attempt under way or, between attempts, of those made.
    package let attempt: Int
    /// Whether an earlier attempt may have been carried out.
    package let isUnsure: Bool
    package let next: Timestamp
    package let epoch: Int64
    /// Until when the claim holds.
    package let lease: Timestamp
    package let created: Timestamp
    package let expires: Timestamp
    package let finished: Timestamp?
    /// Why the last attempt failed.
    package let error: Text?
    package let receipt: Receipt?
    /// The incident that waits for a decision, when no token of the robot does.
    package let incident: Int64?

    /// The key as receivers see it: the same for every attempt, and no other delivery's, not even after an old backup
    /// was restored and numbers are given again. Without full stops, which separate the parts of a signature.
    package var messageID: String { "\(key.replacing(".", with: "-"))/\(created.milliseconds)" }
}

extension Delivery {
    static let columns = """
        id, connector, channel, promise, item, run, visit, node, title, effect_key, payload, only_on_stage, state, attempts,
        unsure, next_at, epoch, created_at, expires_at, finished_at, error, receipt, incident,
        lease_until
        """

    init(_ row: Row) throws {
        self.init(
            id: row.int64(0), connector: ConnectorKind(row.text(1)), channel: row.text(2),
            promise: DeliveryPromise(rawValue: row.int64(3)) ?? .atMostOnce, item: row.document(4), run: row.int64(5),
            visit: row.int64(6), node: row.text(7), title: row.text(8), key: row.text(9),
            payload: try JSONValue(parsing: row.text(10)), isOnlyOnStage: row.bool(11),
            state: DeliveryState(rawValue: row.int64(12)) ?? .dead, attempt: row.int(13), isUnsure: row.bool(14),
            next: row.timestamp(15), epoch: row.int64(16), lease: row.timestamp(23), created: row.timestamp(17), expires: row.timestamp(18),
            finished: row.optionalTimestamp(19), error: try Text(stored: row.optionalText(20)),
            receipt: try row.optionalText(21).map { try Receipt(json: JSONValue(parsing: $0)) },
            incident: row.isNull(22) ? nil : row.int64(22))
    }
}

extension Receipt {
    var json: JSONValue { ["summary": .string(summary), "results": results.json] }

    init(json: JSONValue) throws {
        self.init(
            results: try [String: Value](json: json["results"] ?? [:]), summary: json["summary"]?.string ?? "")
    }
}
