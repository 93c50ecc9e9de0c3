import Kernel
import Logging
import Storage
import Synchronization

/// Keeps an eye on the machine's clock: a wrong time sends things that cannot be called back.
extension Engine {
    static let lastNow = "last_now"

    /// Time begins no earlier than what the portal has seen before. Call it before anything is visited.
    package func adoptPersistedTime() async throws {
        guard let timekeeper else { return }
        let stored = try await database.read { try $0.meta(Engine.lastNow) }
        guard let last = stored.flatMap({ Int64($0) }) else { return }
        timekeeper.raise(to: Timestamp(milliseconds: last))
        let lag = timekeeper.lag
        if lag > .seconds(1) { log.warning("the machine's clock is behind what the portal has seen", metadata: ["by": "\(lag)"]) }
        if lag > limits.clockStep { try await hold(for: .seconds(0) - lag, at: timekeeper.now) }
    }

    /// One look at the clock: one that was set far closes the gate, forwards or back; even time opens it again.
    func watchClock() async throws {
        guard let timekeeper else { return }
        let step = timekeeper.lookForStep()
        let now = timekeeper.now
        if step < .seconds(-1), timekeeper.lag > .seconds(1) {
            log.warning("the machine's clock was set back; the portal's time stands still until it has caught up", metadata: ["by": "\(step)"])
        }
        if step > limits.clockStep || timekeeper.lag > limits.clockStep, abs(step) > limits.clockStep {
            log.error("the machine's clock was set; automation waits", metadata: ["by": "\(step)"])
            try await hold(for: step, at: now)
        } else {
            try await settle(timekeeper, at: now)
        }
        try await persist(now)
    }

    private func hold(for step: TimeSpan, at now: Timestamp) async throws {
        let isPlaced = try await database.write(.automation) { transaction in
            if try EngineHold.current(in: transaction)?.cause == .restoredBackup { return false }
            try EngineHold(.clockStep, since: now, step: step).place(in: transaction)
            return true
        }
        if isPlaced { dispatch.withLock { $0.doubtsClock = true } }
    }

    /// Opens the gate when the clock shows again what it should, or has run evenly for long enough after it was set forwards;
    /// takes over what an administrator has decided, at this node or another.
    private func settle(_ timekeeper: HybridClock, at now: Timestamp) async throws {
        let isRight = timekeeper.doubt == .seconds(0) && timekeeper.lag == .seconds(0)
        let hold = try await database.read { try EngineHold.current(in: $0) }
        guard let hold else {
            if dispatch.withLock({ $0.forgetDoubt() }) {
                // Decided elsewhere: our clock is the one that was meant.
                if !isRight { timekeeper.believeMachine() }
            } else if timekeeper.doubt > .seconds(0) {
                // Another reason to wait has ended; this one is still there.
                try await self.hold(for: timekeeper.doubt, at: now)
            }
            return
        }
        guard hold.cause == .clockStep else { return }
        let wasSetForwards = (hold.step ?? .seconds(0)) > .seconds(0)
        let isSettled = wasSetForwards ? now - hold.since >= limits.clockSettles : false
        guard isSettled || isRight && dispatch.withLock({ $0.doubtsClock || !wasSetForwards }) else { return }
        try await database.write(.automation) { transaction in
            if try EngineHold.current(in: transaction) == hold { try EngineHold.lift(in: transaction) }
        }
        if isSettled, !isRight { timekeeper.believeMachine() }
        dispatch.withLock { $0.doubtsClock = false }
    }

    /// Once a second while there is work, once a minute otherwise, and only by the dispatcher: business transactions of
    /// several nodes never meet on this row, and an idle portal leaves the disk alone.
    private func persist(_ now: Timestamp) async throws {
        let isDue = dispatch.withLock { memory in
            let pause = memory.hasWorked ? TimeSpan.seconds(1) : .minutes(1)
            guard memory.persistedAt.map({ now - $0 >= pause || now < $0 }) ?? true else { return false }
            memory.persistedAt = now
            memory.hasWorked = false
            return true
        }
        guard isDue else { return }
        let now = timekeeper?.now ?? now
        try await database.write(.automation) { transaction in
            let last = try transaction.meta(Engine.lastNow).flatMap { Int64($0) } ?? 0
            if now.milliseconds > last { try transaction.setMeta(Engine.lastNow, String(now.milliseconds)) }
        }
    }
}

private func abs(_ span: TimeSpan) -> TimeSpan { max(span, .seconds(0) - span) }
