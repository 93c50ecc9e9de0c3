import Kernel

/// What automation did, does and will do with one item: the «Роботы» tab.
package struct ItemExplanation: Sendable, Hashable {
    /// The stays on stages with what robots did there, the latest first.
    package let visits: [StageVisit]
    /// What triggers decided, the latest first.
    package let decisions: [TriggerDecision]
    /// What stopped and waits for a person.
    package let incidents: [Incident]
    /// Whether all automation of the item is on hold.
    package let isHeld: Bool
}

/// One stay of the item on a stage, or one run of a process of its own.
package struct StageVisit: Sendable, Hashable {
    package let stage: String
    /// What the process is called; nil for a stage.
    package let process: String?
    /// Nil when nothing started.
    package let run: Int64?
    package let visit: Int64
    package let enteredAt: Timestamp
    /// Why it entered.
    package let reason: Text?
    /// The version of the automation that it runs; nil when nothing started there.
    package let version: Int64?
    package let state: RunState?
    package let endedAt: Timestamp?
    /// Why the run was cancelled.
    package let cancelled: Text?
    /// Every robot, pause and wait of the stage in the order of the screen.
    package let robots: [RobotExplanation]
}

/// What became of one robot during one stay.
package struct RobotExplanation: Sendable, Hashable {
    package enum State: Sendable, Hashable {
        /// The stage has not come to it.
        case notReached
        /// About to run.
        case ready
        case waitingUntil(Timestamp)
        /// Its moment counts from an empty field.
        case waitingForField(String)
        /// The event kind, and the number of the thing it waits for.
        case waitingForEvent(EventKind, Int64)
        /// A wait of the designer: the moment that ends it without anything happening, when there is one.
        case waitingForItem(until: Timestamp?)
        case done(Timestamp)
        case skipped(Text, Timestamp)
        case failed(Text, incident: Int64?)
        /// A person went on without it.
        case passed(Timestamp)
        /// It was under way when the item left the stage.
        case cancelled(Text?)
    }

    package let id: String
    /// Nil for a pause or a wait of the designer.
    package let kind: RobotKind?
    /// What a wait of the designer waits for.
    package let rule: WaitRule?
    /// Whether what a wait waited for came (or its deadline did); nil while it has not ended, and for everything else.
    package let hasCome: Bool?
    package let title: String
    package let timing: Timing
    package let state: State
    /// The moment that was planned for it, also when it has passed.
    package let planned: Timestamp?
    /// The parameters it worked with, in the order in which it read them.
    package let inputs: [Input]
    package let results: [String: Value]
    package let duration: TimeSpan?
    /// Why it ran: «задача №14 завершена».
    package let cause: Text?
    /// How often it has run during this stay: more than once in a loop.
    package let runs: Int
    /// The last thing that it sent outside, and what became of it.
    package let delivery: Delivery?

    package struct Input: Sendable, Hashable {
        package let name: String
        package let value: Value

        package init(name: String, value: Value) {
            self.name = name
            self.value = value
        }
    }
}

/// What was decided about one trigger when an event came.
package struct TriggerDecision: Sendable, Hashable {
    package let trigger: String
    package let title: String
    package let stage: String
    package let event: EventKind
    package let at: Timestamp
    package let isApplied: Bool
    /// Why it was not applied; what happened, when it was.
    package let reason: Text?
}

/// Something that an item waits for.
package struct Waiting: Sendable, Hashable {
    package let stage: String
    package let robot: String
    package let title: String
    package let state: RobotExplanation.State
    package let since: Timestamp
}
