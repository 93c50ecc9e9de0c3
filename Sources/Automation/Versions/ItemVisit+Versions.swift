import Kernel
import Storage

/// What a new version means to one item that is on the way: an event of its inbox like any other, so it is atomic, has its
/// place in the item's order and may come at any time.
extension ItemVisit {
    func carryOver(_ entry: InboxEvent) throws {
        guard let order = RolloutOrder(entry.event.payload), let position,
            let compiled = try engine.store.running(position.pipeline, in: transaction),
            compiled.definition == order.definition, compiled.version == order.version
        else { return }
        for run in state.liveRuns
        where run.definition == order.definition && run.version != order.version && run.leftAt == nil {
            switch order.choice {
            case .keep: break
            case .migrate: try migrate(run, to: compiled, entry)
            // A process of its own has no entry that could come again: what it did stays done.
            case .restart where run.isProcess: try migrate(run, to: compiled, entry)
            case .restart: try restart(run, position, order, entry)
            }
        }
        if order.applies, try !hadRun(of: order.definition, at: position) {
            state.agenda.visit = position.visit
            try startAnew(position, order, entry)
        }
    }

    private func hadRun(of definition: Int64, at position: StagePosition) throws -> Bool {
        if state.runs.current.values.contains(where: { $0.definition == definition && $0.visit == position.visit }) { return true }
        return try transaction.exists(
            "select 1 from automation_runs where item = $1 and definition = $2 and visit = $3",
            [document, definition, position.visit])
    }

    private func restart(_ run: Run, _ position: StagePosition, _ order: RolloutOrder, _ entry: InboxEvent) throws {
        try cancel(run, because: EngineTexts.restarted.with(["version": String(order.version)]))
        try startAnew(position, order, entry, results: run.results.filter { isTrigger($0.key, of: run) })
    }

    /// What the trigger gave at the entry stays known; what robots gave is theirs to give again.
    private func isTrigger(_ id: String, of run: Run) -> Bool {
        do {
            return try program(of: run).emptyResults[id] == nil
        } catch {
            return false
        }
    }

    /// Moments count from now: the item has not just entered the stage, and nothing it missed is to be made up for.
    private func startAnew(
        _ position: StagePosition, _ order: RolloutOrder, _ entry: InboxEvent, results: [String: [String: Value]] = [:]
    ) throws {
        let reason = entry.event.reason ?? EngineTexts.newVersion.with(["version": String(order.version)])
        let seq = journal(
            .stageRestarted, node: position.stage, because: reason,
            .members([
                "visit": .int(position.visit), "version": .int(order.version),
                "user": entry.event.user.map { .int($0.rawValue) },
            ]))
        try start(position, from: now, results: results, reason: reason, lineage: entry.lineage, causeSeq: seq)
    }
}

// MARK: - Migrating a run
extension ItemVisit {
    private func migrate(_ run: Run, to compiled: CompiledVersion, _ entry: InboxEvent) throws {
        let number = String(compiled.version)
        guard let program = compiled.programs[run.stage], !program.entries.isEmpty else {
            return try cancel(run, because: EngineTexts.stageWithoutProcess.with(["version": number]))
        }
        let old = try self.program(of: run)
        let seen = try SeenBlocks.of(run, on: document, state.journal, in: transaction)
        let tokens = state.tokens.inOrder.filter { $0.run == run.id }
        let plan = RunMigration(from: old, to: program, tokens: tokens, seen: seen.all)
        let from = run.version
        var moved = run
        moved.version = compiled.version
        moved.acted.formUnion(seen.acted)
        state.runs[run.id] = moved
        forgetProgram(of: run)
        journal(
            .runMigrated, run: run.id, node: run.stage, because: entry.event.reason,
            ["from": .int(from), "to": .int(compiled.version)])
        // All tokens stand in the new program before any of them ends and lets another go on.
        for token in tokens { try take(token, to: plan.places[token.id] ?? .gone, plan) }
        for beginning in plan.beginnings { try begin(beginning, moved, entry) }
        for token in tokens where plan.places[token.id] == .gone { try endIfStillThere(token) }
        try finishIfEmpty(moved)
        for timer in state.timers.inOrder where timer.run == run.id { try replan(timer, moved, entry) }
    }

    private func take(_ token: Token, to place: RunMigration.Place, _ plan: RunMigration) throws {
        guard var moved = state.tokens[token.id] else { return }
        moved.loops = plan.loops(of: token)
        switch place {
        case .own(let node):
            if token.state == .waitingForItem, !plan.waitsOn(token, at: node) { forget(&moved) }
            moved.node = node
        case .next(let node):
            forget(&moved)
            moved.node = node
        case .gone: return
        }
        state.tokens[token.id] = moved
    }

    /// What the token waited for is no more; it goes on at once.
    private func forget(_ token: inout Token) {
        state.removeWakers(of: token.id)
        if token.state == .failed { abandoned.append(token.id) }
        for child in state.tokens.inOrder where child.parent == token.id { drop([child.id]) }
        token.pending = 0
        token.event = nil
        token.state = .ready
        token.since = now
    }

    private func begin(_ beginning: RunMigration.Beginning, _ run: Run, _ entry: InboxEvent) throws {
        let parent = beginning.parent.flatMap { state.tokens[$0] }
        let id = try nextID()
        var token = Token(
            id: id, run: run.id, parent: parent?.id, node: beginning.node, state: .ready, anchor: parent?.anchor ?? run.anchor,
            since: now, lineage: entry.lineage, reason: entry.event.reason ?? EngineTexts.entered)
        token.loops = parent?.loops ?? [:]
        state.tokens[id] = token
        if let parent { state.tokens[parent.id]?.pending += 1 }
        try advance(token, to: token.node)
    }

    private func endIfStillThere(_ token: Token) throws {
        guard let left = state.tokens[token.id] else { return }
        if left.state == .failed { abandoned.append(left.id) }
        for child in state.tokens.inOrder where child.parent == left.id { drop([child.id]) }
        if let parent = left.parent.flatMap({ state.tokens[$0] }), parent.pending > 1 {
            // A branch that was taken out has not won the race of an «any».
            state.tokens[parent.id]?.pending -= 1
            return drop([left.id])
        }
        try end(left)
    }

    /// Nothing of the run survived: it has ended without anything to do.
    private func finishIfEmpty(_ run: Run) throws {
        guard state.runs[run.id]?.state == .running, !state.tokens.current.values.contains(where: { $0.run == run.id }) else { return }
        try finish(run.id)
    }

    /// The rule of the new version, from the old anchor; a moment that has passed comes at once.
    private func replan(_ timer: ItemTimer, _ run: Run, _ entry: InboxEvent) throws {
        guard let token = state.tokens[timer.token], token.state != .waitingForItem else { return }
        do {
            let node = try program(of: run).nodes[token.node]
            guard case .delay(let timing) = node.action else {
                state.timers[timer.id] = nil
                state.tokens[token.id]?.state = .ready
                state.tokens[token.id]?.since = now
                return
            }
            guard timing != timer.timing else { return }
            let planned = try timing.planned(from: timer.anchor, in: try environment(of: run))
            state.timers[timer.id] = nil
            let moved = ItemTimer(
                id: try nextID(), token: token.id, run: run.id, due: planned.due, timing: timing, anchor: timer.anchor)
            state.timers[moved.id] = moved
            journal(
                .replanned, run: run.id, node: node.id, because: entry.event.reason,
                ["from": PlannedMoment.at(timer.due).json, "due": planned.json])
        } catch  where !Engine.isOutage(error) {
            try fail(token, error)
        }
    }
}

/// The blocks that a run has come to so far, as the journal tells.
struct SeenBlocks {
    private(set) var all: Set<String> = []
    /// Robots that have done their part, or were passed over.
    private(set) var acted: Set<String> = []

    private static let kinds: [JournalKind] = [
        .planned, .replanned, .waiting, .resumed, .done, .skipped, .failed, .retried, .passed, .branchTaken, .loopEnded,
        .waitBegan, .waitEnded,
    ]

    /// - Parameter unsaved: entries of the visit under way.
    static func of(_ run: Run, on item: DocumentID, _ unsaved: [JournalEntry] = [], in reader: any Reader) throws -> SeenBlocks {
        var seen = SeenBlocks()
        let stored = try reader.query(
            "select distinct kind, node from automation_journal where item = $1 and run = $2 and node is not null",
            [item, run.id]
        ) { (JournalKind(rawValue: $0.text(0)), $0.text(1)) }
        for (kind, node) in stored { if let kind { seen.note(kind, node) } }
        for entry in unsaved where entry.run == run.id { if let node = entry.node { seen.note(entry.kind, node) } }
        return seen
    }

    private mutating func note(_ kind: JournalKind, _ node: String) {
        guard Self.kinds.contains(kind) else { return }
        all.insert(node)
        if [.done, .skipped, .passed, .waiting].contains(kind) { acted.insert(node) }
    }
}
