import Automation
import CRM
import Kernel
import Storage

/// Hands CRM's events to automation in the transaction that raised them, and lets it act before the commit.
package struct AutomationListener: EventListener {
    let engine: Engine

    package init(engine: Engine) { self.engine = engine }

    package func handle(_ event: any CRMEvent, in command: Command) throws {
        ItemMemory.of(command.transaction).forget()
        // An import is not the moment when something happened to a client: it starts no automation.
        if case .importer = command.actor.origin {
            if event is ItemChanged { try engine.replanFields(of: event.document, in: command.transaction, at: command.now) }
            return
        }
        guard event.document.entity?.hasStages == true else {
            if event is CalendarChanged { try engine.recalculateTimers(in: command.transaction, at: command.now) }
            return
        }
        let posted = PostedEvent(
            kind: type(of: event).kind, document: event.document, payload: event.payload,
            reason: try EventReason.text(of: event, by: command.actor, in: command.transaction), user: command.actor.user)
        try engine.post(posted, in: command.transaction, at: command.now)
    }

    package func finish(_ transaction: any Transaction, at now: Timestamp) throws {
        try engine.settle(in: transaction, at: now)
    }
}
