import Automation
import CRM
import Kernel
import Storage
import Synchronization

/// Tells programs outside of what happened: each event of a transaction once for each item, to everybody who has subscribed.
/// Put it among the portal's listeners.
///
/// A class because everybody shares one list of handlers.
package final class EventSubscriptions: EventListener {
    private let engine: Engine
    private let database: any Database
    private let handlers = Mutex<[String: [EventHandler]]?>(nil)

    package init(engine: Engine, database: any Database) {
        self.engine = engine
        self.database = database
    }

    /// Another node has changed the handlers, or this one has.
    package func forget() { handlers.withLock { $0 = nil } }

    package func handle(_ event: any CRMEvent, in command: Command) throws {
        let transaction = command.transaction
        if event is EventHandlersChanged {
            LiveChanges.of(transaction).add(cache: .handlers)
            return transaction.afterCommit { [self] in forget() }
        }
        guard let name = event.webhook?.rawValue else { return }
        let interested = try current(transaction)[name] ?? []
        guard !interested.isEmpty, transaction.attachment(Told.init).isNew(name, event.notified) else { return }
        for handler in interested {
            let notice = EventNotice(handler: handler.id, event: name, data: event.notification(name), at: command.now)
            guard let address = handler.address else {
                try OfflineEvents.add(notice, about: event.document, in: command)
                continue
            }
            let number = try transaction.nextID("event_notices")
            let host = (try? WebAddress(address).host) ?? "unknown"
            try engine.enqueue(
                notice: DeliveryDraft(ConnectorKind(EventNotice.connector), to: host, promise: .atLeastOnce, payload: notice.json),
                about: event.document, title: name, key: "event/\(handler.id)/\(number)", in: transaction, at: command.now)
        }
    }

    private func current(_ reader: any Reader) throws -> [String: [EventHandler]] {
        if let known = handlers.withLock(\.self) { return known }
        let fresh = Dictionary(grouping: try EventHandlerStore.all(in: reader), by: \.event)
        handlers.withLock { $0 = fresh }
        return fresh
    }

    /// What a transaction has told already.
    private final class Told: Sendable {
        private let seen = Mutex<Set<String>>([])

        func isNew(_ name: String, _ number: Int64) -> Bool { seen.withLock { $0.insert("\(name)/\(number)").inserted } }
    }
}

extension CRMEvent {
    /// The number of what it happened to: of the task, activity or comment, else of the item.
    fileprivate var notified: Int64 {
        for name in ["task", "activity", "comment"] where (webhook?.rawValue ?? "").contains(name.uppercased()) {
            switch payload[name] {
            case .int(let id)?: return id
            case .reference(let reference)?: return reference.id
            default: continue
            }
        }
        return document.id
    }

    /// `FIELDS[ID]`; tasks name what was before and what is after.
    fileprivate func notification(_ name: String) -> JSONValue {
        let id = JSONValue.int(notified)
        guard name.hasPrefix("ONTASK") else { return ["FIELDS": ["ID": id]] }
        let before: JSONValue = name.hasSuffix("ADD") ? "undefined" : ["ID": id]
        let after: JSONValue = name.hasSuffix("DELETE") ? "undefined" : ["ID": id]
        return ["FIELDS_BEFORE": before, "FIELDS_AFTER": after, "IS_ACCESSIBLE_BEFORE": "undefined", "IS_ACCESSIBLE_AFTER": "undefined"]
    }
}
