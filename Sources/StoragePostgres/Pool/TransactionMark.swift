import Logging

/// By what a transaction is known to the server after its connection was lost.
struct TransactionMark {
    /// The server's number of the transaction. One that left nothing in the log before a crash is given to another transaction
    /// after it.
    let number: String
    /// The server's life in which the number was given.
    let life: String

    /// Whether the transaction was committed, as the server says on another connection; nil when nobody can know.
    func outcome(_ session: PostgresSession, until end: ContinuousClock.Instant) -> Bool? {
        while ContinuousClock.now < end {
            do {
                let connection = try session.connection(until: end)
                let isSameLife = try connection.life() == life
                switch (try connection.answer(isSameLife ? status : statusAfterCrash), isSameLife) {
                case ("committed", true): return true
                // Ours, or another transaction that got the number after the crash.
                case ("committed", false): return nil
                case ("aborted", _), ("in progress", false): return false
                // The server has not noticed yet that we have gone.
                case ("in progress", true): session.pause(.milliseconds(50))
                default: return nil
                }
            } catch let failure as PostgresFailure where failure.recovery == .reconnect {
                session.drop()
            } catch {
                session.logger.error("the outcome of a commit is not known", metadata: ["reason": "\(error)"])
                return nil
            }
        }
        return nil
    }

    private var status: String { "select pg_xact_status('\(number)'::xid8)" }

    /// A number that nobody has ended since was lost in the crash with everything that its transaction did; one that is still to
    /// be given has no status. Only after a crash: a transaction that still runs may bear the highest number, too.
    private var statusAfterCrash: String {
        """
        select case when pg_snapshot_xmax(pg_current_snapshot()) <= '\(number)'::xid8 then 'aborted'
            else pg_xact_status('\(number)'::xid8) end
        """
    }
}
