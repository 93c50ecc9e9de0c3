import Kernel
import Logging
import Storage
import Synchronization

/// Keeps an eye on the machine's clock: a wrong time sends things that cannot be called back.
extension Engine {
    private static let lastNow = "last_now"

    /// Time begins no earlier than what the portal has seen before. Call it before anything is visited.
    package func adoptPersistedTime() async throws {
        guard let timekeeper else { return }
        let stored = try await database.read { try $0.meta(Engine.lastNow) }
        guard let last = stored.flatMap({ Int64($0) }) else { return }
        timekeeper.raise(to: Timestamp(milliseconds: last))
        let lag = timekeeper.lag
        if lag > .seconds(1) { log.warning("the machine's clock is behind what the portal has seen", metadata: ["by": "\(lag)"]) }
    }

    /// One look at the clock: a jump forwards closes the gate, a jump back is only told; even time opens the gate again.
    func watchClock() async throws {
        guard let timekeeper else { return }
        let step = timekeeper.lookForStep()
        if step < .seconds(-1) {
            log.warning("the machine's clock was set back; the portal's time stands still until it has caught up", metadata: ["by": "\(step)"])
        }
        let now = timekeeper.now
        if step > limits.clockStep {
            log.error("the machine's clock was set forwards; automation waits", metadata: ["by": "\(step)"])
            try await database.write(.automation) { transaction in
                if try EngineHold.current(in: transaction)?.cause == .restoredBackup { return }
                try EngineHold(.clockStep, since: now, step: step).place(in: transaction)
            }
        } else if let hold = try await database.read({ try EngineHold.current(in: $0) }), hold.cause == .clockStep,
            now - hold.since >= limits.clockSettles
        {
            try await database.write(.automation) { transaction in
                if try EngineHold.current(in: transaction) == hold { try EngineHold.lift(in: transaction) }
            }
        }
        try await persist(now)
    }

    /// Once a second while there is work, once a minute otherwise, and only by the dispatcher: business transactions of
    /// several nodes never meet on this row, and an idle portal leaves the disk alone.
    private func persist(_ now: Timestamp) async throws {
        let isDue = dispatch.withLock { memory in
            let pause = memory.hasWorked ? TimeSpan.seconds(1) : .minutes(1)
            guard memory.persistedAt.map({ now - $0 >= pause }) ?? true else { return false }
            memory.persistedAt = now
            memory.hasWorked = false
            return true
        }
        guard isDue else { return }
        try await database.write(.automation) { transaction in
            let last = try transaction.meta(Engine.lastNow).flatMap { Int64($0) } ?? 0
            if now.milliseconds > last { try transaction.setMeta(Engine.lastNow, String(now.milliseconds)) }
        }
    }
}
