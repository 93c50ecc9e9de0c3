import Kernel

/// The automation of one pipeline: what stands in every column of the robots screen. The body of one immutable version.
package struct PipelineAutomation: Sendable, Hashable {
    package var stages: [StageAutomation]

    package init(stages: [StageAutomation] = []) { self.stages = stages }

    package subscript(stage code: String) -> StageAutomation? { stages.first { $0.stage == code } }
}

/// The triggers that move an item into a stage and the process that starts when it enters; or a process of its own, which has
/// no triggers.
package struct StageAutomation: Sendable, Hashable {
    /// The stage's code inside its pipeline: `QUOTE`, `C1:SUPPLIER`.
    package var stage: String
    package var triggers: [TriggerSetting]
    package var process: [Block]
    /// What makes it a process beside the stages; nil for a stage. Its `stage` is the process's code then: `@process_3`.
    package var named: NamedProcess?

    package init(stage: String, triggers: [TriggerSetting] = [], process: [Block] = [], named: NamedProcess? = nil) {
        self.stage = stage
        self.triggers = triggers
        self.process = process
        self.named = named
    }

    /// The branches that start together. A process of its own is one sequence.
    package var chains: [[Block]] { named == nil ? Compiler.chains(of: process) : [process] }

    /// The robots when the process is a plain list of them; nil when it needs the process designer.
    package var robots: [RobotSetting]? {
        var robots: [RobotSetting] = []
        for block in process {
            guard case .robot(let robot) = block else { return nil }
            robots.append(robot)
        }
        return robots
    }
}

/// A trigger as configured on a stage.
package struct TriggerSetting: Sendable, Hashable {
    /// Stable inside the pipeline; history and journal refer to it.
    package var id: String
    package var kind: String
    package var title: String
    package var condition: Condition?
    package var parameters: [String: JSONValue]
    /// «Разрешить переходить на предыдущую стадию»; otherwise forward only.
    package var allowsBack: Bool

    package init(
        id: String, kind: String, title: String, condition: Condition? = nil, parameters: [String: JSONValue] = [:],
        allowsBack: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.condition = condition
        self.parameters = parameters
        self.allowsBack = allowsBack
    }
}

/// A robot as configured on a stage.
package struct RobotSetting: Sendable, Hashable {
    /// Stable inside the pipeline: letters, digits, `_`; results are used as `{=id:name}`.
    package var id: String
    package var kind: RobotKind
    package var title: String
    package var timing: Timing
    package var condition: Condition?
    package var parameters: [String: JSONValue]
    /// What becomes of it when the item leaves the stage while it is pending.
    package var leaving: Leaving

    package init(
        id: String, kind: RobotKind, title: String, timing: Timing = .now, condition: Condition? = nil,
        parameters: [String: JSONValue] = [:], leaving: Leaving = .stop
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.timing = timing
        self.condition = condition
        self.parameters = parameters
        self.leaving = leaving
    }
}

/// What becomes of a pending robot when its item leaves the stage. Stored names, never renamed.
package enum Leaving: String, Sendable, CaseIterable {
    /// It does not act any more; what it has made (a task) stays as it is.
    case stop
    /// It still acts when its moment or its event comes; its branch ends behind it.
    case finish
    /// It does not act any more; its task is closed.
    case close
    /// It does not act any more; its task goes to whoever is responsible for the item now.
    case reassign
}

/// One element of a process: robots of a column are a plain list of `.robot`; the designer adds the rest.
package indirect enum Block: Sendable, Hashable {
    case robot(RobotSetting)
    /// If … then … else ….
    case branch(id: String, title: String, condition: Condition, then: [Block], otherwise: [Block])
    /// The first case whose condition holds, else `otherwise`.
    case choice(id: String, title: String, cases: [ChoiceCase], otherwise: [Block])
    /// Branches side by side; goes on when all, or any one of them (the others are cancelled), has ended.
    case parallel(id: String, title: String, waitsForAll: Bool, branches: [[Block]])
    /// Waits for a moment; one anchored to a field is re-planned when the field changes, and waits for the field to be filled.
    case delay(id: String, title: String, Timing)
    /// Repeats while the condition holds, at most `limit` times.
    case loop(id: String, title: String, condition: Condition, limit: Int, body: [Block])
    /// Waits for an event, a condition or a moment: `came` when it has come, `missed` when the deadline came first.
    case wait(id: String, title: String, WaitRule, came: [Block], missed: [Block])
    /// Once for every element of a list, which `{=id:…}` means inside. A list longer than `limit` is an incident.
    case each(id: String, title: String, ListSource, limit: Int, body: [Block])
    /// Ends the process.
    case stop(id: String)
}

/// One way of a choice.
package struct ChoiceCase: Sendable, Hashable {
    /// May be empty: then the condition itself is shown.
    package var title: String
    package var condition: Condition
    package var blocks: [Block]

    package init(title: String = "", condition: Condition, blocks: [Block] = []) {
        self.title = title
        self.condition = condition
        self.blocks = blocks
    }
}

/// When a robot runs.
package struct Timing: Sendable, Hashable {
    package enum Unit: String, Sendable, CaseIterable {
        case minutes, hours, days
    }

    package enum Base: Sendable, Hashable {
        /// The moment this step's branch reached it: stage entry for parallel robots, the end of the previous robot otherwise.
        case entry
        /// A date or date-time field of the item.
        case field(String)
    }

    /// «После предыдущего»: starts when the robot above has finished. Otherwise parallel from the stage entry.
    package var afterPrevious: Bool
    /// Offset from the base in `unit`; 0 is «сразу», negative is «до».
    package var amount: Int
    package var unit: Unit
    package var base: Base
    /// «…, в рабочее время»: moved to the next working moment when it falls outside; a moment already past counts as now.
    package var workingTimeOnly: Bool
    /// «через 2 рабочих часа»: the offset counts only working minutes, hours or days; implies `workingTimeOnly`.
    package var countsWorkingTime: Bool
    /// For offsets in days from a date: the wall-clock time of the portal's zone; nil keeps the base's own time (start of
    /// the working day for a date without time).
    package var timeOfDay: LocalTime?

    package init(
        afterPrevious: Bool = false, amount: Int = 0, unit: Unit = .minutes, base: Base = .entry,
        workingTimeOnly: Bool = false, countsWorkingTime: Bool = false, timeOfDay: LocalTime? = nil
    ) {
        self.afterPrevious = afterPrevious
        self.amount = amount
        self.unit = unit
        self.base = base
        self.workingTimeOnly = workingTimeOnly
        self.countsWorkingTime = countsWorkingTime
        self.timeOfDay = timeOfDay
    }

    package static let now = Timing()
    package static let afterPreviousRobot = Timing(afterPrevious: true)

    /// Whether it can run without any timer.
    package var isImmediate: Bool {
        amount == 0 && base == .entry && !workingTimeOnly && !countsWorkingTime && timeOfDay == nil
    }
}
