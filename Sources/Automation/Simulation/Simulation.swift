import Kernel

/// What would happen: the result of a simulation.
package struct Simulation: Sendable {
    package let start: Timestamp
    /// When it was to end.
    package let end: Timestamp
    /// Up to where it was played; before `end` when `stopped` says why.
    package let reached: Timestamp
    /// Why it ended early: a flood, a circle. What was played until then is in `steps`.
    package let stopped: Text?
    /// The items of the story, the played one first.
    package let items: [SimulatedItem]
    /// In the order in which it happened.
    package let steps: [SimulationStep]
    /// What still waits at the end.
    package let waiting: [SimulatedWait]
    /// Names of everybody who occurs.
    package let people: [UserID: String]
    package let counts: SimulationCounts
    /// What the viewer may not see and the copy therefore lacks.
    package let notes: [Text]

    package init(
        start: Timestamp, end: Timestamp, reached: Timestamp, stopped: Text?, items: [SimulatedItem], steps: [SimulationStep],
        waiting: [SimulatedWait], people: [UserID: String], counts: SimulationCounts, notes: [Text]
    ) {
        self.start = start
        self.end = end
        self.reached = reached
        self.stopped = stopped
        self.items = items
        self.steps = steps
        self.waiting = waiting
        self.people = people
        self.counts = counts
        self.notes = notes
    }
}

/// An item of the story as it is at the end.
package struct SimulatedItem: Sendable, Hashable {
    package let document: DocumentID
    package let title: String
    package let pipeline: Text
    package let stage: SimulatedStage

    package init(document: DocumentID, title: String, pipeline: Text, stage: SimulatedStage) {
        self.document = document
        self.title = title
        self.pipeline = pipeline
        self.stage = stage
    }
}

/// A stage as it is shown.
package struct SimulatedStage: Sendable, Hashable {
    package let code: String
    package let name: Text
    /// `#39a8ef`
    package let color: String

    package init(code: String, name: Text, color: String) {
        self.code = code
        self.name = name
        self.color = color
    }
}

/// One line of the timeline.
package struct SimulationStep: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Somebody did something by the scenario, or could not.
        case deed(isDone: Bool)
        /// The item came to a stage; `restarted` when its process begins anew where it stands.
        case stage(SimulatedStage, restarted: Bool)
        /// A process of its own began on the item, or could not.
        case process(isStarted: Bool)
        /// The item left the stage, or the process was stopped, before these acted.
        case left(unfinished: [String])
        /// A moment was set: nil while the field it counts from is empty.
        case planned(Timestamp?, moved: Bool)
        case robot(RobotEnd)
        case branch(isTaken: Bool)
        case loopEnded
        /// A wait began: until when at the latest, when that is known.
        case waitBegan(until: Timestamp?)
        /// What was waited for came, or the deadline did.
        case waitEnded(hasCome: Bool)
        case trigger(isApplied: Bool, SimulatedStage)
        case delivery(isDone: Bool)
        /// All automation of the item stopped.
        case held
    }

    package enum RobotEnd: Sendable, Hashable {
        case done
        /// It has begun and waits: for a task, an answer.
        case waiting
        /// What it waited for has come.
        case resumed
        case skipped
        case failed
    }

    package let at: Timestamp
    package let item: DocumentID
    package let kind: Kind
    /// What the robot, trigger, block or deed is called.
    package let title: Text
    /// The kind of robot in words: «Запланировать звонок».
    package let robot: Text?
    /// «через 3 дня, в рабочее время»
    package let timing: Text?
    /// For when it was planned.
    package let planned: Timestamp?
    package let reason: Text?
    package let condition: ConditionStory?
    /// Whom it concerns.
    package let addressees: [UserID]
    /// What it writes or is called, when its effects do not say so.
    package let text: String?
    package let inputs: [Input]
    package let effects: [SimulatedEffect]

    package struct Input: Sendable, Hashable {
        package let title: Text
        package let value: Value
    }
}

/// Something that a robot made or changed.
package struct SimulatedEffect: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case task, call, activity, request, item, change, other
    }

    package let kind: Kind
    package let title: Text
    /// Who has to do it, then who watches.
    package let people: [UserID]
    package let deadline: Timestamp?
    /// The robot's step that made it: the number of the run and the robot's id.
    package let run: Int64
    package let node: String
    package let at: Timestamp

    package init(_ kind: Kind, _ title: Text, people: [UserID] = [], deadline: Timestamp? = nil, run: Int64, node: String, at: Timestamp) {
        self.kind = kind
        self.title = title
        self.people = people
        self.deadline = deadline
        self.run = run
        self.node = node
        self.at = at
    }
}

/// What an item still waits for at the end.
package struct SimulatedWait: Sendable, Hashable {
    package let item: DocumentID
    package let title: String
    package let state: RobotExplanation.State

    package init(item: DocumentID, title: String, state: RobotExplanation.State) {
        self.item = item
        self.title = title
        self.state = state
    }
}

/// The simulation in numbers.
package struct SimulationCounts: Sendable, Hashable {
    package var acted = 0
    package var skipped = 0
    package var failed = 0
    package var moves = 0
    package var tasks = 0
    package var activities = 0
    package var notices = 0
    package var messages = 0
    package var deliveries = 0

    package init() {}
}
