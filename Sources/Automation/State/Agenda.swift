import Kernel

/// Who goes first when much is due.
enum AgendaLane: Int64, Sendable, CaseIterable {
    /// What a person's transaction did not get to.
    case interactive = 0
    case timers = 1
    /// Re-planning after a change of the calendar, mass operations.
    case bulk = 2

    /// How many items one claim takes of all lanes, when none needs more than its share.
    static let together = 64

    /// How many items one claim takes of this lane.
    var share: Int {
        switch self {
        case .interactive: 40
        case .timers: 20
        case .bulk: 4
        }
    }
}

/// The one row of an item with automation: the queue entry, the lock and the counters.
struct Agenda: Hashable, Sendable {
    let item: DocumentID
    var lane: AgendaLane
    var due: Timestamp
    var version: Int64
    var fails: Int
    var isHeld: Bool
    /// How many automatically made items lie between this one and one that a person made.
    let generation: Int
    /// The last stay on a stage that was taken notice of.
    var visit: Int64
    var journalSeq: Int64
}

/// An event in an item's inbox.
struct InboxEvent: Hashable, Sendable {
    let seq: Int64
    let event: PostedEvent
    let lineage: Lineage
    /// The journal entry of the step that caused it; nil for an outside event.
    let cause: JournalPlace?
    let at: Timestamp

    /// Whether a robot or trigger caused it.
    var isAutomatic: Bool { cause != nil }
}

/// An entry of some item's journal.
struct JournalPlace: Hashable, Sendable {
    let item: DocumentID
    let seq: Int64
}
