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
        for name in event.names { try tell(name, event, in: command) }
    }

    private func tell(_ name: String, _ event: any CRMEvent, in command: Command) throws {
        let transaction = command.transaction
        let interested = try current(transaction)[name] ?? []
        guard !interested.isEmpty, transaction.attachment(Told.init).isNew(name, event.notified) else { return }
        for handler in interested {
            let notice = EventNotice(handler: handler.id, event: name, data: event.notification(name), at: command.now)
            guard let address = handler.address else {
                // One row for each thing that it happened to: an item has several tasks and comments.
                try OfflineEvents.add(notice, about: DocumentID(type: event.document.type, id: event.notified), in: command)
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
    /// What programs call it; a deal that goes to another pipeline has two names.
    fileprivate var names: [String] {
        let own = [webhook?.rawValue].compactMap(\.self)
        guard let moved = self as? ItemStageChanged, moved.changesPipeline, moved.item.entity == .deal else { return own }
        return own + [EventName.moved]
    }

    /// The number of what it happened to: of the comment, activity or task, else of the item.
    fileprivate var notified: Int64 {
        if let notice = self as? ProgramNotice { return notice.number }
        for name in ["comment", "activity", "task"] where (webhook?.rawValue ?? "").contains(name.uppercased()) {
            switch payload[name] {
            case .int(let id)?: return id
            case .reference(let reference)?: return reference.id
            default: continue
            }
        }
        return document.id
    }

    /// `FIELDS[ID]` and what else belongs to the name; tasks and their comments name what was before and what is after.
    fileprivate func notification(_ name: String) -> JSONValue {
        var fields = JSONObject([JSONObject.Member("ID", .int(notified))])
        if name == EventName.moved, let moved = self as? ItemStageChanged {
            fields["CATEGORY_ID"] = .int(Int64(moved.item.pipeline?.number ?? 0))
            fields["STAGE_ID"] = .string(moved.to)
        }
        if name.contains("USERFIELD") {
            for key in ["ENTITY_ID", "FIELD_NAME"] { fields[key] = .string(payload[key]?.printable ?? "") }
        }
        // A currency has a code, no number.
        if name.hasPrefix("ONCRMCURRENCY") { fields["ID"] = .string(payload["ID"]?.printable ?? "") }
        guard name.hasPrefix("ONTASK") else { return ["FIELDS": .object(fields)] }
        let isComment = name.hasPrefix("ONTASKCOMMENT")
        if isComment, case .int(let task)? = payload["task"] { fields["TASK_ID"] = .int(task) }
        var after = fields
        if isComment, !name.hasSuffix("ADD") { after["ACTION"] = name.hasSuffix("DELETE") ? "DEL" : "EDIT" }
        return [
            "FIELDS_BEFORE": name.hasSuffix("ADD") ? "undefined" : .object(fields),
            "FIELDS_AFTER": name.hasSuffix("DELETE") && !isComment ? "undefined" : .object(after), "IS_ACCESSIBLE_BEFORE": "undefined",
            "IS_ACCESSIBLE_AFTER": "undefined",
        ]
    }
}

private enum EventName {
    static let moved = "ONCRMDEALMOVETOCATEGORY"
}
