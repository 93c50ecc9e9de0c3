import Kernel
import Logging
import Storage

/// One visit to an item: events in order, then due timers and ready tokens until nothing is left or the allowance is used.
///
/// It holds the item's agenda row, so nobody else works on the item; what it does is durable together or not at all. A
/// class because its parts, spread over files, work on one state.
final class ItemVisit {
    let engine: Engine
    let transaction: any Transaction
    let document: DocumentID
    let now: Timestamp
    let budget: Budget
    let scope: TransactionScope
    /// Where the breadcrumbs of this visit stand.
    let crumb: Int?
    /// Whether moments wait for an administrator.
    let isGateClosed: Bool
    var state: ItemState
    /// Where the item stands; nil when it has no stages or is gone.
    var position: StagePosition?
    /// What the trigger that has just moved the item gives to the robots of the new stage.
    var triggerResults: [String: [String: Value]] = [:]
    /// Failed tokens that are gone: their incidents close when the visit is saved.
    var abandoned: [Int64] = []
    /// Why the item moved, as the events being handled tell.
    var moveReason: Text?
    private var seenPosts = -1
    private var programs: [Int64: Program] = [:]
    private var ids: ClosedRange<Int64>?

    /// Nil when the item has no automation.
    init?(
        _ engine: Engine, _ document: DocumentID, in transaction: any Transaction, at now: Timestamp, _ budget: Budget,
        crumb: Int? = nil
    ) throws {
        guard let state = try ItemStateStore(transaction: transaction).load(document) else { return nil }
        self.engine = engine
        self.transaction = transaction
        self.document = document
        self.now = now
        self.budget = budget
        self.state = state
        self.crumb = crumb
        scope = TransactionScope.of(transaction)
        isGateClosed = try scope.isGateClosed(in: transaction)
    }

    /// Works until the item is quiet or the allowance used, and saves.
    func run() throws {
        guard !state.agenda.isHeld else { return }
        if state.agenda.generation > engine.limits.generations {
            try hold(.loop, EngineTexts.tooManyGenerations.with(["limit": String(engine.limits.generations)]))
        } else {
            // Events look at the item's position themselves; without any, what wakes now must know that it still stands there.
            if try !takeInbox(), !state.runs.isEmpty { try lookAtPosition() }
            try work()
        }
        try save()
    }

    func save() throws {
        state.agenda.fails = 0
        state.agenda.lane = state.nextDue(at: now) <= now ? .interactive : .timers
        try IncidentStore(transaction: transaction).close(tokens: abandoned, of: document, at: now)
        try ItemStateStore(transaction: transaction).save(state, at: now)
        if scope.hasNewDeliveries { engine.wakeDelivererAfterCommit(of: transaction) }
    }

    private func work() throws {
        while !state.agenda.isHeld {
            if try takeInbox() { continue }
            if budget.isSpent { return }
            if let token = state.nextReady {
                try step(token)
            } else if !isGateClosed, let timer = state.nextDueTimer(at: now) {
                try wake(timer)
            } else {
                return
            }
        }
    }

    /// Handles what has been posted since the last look; false when nothing has.
    private func takeInbox() throws -> Bool {
        let posts = scope.posts(to: document)
        guard posts != seenPosts else { return false }
        seenPosts = posts
        let inbox = Inbox(transaction: transaction)
        let events = try inbox.events(of: document)
        scope.hasTaken(document)
        moveReason = events.last { $0.event.kind == .itemStageChanged }?.event.reason
        defer { moveReason = nil }
        for event in events {
            try handle(event)
            if state.agenda.isHeld {
                try inbox.remove(from: document, upTo: event.seq)
                return true
            }
        }
        guard let last = events.last else { return false }
        try inbox.remove(from: document, upTo: last.seq)
        return true
    }
}

// MARK: - What all parts use
extension ItemVisit {
    /// The next id for a row of this item. Called outside the savepoints of robots only: a number given back by one could
    /// be given twice.
    func nextID() throws -> Int64 {
        if let ids, ids.lowerBound < ids.upperBound {
            self.ids = (ids.lowerBound + 1)...ids.upperBound
            return ids.lowerBound + 1
        }
        let first = try transaction.nextID("automation", count: 32)
        ids = first...(first + 31)
        return first
    }

    /// Appends to the item's journal; returns the entry's number.
    @discardableResult
    func journal(
        _ kind: JournalKind, run: Int64? = nil, node: String? = nil, cause: JournalPlace? = nil, because: Text? = nil,
        _ data: JSONValue = [:]
    ) -> Int64 {
        state.agenda.journalSeq += 1
        let entry = JournalEntry(
            item: document, seq: state.agenda.journalSeq, at: now, kind: kind, run: run, node: node,
            causeItem: cause?.item,
            causeSeq: cause?.seq, reason: because, data: data)
        state.journal.append(entry)
        return entry.seq
    }

    /// The step that is about to act, whose journal entry will be the next.
    func cause(_ lineage: Lineage) -> Cause {
        Cause(
            place: JournalPlace(item: document, seq: state.agenda.journalSeq + 1), lineage: lineage,
            generation: state.agenda.generation)
    }

    func program(of run: Run) throws -> Program {
        if let known = programs[run.id] { return known }
        let compiled = try engine.store.version(run.definition, run.version, in: transaction)
        guard let program = compiled.programs[run.stage] else {
            throw Failure(.notFound, EngineTexts.noProgram.with(["stage": run.stage]))
        }
        programs[run.id] = program
        return program
    }

    /// The run has another version from now on.
    func forgetProgram(of run: Run) { programs[run.id] = nil }

    func environment(
        results: [String: [String: Value]], changed: Set<String> = []
    ) throws -> any EvaluationEnvironment {
        try engine.source.environment(of: document, results: results, changed: changed, at: now, in: transaction)
    }

    func environment(of run: Run, changed: Set<String> = []) throws -> any EvaluationEnvironment {
        try environment(results: try program(of: run).emptyResults.merging(run.results) { $1 }, changed: changed)
    }

    /// Whether a condition holds and why. An insertion that cannot be read is a failure: silently false would hide it.
    func explain(_ condition: Condition, in environment: any EvaluationEnvironment) throws -> (
        isTrue: Bool, text: Text, json: JSONValue
    ) {
        let explanation = try condition.evaluate(in: environment)
        if let error = explanation.errors.first {
            throw Failure(.invalid, EngineTexts.badCondition.with(["problem": error.message]))
        }
        var titles: [String: Text] = [:]
        for reference in condition.references {
            titles[reference.name] = try engine.source.title(of: reference, on: document, in: transaction)
        }
        let text = explanation.description { titles[$0.name] }
        return (explanation.isTrue, text, explanation.json)
    }

    /// Stops all automation of the item until somebody releases it.
    /// - Parameter title: what stopped, for people.
    func hold(_ kind: Incident.Kind, _ message: Text, title: String = EngineTexts.holdTitle.russian) throws {
        state.agenda.isHeld = true
        let id = try nextID()
        try IncidentStore(transaction: transaction).open(
            id, kind, item: document, title: title, message: message, at: now)
        journal(.held, because: message, ["incident": .int(id)])
        report(title, message)
    }

    /// Tells the administrators. That it cannot be told must not stop the work.
    func report(_ robot: String, _ message: Text) {
        do {
            try transaction.savepoint {
                try engine.source.report(
                    IncidentReport(document: document, robot: robot, message: message), in: transaction, at: now)
            }
        } catch {
            engine.log.error("could not report an incident", metadata: ["item": "\(document)", "error": "\(error)"])
        }
    }
}
