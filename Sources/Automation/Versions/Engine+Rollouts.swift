import Kernel
import Storage

extension Engine {
    static let versionPublished: EventKind = "automation.version_published"

    /// Carries the active version of a pipeline's automation over to items that are already there: some at a time, in the
    /// bulk lane, each item atomically, over restarts. Call it in the transaction that has published or activated the version.
    /// - Parameter applies: also start the process on items of a stage that never had it.
    package func rollOut(
        _ name: String, _ choice: VersionChoice, applies: Bool, by user: UserID?, in transaction: any Transaction,
        at now: Timestamp
    ) throws {
        guard choice != .keep || applies, let active = try store.running(name, in: transaction) else { return }
        let order = RolloutOrder(
            definition: active.definition, version: active.version, choice: choice, applies: applies)
        try Rollout.begin(order, by: user, in: transaction, at: now)
        wakeAfterCommit(of: transaction)
    }

    /// Tells the next items of a version under way.
    /// - Returns: whether there was anything to do.
    @discardableResult
    func advanceRollout() async throws -> Bool {
        guard try await database.read({ try Engine.hasRollout(in: $0) && EngineHold.current(in: $0) == nil }) else { return false }
        return try await database.write(.bulk) { transaction in
            try self.advanceRollout(in: transaction, at: self.clock.now)
        }
    }

    private static func hasRollout(in reader: any Reader) throws -> Bool {
        try reader.exists("select 1 from automation_rollouts where ended_at is null")
    }

    /// Waits while the items told before have not been visited: a mass of bulk work never piles up.
    private func advanceRollout(in transaction: any Transaction, at now: Timestamp) throws -> Bool {
        let waiting = try transaction.count(
            """
            select count(*) from (select item from automation_agenda where hold = 0 and lane = $1 and due_at <= $2
            limit $3) as waiting
            """, [AgendaLane.bulk.rawValue, now, limits.rolloutBatch])
        if try isBehind(in: transaction, at: now) { return false }
        let limit = limits.rolloutBatch - waiting
        guard limit > 0, let rollout = try Rollout.next(in: transaction) else { return false }
        let items = try items(of: rollout, atMost: limit, in: transaction)
        let reason = EngineTexts.newVersion.with(["version": String(rollout.order.version)])
        let inbox = Inbox(transaction: transaction)
        for item in items {
            let event = PostedEvent(
                kind: Engine.versionPublished, document: item, payload: rollout.order.payload, reason: reason, user: rollout.user)
            _ = try inbox.append(event, to: item, for: nil, lane: .bulk, at: now)
        }
        try rollout.advance(items, limit: limit, in: transaction, at: now)
        return true
    }

    private func items(of rollout: Rollout, atMost limit: Int, in transaction: any Transaction) throws -> [DocumentID] {
        switch rollout.phase {
        case .running: return try rollout.running(in: transaction, limit: limit)
        case .standing:
            guard let active = try store.running(rollout.name, in: transaction), active.version == rollout.order.version else { return [] }
            return try source.documents(
                in: rollout.name, on: active.stagesWithProcess, after: rollout.lastItem, limit: limit, transaction)
        }
    }
}

extension CompiledVersion {
    /// Codes of the stages on which something starts.
    var stagesWithProcess: [String] {
        body.stages.map(\.stage).filter { !(programs[$0]?.entries.isEmpty ?? true) }
    }
}
