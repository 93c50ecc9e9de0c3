import Kernel
import Storage

/// What an administrator decides about that which was queued before the gate closed. What people have caused since then is
/// sent in any case.
extension Engine {
    /// Gives it up: it may have been sent already, after the backup was made. Robots that wait for it go on without it.
    func cancelDeliveries(queuedUntil since: Timestamp, by user: UserID?, in transaction: any Transaction, at now: Timestamp) throws {
        // Nobody sends while the gate is closed: what is under way here was under way when the backup was made.
        try transaction.execute(
            "update automation_outbox set state = 0, owner = null where state = 1 and created_at <= $1 and lease_until < $2",
            [since, now])
        let waiting = try transaction.query(
            "select id from automation_outbox where state = 0 and created_at <= $1 order by id", [since]) { $0.int64(0) }
        for id in waiting { try cancel(delivery: id, by: user, in: transaction, at: now) }
    }

    /// Spreads it over the time that overdue moments are spread over, each at a place of its own.
    func spreadDeliveries(queuedUntil since: Timestamp, in transaction: any Transaction, at now: Timestamp) throws {
        try transaction.execute(
            """
            update automation_outbox set next_at = $2 + (id % 1000003) * 7919 % $3
            where state = 0 and created_at <= $1 and next_at <= $2
            """, [since, now + TimeSpan(milliseconds: 1), Engine.spreadTime.milliseconds])
    }
}
