import Kernel
import Logging
import Storage
import Synchronization

/// What an administrator decides about that which came due while the engine was held.
package enum HoldDecision: String, Sendable, CaseIterable {
    /// It all happens now.
    case run
    /// It does not happen: robots whose moment has passed are passed over.
    case skip
    /// It happens spread over the next hour.
    case spread
}

extension Engine {
    static let momentsSkipped: EventKind = "automation.moments_skipped"
    /// Over which time `spread` spreads.
    static let spreadTime = TimeSpan.hours(1)

    /// How many items have moments that came due, while the gate is closed.
    package func overdueItems(in reader: any Reader, at now: Timestamp) throws -> Int {
        let moment = decisive(try EngineHold.current(in: reader), now)
        return try reader.count("select count(distinct item) from automation_timers where due_at <= $1", [moment])
    }

    /// The moment to which a decision refers: who decides about a clock that was set says that it is right now.
    private func decisive(_ hold: EngineHold?, _ now: Timestamp) -> Timestamp {
        hold?.cause == .clockStep ? timekeeper?.machineTime ?? now : now
    }

    /// Opens the gate; what came due behind it is dealt with as decided, in the same transaction or by events of its items.
    /// After a clock that was set the portal's time is that of the machine from then on, forwards or back.
    /// - Throws: `Failure` `.notFound` when the gate is open.
    package func resume(_ decision: HoldDecision, by user: UserID?, in transaction: any Transaction, at now: Timestamp) throws {
        guard let hold = try EngineHold.current(in: transaction) else { throw Failure(.notFound, EngineTexts.notOnHold) }
        let now = decisive(hold, now)
        switch decision {
        case .run: break
        case .skip:
            try tellOverdue(by: user, in: transaction, at: now)
            try cancelDeliveries(queuedUntil: hold.since, by: user, in: transaction, at: now)
        case .spread:
            try spreadOverdue(in: transaction, at: now)
            try spreadDeliveries(queuedUntil: hold.since, in: transaction, at: now)
        }
        try EngineHold.lift(in: transaction)
        if hold.cause == .clockStep, let timekeeper {
            try transaction.setMeta(Engine.lastNow, String(now.milliseconds))
            transaction.afterCommit { [self] in
                timekeeper.believeMachine()
                dispatch.withLock { $0.doubtsClock = false }
            }
        }
        log.notice("the engine goes on", metadata: ["decision": "\(decision)", "user": "\(user.map(String.init(describing:)) ?? "")"])
        wakeAfterCommit(of: transaction)
        wakeDelivererAfterCommit(of: transaction)
    }

    private static let overdue = "select item from automation_timers where due_at <= $1"

    private func tellOverdue(by user: UserID?, in transaction: any Transaction, at now: Timestamp) throws {
        let affected = Engine.overdue
        try transaction.execute(
            """
            update automation_agenda set event_seq = event_seq + 1, due_at = \(transaction.dialect.least("due_at", "$1"))
            where item in (\(affected))
            """, [now])
        let payload: [String: Value] = ["until": .int(now.milliseconds)]
        try transaction.execute(
            """
            insert into automation_inbox (item, seq, kind, about, payload, reason, user_id, root_item, root_seq, depth, at)
            select item, event_seq, $2, item, $3, $4, $5, item, event_seq, 0, $1
            from automation_agenda where item in (\(affected))
            """, [now, Engine.momentsSkipped.rawValue, payload.json.text, EngineTexts.restoredSkip.json.text, user])
    }

    /// The same item always gets the same place in the hour, on every node.
    private func spreadOverdue(in transaction: any Transaction, at now: Timestamp) throws {
        let place = "$2 + (item % 1000003) * 7919 % $3"
        let arguments: [any SQLConvertible] = [now, now + TimeSpan(milliseconds: 1), Engine.spreadTime.milliseconds]
        try transaction.execute(
            "update automation_agenda set due_at = \(place) where due_at <= $1 and item in (\(Engine.overdue))", arguments)
        try transaction.execute("update automation_timers set due_at = \(place) where due_at <= $1", arguments)
    }
}

extension ItemVisit {
    /// Passes over every robot whose moment came before the engine went on.
    func skipMoments(_ entry: InboxEvent) throws {
        guard case .int(let until) = entry.event.payload["until"] else { return }
        let overdue = state.timers.inOrder.filter { $0.due.milliseconds <= until }
        for timer in overdue {
            guard let token = state.tokens[timer.token], let run = state.runs[timer.run] else { continue }
            state.timers[timer.id] = nil
            if token.state == .waitingForItem {
                try endWait(token, by: timer, because: EngineTexts.restoredSkip)
                continue
            }
            let nodes = try program(of: run).nodes
            journal(.skipped, run: run.id, node: nodes[token.node].id, because: EngineTexts.restoredSkip)
            try advance(token)
            // A robot's pause and the robot are one block of the editor.
            if let next = state.tokens[token.id], case .robot = nodes[next.node].action, nodes[next.node].id == nodes[token.node].id {
                try advance(next)
            }
        }
    }
}
