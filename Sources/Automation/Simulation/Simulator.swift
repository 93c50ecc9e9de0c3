import Kernel
import Storage

/// Plays an automation in virtual time on a copy of an item, with the real engine and the real robots. The portal itself is
/// read once and never touched.
package protocol Simulator: Sendable {
    /// What can happen in a scenario, in the order in which it is offered.
    var deeds: [any Deed] { get }
    /// - Throws: `Failure` `.forbidden` and `.notFound` by the rights of who asks, `.invalid` naming the error of an automation that
    ///   cannot be saved either, `.limited` while too many simulations run.
    func simulate(_ order: SimulationOrder) async throws -> Simulation
}

/// What is to be played.
package struct SimulationOrder: Sendable {
    package enum Subject: Sendable, Hashable {
        /// A copy of a real item. `restarts` gives up what it is waiting for and begins its stage anew; otherwise it goes on
        /// where it stands, carried over to the tried automation as by publishing with «перевести».
        case existing(DocumentID, restarts: Bool)
        /// One that is made at the beginning, on a stage of the pipeline, with fields as a form sends them.
        case invented(stage: String, fields: [String: [String]])
    }

    /// The pipeline's stored name: `DEAL:0`.
    package var pipeline: String
    /// The automation that is tried, saved or not. Other pipelines work with what is active.
    package var body: PipelineAutomation
    package var subject: Subject
    /// When it begins; nil is now. An item that exists begins now.
    package var start: Timestamp?
    package var days: Int
    package var events: [ScenarioEvent] = []
    /// How long people take for each task and each information request; nil when nobody does anything.
    package var reaction: Timing?
    /// Whether what goes outside arrives.
    package var deliveriesSucceed = true
    /// Who asks: their rights count. Nil is the owner of the machine at the command line.
    package var user: UserID?

    /// Days of one simulation at most.
    package static let longest = 180
    /// Events of one scenario at most.
    package static let mostEvents = 50

    package init(pipeline: String, body: PipelineAutomation, subject: Subject, days: Int = 30) {
        self.pipeline = pipeline
        self.body = body
        self.subject = subject
        self.days = days
    }
}

/// Something that somebody does at a moment of the scenario: «через 2 рабочих часа клиент звонит».
package struct ScenarioEvent: Sendable, Hashable {
    /// Counted from the beginning.
    package var moment: Timing
    /// The stored name of a deed.
    package var deed: String
    package var inputs: DeedInputs

    package init(_ moment: Timing, _ deed: String, _ inputs: DeedInputs = DeedInputs()) {
        self.moment = moment
        self.deed = deed
        self.inputs = inputs
    }
}

/// How much one simulation may cost.
package struct SimulationLimits: Sendable {
    /// Entries of the timeline …
    package var steps = 2000
    /// … items that robots make …
    package var items = 200
    /// … looks at the agenda, a bound for what moves time without leaving a trace …
    package var ticks = 10_000
    /// … and time on the real clock.
    package var time = TimeSpan.seconds(10)
    /// Simulations at the same time on one node; one person has one.
    package var together = 2

    package init() {}
}
