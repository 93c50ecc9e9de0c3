import Kernel

/// What a token is doing. `docs/automation/state-machine.md` draws the ways between.
package enum TokenState: Int64, Sendable, CaseIterable {
    /// Goes on as soon as the item is visited.
    case ready = 0
    /// A timer wakes it: a moment has been planned, or the field it counts from must be filled first.
    case waitingForTime = 1
    /// An event wakes it: a task completed, a form answered.
    case waitingForEvent = 2
    /// Its branches run; the last of them (or the first, for «any») wakes it.
    case joining = 3
    /// A robot could not do its work; a person retries or skips.
    case failed = 4
    /// Something that happens to its item wakes it, or its timer, whichever comes first: a wait of the designer.
    case waitingForItem = 5
}

/// The place of one branch of a run in its program.
struct Token: Hashable, Sendable {
    let id: Int64
    let run: Int64
    /// The token that waits for this branch.
    let parent: Int64?
    var node: Int
    var state: TokenState
    /// Branches that still have to end; in `joining`.
    var pending = 0
    /// How often each loop around it has turned, by the loop's node.
    var loops: [Int: Int] = [:]
    /// The moment from which «через N» counts.
    var anchor: Timestamp
    /// Since when it has been in its state.
    var since: Timestamp
    var lineage: Lineage
    /// Nodes passed since it last waited, for the loop guard.
    var steps = 0
    /// Why it goes on now.
    var reason: Text
    /// The event that woke it, until its robot has heard of it.
    var event: PostedEvent?

    /// Which turn of the loops around it this is: `0` outside loops, `2.1` for nested ones.
    var iteration: String {
        loops.isEmpty ? "0" : loops.sorted { $0.key < $1.key }.map { String($0.value) }.joined(separator: ".")
    }
}

/// The moment that wakes a token. It keeps the rule, so it can be planned anew.
struct ItemTimer: Hashable, Sendable {
    let id: Int64
    let token: Int64
    let run: Int64
    /// The distant future while the field it counts from is empty.
    var due: Timestamp
    let timing: Timing
    let anchor: Timestamp
    /// A wait ends in vain when it comes; otherwise what was waited for has come.
    let isDeadline: Bool
    /// Whether it must be planned anew when the working calendar changes.
    let isCalendarBound: Bool

    /// - Parameter isCalendarBound: the timing's own need, unless it was chosen among several.
    init(
        id: Int64, token: Int64, run: Int64, due: Timestamp, timing: Timing, anchor: Timestamp, isDeadline: Bool = false,
        isCalendarBound: Bool? = nil
    ) {
        self.id = id
        self.token = token
        self.run = run
        self.due = due
        self.timing = timing
        self.anchor = anchor
        self.isDeadline = isDeadline
        self.isCalendarBound = isCalendarBound ?? timing.dependsOnCalendar
    }
}

/// The event that wakes a token.
struct Subscription: Hashable, Sendable {
    let id: Int64
    let token: Int64
    let run: Int64
    let kind: EventKind
    let correlation: Int64
}
