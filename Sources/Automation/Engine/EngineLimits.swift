import Kernel

/// How much the engine does at a time, and when it takes automation for a loop.
package struct EngineLimits: Sendable {
    /// Node steps inside a person's own transaction; the rest follows at once in a transaction of its own.
    package var atOnceSteps = 64
    package var atOnceTime = TimeSpan(milliseconds: 20)
    /// Node steps of one visit by the dispatcher, and of one branch without waiting.
    package var visitSteps = 256
    /// How long one claim of due items may hold the writer.
    package var claimTime = TimeSpan(milliseconds: 50)
    /// Automatic stage moves that one outside event may cause without waiting.
    package var chainedMoves = 32
    /// Automatic entries of an item into one stage.
    package var hourlyEntries = 5.0
    package var dailyEntries = 20.0
    /// Automatic entries of an item into all stages of one automation together: a circle through many stages.
    package var hourlyRuns = 15.0
    package var dailyRuns = 60.0
    /// Items made by automation for items made by automation …
    package var generations = 8
    /// Items that the work caused by one outside event may make.
    package var itemsPerRoot = 1000
    /// Items that are told of a new version at a time, and that may wait for their visit because of it.
    package var rolloutBatch = 200
    /// Visits that failed as a whole before the item is put on hold.
    package var failures = 5

    /// Rows that one transaction of the retention removes at most.
    package var retentionBatch = 1000
    /// How late due items may be before imports and new versions wait.
    package var patience = TimeSpan.seconds(5)
    /// Ends of the process during a visit before the item is quarantined.
    package var crashes = 3
    /// How far back of the last claim the next one looks where several nodes write: what becomes visible late.
    package var claimSlack = TimeSpan.seconds(30)
    /// How often a claim looks at everything that is due, whatever the last one found.
    package var sweepEvery = TimeSpan.seconds(15)
    /// A clock set forwards by more than this holds the engine …
    package var clockStep = TimeSpan.minutes(5)
    /// … until it has run evenly for this long, or an administrator confirms.
    package var clockSettles = TimeSpan.seconds(60)

    package init() {}
}

/// What is left of a visit's allowance. A class: all visits of a transaction draw on one.
final class Budget {
    private var steps: Int
    private let deadline: Timestamp
    private let clock: any WallClock

    init(steps: Int, time: TimeSpan, clock: any WallClock) {
        self.steps = steps
        self.clock = clock
        deadline = clock.now + time
    }

    func spend() { steps -= 1 }
    var isSpent: Bool { steps <= 0 || clock.now >= deadline }
}
