import Kernel

/// The stored name of what a journal entry tells: a literal, never renamed.
package enum JournalKind: String, Sendable, CaseIterable {
    case stageEntered = "stage.entered"
    case runStarted = "run.started"
    case runEnded = "run.ended"
    case runCancelled = "run.cancelled"
    /// A process of its own was started on the item: its code, its title, what it was given.
    case processStarted = "process.started"
    /// It was asked for in vain: it has changed, or is gone.
    case processRefused = "process.refused"
    /// The item left the stage; what was to be finished goes on.
    case runLeft = "run.left"
    /// The run goes on in another version.
    case runMigrated = "run.migrated"
    /// The stage's process starts anew, or at last, on an item that already stands there.
    case stageRestarted = "stage.restarted"
    /// A moment was set for a robot or a pause; without one, it waits for its field to be filled.
    case planned = "robot.planned"
    /// The moment changed, because its field or the calendar did.
    case replanned = "robot.replanned"
    case waiting = "robot.waiting"
    case resumed = "robot.resumed"
    case done = "robot.done"
    case skipped = "robot.skipped"
    case failed = "robot.failed"
    /// A person had a failed robot try again.
    case retried = "robot.retried"
    /// A person went on without a failed robot.
    case passed = "robot.passed"
    case branchTaken = "branch.taken"
    case loopEnded = "loop.ended"
    /// A wait of the designer began: with its deadline, when it has one.
    case waitBegan = "wait.began"
    /// What it waited for came, or its deadline did.
    case waitEnded = "wait.ended"
    case triggerApplied = "trigger.applied"
    case triggerDeclined = "trigger.declined"
    /// What became of something outside; without the number of the run, which may have ended long before.
    case delivered = "delivery.done"
    case undelivered = "delivery.failed"
    case deliveryCancelled = "delivery.cancelled"
    /// An answer came when somebody else had already taken over.
    case deliveredLate = "delivery.late"
    /// The program that carries a robot out tells how far it is.
    case deliveryNoted = "delivery.noted"
    case held = "item.held"
    case released = "item.released"
}

/// One line of an item's journal. Append-only: the audit trail, never the source of state.
package struct JournalEntry: Hashable, Sendable {
    package let item: DocumentID
    /// 1, 2, 3 … without gaps.
    package let seq: Int64
    package let at: Timestamp
    package let kind: JournalKind
    package let run: Int64?
    /// The id of the robot, block or trigger.
    package let node: String?
    /// The entry that caused this one: in this item's journal or another's.
    package let causeItem: DocumentID?
    package let causeSeq: Int64?
    package let reason: Text?
    package let data: JSONValue
}
