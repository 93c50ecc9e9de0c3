import Kernel
import Storage

/// What people decide about deliveries. Each runs in the given transaction and settles it.
extension Engine {
    /// Sends again what was given up or cancelled, and at once what waits for its next attempt; always under its own key.
    /// - Throws: `Failure` `.notFound`, or `.conflict` when it was delivered or is under way.
    package func retry(delivery id: Int64, by user: UserID?, in transaction: any Transaction, at now: Timestamp) throws {
        let delivery = try stopped(id, in: transaction)
        if let incident = try incident(of: delivery, in: transaction) {
            return try retry(incident: incident, by: user, in: transaction, at: now)
        }
        try OutboxStore(transaction: transaction).requeue(delivery, at: now)
        wakeDelivererAfterCommit(of: transaction)
    }

    /// Gives up what has not been delivered; a robot that waits for it goes on without it.
    /// - Throws: `Failure` `.notFound`, or `.conflict` when it was delivered or is under way.
    package func cancel(delivery id: Int64, by user: UserID?, in transaction: any Transaction, at now: Timestamp) throws {
        let delivery = try stopped(id, in: transaction)
        if let incident = try incident(of: delivery, in: transaction) {
            return try skip(incident: incident, by: user, in: transaction, at: now)
        }
        guard try OutboxStore(transaction: transaction).cancel(id, at: now) else {
            throw Failure(.conflict, OutboxTexts.underWay)
        }
        if delivery.isNotice { return }
        try post(
            PostedEvent(
                kind: .deliveryCancelled, document: delivery.item, payload: delivery.eventPayload,
                reason: OutboxTexts.cancelled, user: user),
            in: transaction, at: now)
        try settle(in: transaction, at: now)
    }

    /// Removes what was delivered or cancelled before a moment, at most a thousand rows a call; returns how many.
    package func removeFinishedDeliveries(before moment: Timestamp, in transaction: any Transaction) throws -> Int {
        try transaction.execute(
            """
            delete from automation_outbox where id in (
                select id from automation_outbox where state in (2, 4) and finished_at < $1 limit 1000)
            """, [moment])
    }

    private func stopped(_ id: Int64, in transaction: any Transaction) throws -> Delivery {
        guard let delivery = try OutboxStore(transaction: transaction).delivery(id) else {
            throw Failure(.notFound, OutboxTexts.noDelivery)
        }
        switch delivery.state {
        case .sending, .delivered: throw Failure(.conflict, OutboxTexts.underWay)
        case .queued, .dead, .cancelled, .unknown: return delivery
        }
    }

    /// The incident that waits for a decision about it: its own, or that of the robot that waits for it.
    private func incident(of delivery: Delivery, in transaction: any Transaction) throws -> Int64? {
        if let own = delivery.incident { return try Incident.open(own, in: transaction)?.id }
        guard delivery.state == .dead || delivery.state == .unknown else { return nil }
        return try Incident.open(run: delivery.run, node: delivery.node, of: delivery.item, in: transaction)?.id
    }

    /// Decides about something undelivered for which no robot waits.
    func decideDelivery(
        _ incident: Incident, _ resolution: IncidentStore.Resolution, _ kind: JournalKind, by user: UserID?,
        in transaction: any Transaction, at now: Timestamp
    ) throws {
        let id = try transaction.first("select id from automation_outbox where incident = $1", [incident.id]) { $0.int64(0) }
        let store = OutboxStore(transaction: transaction)
        guard let visit = try ItemVisit(self, incident.item, in: transaction, at: now, visitBudget) else {
            throw Failure(.notFound, EngineTexts.noIncident)
        }
        try IncidentStore(transaction: transaction).resolve(incident.id, as: resolution, by: user, at: now)
        visit.journal(
            kind, node: incident.node,
            .members(["incident": .int(incident.id), "user": user.map { .int($0.rawValue) }, "delivery": id.map { .int($0) }]))
        try visit.save()
        guard let id, let delivery = try store.delivery(id) else { return }
        switch resolution {
        case .retried: try store.requeue(delivery, at: now)
        case .skipped, .released, .cancelled: _ = try store.cancel(id, at: now)
        }
        wakeDelivererAfterCommit(of: transaction)
    }

    func wakeDelivererAfterCommit(of transaction: any Transaction) {
        TransactionScope.of(transaction).hasNewDeliveries = false
        transaction.afterCommit { [outboxSleeper] in outboxSleeper.wake() }
    }
}

extension Delivery {
    /// What events about it carry.
    var eventPayload: [String: Value] {
        [
            "delivery": .int(id), "key": .string(key), "run": .int(run), "node": .string(node), "title": .string(title),
            "attempt": .int(Int64(attempt)),
        ]
    }
}
