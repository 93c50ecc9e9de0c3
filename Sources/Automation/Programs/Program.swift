import Kernel

/// The process of one stage as the engine executes it: a flat list of nodes. A token's place is an index into it, and the
/// program of a version never changes.
struct Program: Sendable {
    struct Node: Sendable {
        /// The editor's stable id of the block or robot the node stands for.
        let id: String
        let title: String
        let action: Action
    }

    enum Action: Sendable {
        /// Waits for a moment; then the next node.
        case delay(Timing)
        case robot(RobotSetting)
        /// The next node when the condition holds, otherwise `otherwise`.
        case branch(Condition, otherwise: Int)
        case jump(Int)
        /// A child token for each beginning; then `next`.
        case fork([Int], waitsForAll: Bool, next: Int)
        /// The next node while the condition holds, at most `limit` times; then `after`.
        case loop(Condition, limit: Int, after: Int)
        /// Waits as the rule says; then the next node, or `missed` when the deadline came first.
        case wait(WaitRule, missed: Int)
        /// The next node for every element of the list; then `after`.
        case each(ListSource, limit: Int, after: Int)
        /// Ends the whole process.
        case stop
        /// Ends this branch.
        case end
    }

    let stage: String
    let nodes: [Node]
    /// Where the branches that start with the process begin, in the order in which they start.
    let entries: [Int]
    /// An empty entry for every robot and every other block that gives results, so that those of one that has not run are
    /// known and empty.
    let emptyResults: [String: [String: Value]]
    /// What the process is called; nil for that of a stage.
    let title: String?

    /// The robots of the process in the order of the screen.
    var robots: [RobotSetting] {
        nodes.compactMap { if case .robot(let robot) = $0.action { robot } else { nil } }
    }
}

/// One version of a pipeline's automation, ready to run.
struct CompiledVersion: Sendable {
    let definition: Int64
    let version: Int64
    let body: PipelineAutomation
    let programs: [String: Program]

    init(definition: Int64, version: Int64, body: PipelineAutomation) {
        self.definition = definition
        self.version = version
        self.body = body
        let programs = body.stages.map { ($0.stage, Compiler.compile($0)) }
        self.programs = Dictionary(programs) { $1 }
    }
}
