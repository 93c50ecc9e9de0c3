import Kernel
import Storage

/// The stored name of a robot: a literal, snake_case, never renamed.
package struct RobotKind: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { rawValue = value }
    package var description: String { rawValue }
}

/// One action that a stage or a process can carry out on its item. One file declares kind, titles, parameters and `run`;
/// the settings form, the static check and the simulator follow from the declaration.
package protocol Robot: Sendable {
    var kind: RobotKind { get }
    var title: Text { get }
    /// What the settings dialog asks, in order.
    var parameters: [ParameterSpec] { get }
    /// What later robots can insert as `{=robotID:name}`, for the picker of insertions.
    var results: [ResultSpec] { get }
    /// Whether «+ добавить» offers it on a pipeline, given by its stored name: `LEAD`, `DEAL:0`.
    func suits(_ pipeline: String) -> Bool
    /// Whether only the process designer offers it.
    var isForProcesses: Bool { get }
    /// Acts inside the step's transaction. `throw` stops this branch with an incident that people can retry or skip.
    func run(_ step: Step) throws -> Outcome
    /// What to do when the event that `run` waited for has come; by default the robot is done with the event's payload as results.
    func resume(_ step: Step, _ event: PostedEvent) throws -> Outcome
    /// The item leaves the stage while the robot waits, and what it has made is to be closed or handed over. In the
    /// transaction of the move; by default there is nothing to do.
    func leave(_ step: Step, _ leaving: Leaving) throws
    /// Whether `run` may answer `.wait`: a cycle of stages through a robot that never waits is refused when it is saved.
    var mayWait: Bool { get }
    /// What has to carry out its deliveries: without it, and without a connection of it, the robot can only stop.
    var connector: ConnectorKind? { get }
    /// What is wrong with settings that the questions alone do not tell: one that another makes necessary. By the names of
    /// the parameters; they cannot be saved so.
    func mistakes(in parameters: [String: JSONValue]) -> [String: Text]
}

extension Robot {
    package func resume(_ step: Step, _ event: PostedEvent) throws -> Outcome { .done(results: event.payload) }
    package func leave(_ step: Step, _ leaving: Leaving) throws {}
    package var mayWait: Bool { true }
    package var results: [ResultSpec] { [] }
    package func suits(_ pipeline: String) -> Bool { true }
    package var isForProcesses: Bool { false }
    package var connector: ConnectorKind? { nil }
    package func mistakes(in parameters: [String: JSONValue]) -> [String: Text] { [:] }

    /// The parameter shown as «кому: …» on the robot's card; nil prints «Автоматически».
    package var addresseeParameter: ParameterSpec? { parameters.first(where: \.isAddressee) }
}

/// A result of a robot as the picker of insertions offers it.
package struct ResultSpec: Sendable {
    /// The key among the results; never renamed.
    package let name: String
    package let title: Text
    /// How conditions compare it.
    package let type: ComparedType

    package init(_ name: String, _ title: Text, _ type: ComparedType = .text) {
        self.name = name
        self.title = title
        self.type = type
    }
}

/// What a robot achieved.
package enum Outcome: Sendable {
    /// Finished; `results` can be used by later robots as `{=robotID:name}`.
    case done(results: [String: Value] = [:])
    /// Goes on when an event of this kind, or of one of `or`, about this thing arrives (a task is completed or deleted):
    /// the event whose `PostedEvent.correlation` is `correlation`. `results` are usable at once.
    case wait(for: EventKind, or: [EventKind] = [], correlation: Int64, results: [String: Value] = [:])
    /// Starts a process on the item. With `waits` goes on when that has ended, with what it gives back as results.
    case start(process: String, [String: Value], waits: Bool)
    /// Stops the processes of this code that run on the item, or all; never the one that the robot itself stands in.
    case stop(process: String?)
    /// Had nothing to do, and says why in the journal. Counts as finished.
    case skipped(Text)
}

/// What a trigger is: something happens to an item, and the item moves to the trigger's stage.
package protocol Trigger: Sendable {
    /// The stored name: a literal, never renamed.
    var kind: String { get }
    var title: Text { get }
    var parameters: [ParameterSpec] { get }
    /// The events it looks at.
    var events: [EventKind] { get }
    /// Whether this event, with these settings, is meant. The trigger's own condition is checked by the engine.
    func matches(_ event: PostedEvent, _ setting: TriggerSetting) throws -> Bool
}
