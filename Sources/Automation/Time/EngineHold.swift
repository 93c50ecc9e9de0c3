import Kernel
import Storage

/// The gate before everything that happens by itself: while it is closed, timers and the outbox wait for an administrator.
/// People go on working, and robots that follow their deeds at once still act.
///
/// A row of the database and not a flag in memory: every node sees the same gate, and it stays closed over a restart.
package struct EngineHold: Sendable, Hashable {
    package enum Cause: String, Sendable, CaseIterable {
        /// The database was restored from a backup: what is due may have been done already, after the backup was made.
        case restoredBackup = "restored_backup"
        /// The machine's clock was set: forwards, and what is due by it may not be due in truth; or back, and time stands still.
        case clockStep = "clock_step"
    }

    package let cause: Cause
    package let since: Timestamp
    /// How far the clock was set, back when negative; nil for a restored backup.
    package let step: TimeSpan?

    package var isSetBack: Bool { (step ?? .seconds(0)) < .seconds(0) }
    /// How far the clock was set, in whatever direction.
    package var distance: TimeSpan { step.map { max($0, .seconds(0) - $0) } ?? .seconds(0) }

    package init(_ cause: Cause, since: Timestamp, step: TimeSpan? = nil) {
        self.cause = cause
        self.since = since
        self.step = step
    }

    private static let name = "engine_hold"

    /// Why the engine waits now; nil when the gate is open. The outbox asks before each claim.
    package static func current(in reader: any Reader) throws -> EngineHold? {
        guard let text = try reader.meta(name) else { return nil }
        let json = try JSONValue(parsing: text)
        // A cause that this program does not know still holds: sending cannot be undone.
        return EngineHold(
            Cause(rawValue: json["cause"]?.string ?? "") ?? .restoredBackup,
            since: Timestamp(milliseconds: json["since"]?.int ?? 0), step: json["step"]?.int.map(TimeSpan.init(milliseconds:)))
    }

    /// Closes the gate. `prom2b restore` does it in the restored database before anybody opens it.
    package func place(in transaction: any Transaction) throws {
        let json: JSONValue = .members([
            "cause": .string(cause.rawValue), "since": .int(since.milliseconds), "step": step.map { .int($0.milliseconds) },
        ])
        try transaction.setMeta(EngineHold.name, json.text)
    }

    /// Opens the gate. What is to become of that which came due meanwhile is decided in the same transaction.
    static func lift(in transaction: any Transaction) throws { try transaction.setMeta(name, nil) }
}
