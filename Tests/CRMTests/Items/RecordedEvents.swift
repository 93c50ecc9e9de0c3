import CRM
import Kernel
import Synchronization

/// Remembers what the portal told its listeners.
final class RecordedEvents: EventListener {
    private let events = Mutex<[any CRMEvent]>([])

    func handle(_ event: any CRMEvent, in command: Command) throws { events.withLock { $0.append(event) } }
    func clear() { events.withLock { $0.removeAll() } }

    var all: [any CRMEvent] { events.withLock { $0 } }
    var kinds: [String] { all.map { type(of: $0).kind.rawValue } }
}
