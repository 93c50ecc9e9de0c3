import Kernel
import Storage

extension Deliverer {
    /// Looks whether anything is due, and claims it. Reads only while nothing is.
    package func look() async throws -> Look {
        engine.outboxSleeper.beginLook()
        let now = engine.clock.now
        let due = try await engine.database.read { try self.nextDue(in: $0, at: now) }
        guard let due, due <= now else { return Look(claimed: [], next: due) }
        let claimed = try await engine.database.write(.automation) { transaction in
            try self.claim(in: transaction, at: self.engine.clock.now)
        }
        guard claimed.isEmpty else { return Look(claimed: claimed, next: nil) }
        // Due, but kept waiting by a hold, a full channel or another node.
        let next = try await engine.database.read { try self.nextDue(in: $0, at: now) }
        return Look(claimed: [], next: next.map { max($0, now + Self.patience) })
    }

    /// When the first thing is to be done, as far as the clock decides: an attempt, or a lost claim.
    func nextDue(in reader: any Reader, at now: Timestamp) throws -> Timestamp? {
        var due = try reader.first("select min(lease_until) from automation_outbox where state = 1") {
            $0.optionalTimestamp(0)
        }?.map { [$0] } ?? []
        for (kind, connector) in connectors {
            for (channel, next) in try ChannelStore.waiting(kind, in: reader) {
                due.append(max(next, channel.opens(connector.limits, at: now)))
            }
        }
        return due.min()
    }

    /// Claims for this node what is due; the caller commits before anything is sent.
    func claim(in transaction: any Transaction, at now: Timestamp) throws -> [Delivery] {
        try recover(in: transaction, at: now)
        guard try gate(transaction) else { return [] }
        return try connectors.values.sorted { $0.kind.rawValue < $1.kind.rawValue }.flatMap { connector in
            try ChannelStore(transaction: transaction).due(connector.kind, at: now).flatMap { channel in
                try claim(on: channel, connector.limits, in: transaction, at: now)
            }
        }
    }

    private func claim(on name: String, _ limits: ChannelLimits, in transaction: any Transaction, at now: Timestamp) throws
        -> [Delivery]
    {
        let channels = ChannelStore(transaction: transaction)
        guard let locked = try channels.lock(name) else { return [] }
        var channel = locked.channel
        channel.refill(limits, at: now)
        let allowance = channel.allowance(limits, inFlight: locked.inFlight, at: now)
        guard allowance > 0 else { return [] }
        let store = OutboxStore(transaction: transaction)
        var claimed: [Delivery] = []
        for delivery in try store.due(on: name, at: now, limit: allowance) {
            if try isPast(delivery, in: transaction) {
                try store.withdraw(from: delivery.item, exceptVisit: visit(of: delivery, in: transaction), at: now)
            } else if let claim = try store.claim(delivery, by: owner, until: now + limits.lease) {
                claimed.append(claim)
            }
        }
        channel.tokens -= Double(claimed.count)
        try channels.save(channel)
        return claimed
    }

    /// Whether it belongs to a stay that is over. Leaving the stage has withdrawn it, as a rule; this is the guard for a
    /// move that automation has not yet heard of.
    private func isPast(_ delivery: Delivery, in reader: any Reader) throws -> Bool {
        try delivery.isOnlyOnStage && delivery.visit != Run.noVisit && visit(of: delivery, in: reader) != delivery.visit
    }

    private func visit(of delivery: Delivery, in reader: any Reader) throws -> Int64 {
        try engine.source.position(of: delivery.item, in: reader)?.visit ?? -1
    }

    /// Claims that ran out: the attempt may have been carried out or not, so its outcome is unknown. The receiver is not to
    /// blame.
    private func recover(in transaction: any Transaction, at now: Timestamp) throws {
        for lost in try OutboxStore(transaction: transaction).expired(at: now, limit: Self.recovered) {
            try conclude(lost, .unknown(DeliveryFailure(OutboxTexts.nodeLost)), in: transaction, at: now)
        }
    }
}
