import Automation
import CRM
import Kernel
import Storage

/// One simulation under way: a whole portal over the copy, a clock that jumps, and who does what when.
struct Rehearsal {
    private let database: MemoryDatabase
    private let assembly: PortalAssembly
    private let time: VirtualTime
    private let order: SimulationOrder
    private let limits: SimulationLimits
    private let recorder: EffectRecorder
    private let calendar: WorkingCalendar
    private let start: Timestamp
    private let end: Timestamp
    private var story = StoryCollector()
    private var agenda: ScenarioAgenda
    private var notes: [Text]
    private var stopped: Text?
    private let deeds: [String: any Deed]
    /// In whose name people act who are not named otherwise.
    private var person: UserID?

    private var clock: ManualClock { time.clock }

    // MARK: Setting the stage

    /// Puts the portal together over the copy, makes the tried automation the active one and the item ready.
    /// - Throws: `Failure` `.invalid` naming what is wrong with the automation.
    static func prepare(
        on database: MemoryDatabase, _ order: SimulationOrder, _ copy: PortalSimulator.Copy, limits: SimulationLimits,
        publicAddress: PublicAddress?, realClock: any WallClock
    ) async throws -> Rehearsal {
        let isInvented = copy.subject == nil
        let start = isInvented ? order.start ?? copy.now : copy.now
        let clock = ManualClock(start)
        let assembly = PortalAssembly(
            database: database, clock: clock, live: NobodyWatches(), limits: .rehearsal, connectors: PortalCatalog.connectors,
            isRehearsal: true, publicAddress: publicAddress)
        let calendar = try await assembly.calendars.current().calendar
        let recorder = EffectRecorder(items: assembly.items, limits: limits, realClock: realClock)
        assembly.portal.listen(recorder)
        let stubs = PortalCatalog.connectors.map { StubConnector($0, succeeds: order.deliveriesSucceed) }
        let deliverer = Deliverer(engine: assembly.engine, connectors: stubs, dice: { 0.5 })
        var rehearsal = Rehearsal(
            database: database, assembly: assembly, time: VirtualTime(engine: assembly.engine, deliverer: deliverer, clock: clock),
            order: order, limits: limits, recorder: recorder, calendar: calendar, start: start, notes: copy.notes)
        try await rehearsal.raise(copy.subject)
        return rehearsal
    }

    private init(
        database: MemoryDatabase, assembly: PortalAssembly, time: VirtualTime, order: SimulationOrder, limits: SimulationLimits,
        recorder: EffectRecorder, calendar: WorkingCalendar, start: Timestamp, notes: [Text]
    ) {
        self.database = database
        self.assembly = assembly
        self.time = time
        self.order = order
        self.limits = limits
        self.recorder = recorder
        self.calendar = calendar
        self.start = start
        self.notes = notes
        end = start + .days(Int64(order.days))
        agenda = ScenarioAgenda(order, from: start, calendar)
        deeds = Dictionary(
            uniqueKeysWithValues: DeedCatalog.make(portal: assembly.portal, items: assembly.items).map { ($0.kind, $0) })
    }

    private mutating func raise(_ subject: Item?) async throws {
        story = try await database.read { reader in
            var story = StoryCollector()
            try story.begin(in: reader)
            return story
        }
        try await publish()
        if let subject {
            person = order.user ?? subject.responsible
            story.add(subject.id)
            if try await database.read({ try Automation.AutomationReader.isHeld(subject.id, in: $0) }) { notes.append(EffectTexts.onHold) }
            try await carryOver()
        } else {
            let invention = Invention(order: order, items: assembly.items, portal: assembly.portal)
            let made = try await database.write { try invention.make(in: $0) }
            person = order.user ?? made.responsible
            story.add(made.item)
        }
    }

    /// The automation that is tried becomes the active one of the copy, checked as on saving.
    private func publish() async throws {
        try await assembly.portal.perform(as: .system) { [order, assembly] command in
            let pipelines = try assembly.pipelines.all(in: command.transaction)
            guard pipelines.named(order.pipeline) != nil else {
                throw Failure(.notFound, EffectTexts.noPipeline.with(["name": order.pipeline]))
            }
            try assembly.automation.publish(
                order.body, to: order.pipeline, among: pipelines.outlines, by: order.user, in: command.transaction, at: command.now)
            try assembly.automation.setEnabled(true, of: order.pipeline, in: command.transaction)
        }
    }

    /// An item on the way goes on with the tried automation; one that has no process gets it.
    private func carryOver() async throws {
        try await database.write { [assembly, order, clock] transaction in
            try assembly.engine.rollOut(
                order.pipeline, .migrate, applies: true, by: order.user, in: transaction, at: clock.now)
        }
    }

    // MARK: Playing

    func play() async throws -> Simulation {
        var rehearsal = self
        return try await rehearsal.run()
    }

    private mutating func run() async throws -> Simulation {
        try await collect()
        var ticks = 0
        while stopped == nil {
            let due = try await time.nextDue()
            let reminder = try await database.read { try Reminders.nextMoment(in: $0) }
            guard let next = [due, reminder, agenda.next?.at].compactMap(\.self).min(), next <= end else { break }
            if next > clock.now { clock.advance(to: next) }
            if let due, due <= clock.now {
                try await time.work()
            } else if let reminder, reminder <= clock.now {
                try await ReminderClock(portal: assembly.portal).giveDue()
            } else if let planned = agenda.take() {
                try await carryOut(planned)
            }
            try await collect()
            ticks += 1
            stopped = reason(ticks)
        }
        let reached = stopped == nil ? end : clock.now
        clock.advance(to: reached)
        let ending = Ending(assembly: assembly, story: story, effects: recorder.effects, start: start, end: end, reached: reached)
        return try await database.read { [stopped, notes] in try ending.simulation(stopped: stopped, notes: notes, in: $0) }
    }

    /// Why it cannot go on.
    private func reason(_ ticks: Int) -> Text? {
        if recorder.isFlooded { return SimulationTexts.tooManyItems(limits.items) }
        if recorder.isLate { return SimulationTexts.tooLong(limits.time.milliseconds / 1000) }
        return story.count > limits.steps || ticks > limits.ticks ? SimulationTexts.tooManySteps(limits.steps) : nil
    }

    private mutating func collect() async throws {
        let known = story
        let (items, open) = try await database.read { [reacts = order.reaction != nil] reader in
            var story = known
            try story.collect(in: reader)
            return (story, reacts ? try OpenWork.of(story.items, in: reader) : [])
        }
        story = items
        agenda.react(to: open, at: clock.now)
    }

    /// A deed that cannot happen is told in the story; the portal of the copy is as before.
    private mutating func carryOut(_ planned: ScenarioAgenda.Entry) async throws {
        let title: Text
        let outcome: Text
        var isDone = true
        if let deed = deeds[planned.deed] {
            title = deed.title
            do {
                outcome = try await happen(deed, planned)
            } catch let failure as Failure {
                (outcome, isDone) = (failure.message, false)
            } catch let missing as MissingFields {
                (outcome, isDone) = (missing.failure.message, false)
            }
        } else {
            title = Text(verbatim: planned.deed)
            (outcome, isDone) = (DeedTexts.unknown.with(["kind": planned.deed]), false)
        }
        story.note(title, isDone: isDone, outcome, on: story.items[0], at: clock.now)
    }

    private func happen(_ deed: any Deed, _ planned: ScenarioAgenda.Entry) async throws -> Text {
        try await database.write { [clock, story, person, calendar] transaction in
            try deed.carryOut(
                Scene(
                    transaction: transaction, now: clock.now, items: story.items, person: person, inputs: planned.inputs, calendar: calendar))
        }
    }
}

extension EngineLimits {
    /// The clock stands still during a visit: only the number of steps bounds it.
    fileprivate static var rehearsal: EngineLimits { EngineLimits() }
}
