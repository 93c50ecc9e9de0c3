import Kernel

/// What became of a run.
package enum RunState: Int64, Sendable, CaseIterable {
    case running = 0
    case ended = 1
    /// The item left the stage, or somebody stopped it.
    case cancelled = 2
}

/// One execution of a stage's process for one stay of an item on the stage. Keeps the version it started with.
struct Run: Hashable, Sendable {
    let id: Int64
    let definition: Int64
    /// Changes only by a migration that the journal tells of.
    var version: Int64
    let stage: String
    /// The stay on the stage: a run never acts on a later stay.
    let visit: Int64
    var state: RunState
    /// Why it started.
    let reason: Text
    /// The journal entry that explains the start.
    let causeSeq: Int64
    let anchor: Timestamp
    /// What robots and the trigger have given, by their ids.
    var results: [String: [String: Value]]
    let startedAt: Timestamp
    var endedAt: Timestamp?
    /// Robots that had acted before the run was carried over to another version: they do not act again.
    var acted: Set<String> = []
    /// When the item left the stage, while the run ends what was to be ended.
    var leftAt: Timestamp?
}

/// Where the work comes from: the outside event it can be traced to, and how many automatic steps lie between.
struct Lineage: Hashable, Sendable {
    /// The item and event number of the outside event; timers are roots with negative numbers.
    let rootItem: DocumentID
    let rootSeq: Int64
    let depth: Int

    var next: Lineage { Lineage(rootItem: rootItem, rootSeq: rootSeq, depth: depth + 1) }
}
