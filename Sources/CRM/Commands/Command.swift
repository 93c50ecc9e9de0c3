import Kernel
import Storage

/// One command while it is carried out: the transaction, who acts, the moment, and the events it has raised so far.
///
/// Domain functions that change something take a `Command`; those that only look take a `Reader`.
package final class Command {
    package let transaction: any Transaction
    package let actor: Actor
    /// The moment of the whole command: every row it writes carries the same time.
    package let now: Timestamp
    private var raised: [any CRMEvent] = []

    package init(_ transaction: any Transaction, as actor: Actor, at now: Timestamp) {
        self.transaction = transaction
        self.actor = actor
        self.now = now
    }

    /// Tells the portal's listeners, in this transaction, once the command's body is done.
    package func raise(_ event: any CRMEvent) { raised.append(event) }

    func takeEvents() -> [any CRMEvent] {
        defer { raised.removeAll() }
        return raised
    }
}

/// Does its part when something happened, in the same transaction: the timeline writes, totals count, automation wakes.
package protocol EventListener: Sendable {
    /// Called for each event in the order raised. May raise further events on `command`.
    func handle(_ event: any CRMEvent, in command: Command) throws
    /// Called at the end of every command, also of one inside another (a robot acting during a visit).
    func commandEnded(_ transaction: any Transaction)
    /// Called once at the end of the outermost command, before the commit: automation runs its at-once robots here.
    func finish(_ transaction: any Transaction, at now: Timestamp) throws
}

extension EventListener {
    package func commandEnded(_ transaction: any Transaction) {}
    package func finish(_ transaction: any Transaction, at now: Timestamp) throws {}
}
